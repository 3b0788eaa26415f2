import { parseRupees } from "../composite/check-imps.ts"
import { calendarDayAfter } from "../ist.ts"
import type { BulkRow } from "./cib-types.ts"
import { parseDay } from "./days.ts"

/** A file that is in order, or the code that it is refused with. */
export type ReadFile = { readonly rows: readonly BulkRow[]; readonly debitAccount: string } | { readonly code: string }

/** "At most 150 lines; names at most 30 (one source 35)": the longer one is taken (rule "bulk file"). */
const MAX_LINES = 150
const MAX_NAME = 35

/**
 * Reads the rows of a bulk file (fact file composite-and-cib, rule "bulk file"): base64 of lines that end in ^, with fields between |.
 * FHR is the header, MDR the debit, MCW a credit inside the bank, MCO one to another bank over NEFT.
 */
export const readBulkFile = (content: string, uniqueId: string, nowMs: number): ReadFile => {
  const text = decodeText(content)
  if (text === undefined || !text.trimEnd().endsWith("^")) return { code: "104668" }
  const lines = text.split("^").map((line) => line.trim().split("|")).slice(0, -1)
  const [header = [], debit = [], ...credits] = lines
  if (header[0] !== "FHR" || debit[0] !== "MDR") return { code: "111267" }
  if (header.length !== 8 || debit.length !== 9 || lines.length > MAX_LINES || credits.length === 0) return { code: "110370" }
  if (Number(header[1]) !== lines.length - 1) return { code: "108588" }
  const dayMs = parseDay(header[2] ?? "")
  if (dayMs === undefined) return { code: "110370" }
  if (dayMs < calendarDayAfter(nowMs, 0)) return { code: "108363" }
  const rows: BulkRow[] = []
  for (const [index, fields] of credits.entries()) {
    const row = readRow(fields, `${uniqueId}-${index + 1}`)
    if (typeof row === "string") return { code: row }
    rows.push(row)
  }
  const totalPaise = rows.reduce((sum, { amount }) => sum + (parseRupees(amount) ?? 0n), 0n)
  if (parseRupees(header[4] ?? "") !== totalPaise || parseRupees(debit[4] ?? "") !== totalPaise) return { code: "108590" }
  if (header[6] !== debit[1]) return { code: "110370" }
  return { rows, debitAccount: header[6] ?? "" }
}

/** One credit, or a code. What is wrong with its account or its IFSC comes out when it is paid. */
const readRow = (fields: readonly string[], reference: string): BulkRow | string => {
  const [kind, account = "", branch, name = "", amount = "", currency, remark = "", eighth = "", ninth = ""] = fields
  if (kind !== "MCW" && kind !== "MCO") return "111267"
  const paise = parseRupees(amount)
  if (fields.length !== 9 || currency !== "INR" || paise === undefined || paise === 0n) return "110370"
  if (name === "" || name.length > MAX_NAME) return "110370"
  if (kind === "MCO") return eighth === "NFT" ? { reference, kind, account, name, amount, remark, ifsc: ninth } : "110370"
  // Sources disagree on the order of the last two columns: IFSC and network, or network and IFSC.
  const ifsc = [eighth, ninth].find((one) => one.startsWith("ICIC"))
  if (ifsc === undefined || branch !== account.slice(0, 4)) return "110370"
  return { reference, kind, account, name, amount, remark, ifsc }
}

const decodeText = (content: string): string | undefined => {
  try {
    const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0))
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
