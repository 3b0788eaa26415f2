import { parseRupees } from "../schema/rupees.ts"
import { INSIDE, MAX_LINES, MAX_NAME, MAX_REMARK, OUTSIDE, refuseAccount, refuseIfsc, refuseText } from "./bulk-file-rules.ts"
import type { BulkFile, BulkFileRow } from "./write-bulk-file.ts"

/** A file that is not in order. `bankCode` is the refusal that the bank has for it, where one is published (codes of "CIB bulk file"). */
export class BulkFileError extends Error {
  override readonly name = "BulkFileError"
  readonly rule: string
  /** Counted from 1; 0 for the file as a whole. */
  readonly line: number
  readonly bankCode: string | undefined

  constructor(line: number, rule: string, bankCode?: string) {
    super(`bulk file, line ${line}: ${rule}`)
    this.line = line
    this.rule = rule
    this.bankCode = bankCode
  }
}

/**
 * Reads a bulk file back, as the bank does: line by line, count, totals, forms. Line ends after `^` may be `\n`, `\r\n` or none, and both
 * orders of the last columns of a transfer inside the bank are read. A file does not hold its own name.
 *
 * @throws BulkFileError with the line and the rule, never the value.
 * @example
 * const { rows } = parseBulkFile(writeBulkFile(file).text)
 */
export const parseBulkFile = (text: string): Omit<BulkFile, "reference"> => {
  const lines = splitLines(text)
  const [header = [], debit = [], ...credits] = lines
  if (header[0] !== "FHR" || header.length !== 8) throw new BulkFileError(1, "FHR with 8 fields", "111267")
  if (debit[0] !== "MDR" || debit.length !== 9) throw new BulkFileError(2, "MDR with 9 fields", "111267")
  if (lines.length > MAX_LINES || credits.length === 0) throw new BulkFileError(0, `3 to ${MAX_LINES} lines`, "110370")
  if (header[1] !== String(lines.length - 1)) throw new BulkFileError(1, "the count is that of all lines after it", "108588")
  const [, debitAccount = "", , debitName = "", debitTotal = "", , remark = ""] = debit
  const [, , day = "", name = "", total = "", , headerAccount] = header
  check(1, refuseText("name", name, MAX_NAME) ?? (header[5] === "INR" ? undefined : "currency: INR") ?? (header[7] === OUTSIDE.branch ? undefined : "branch: 0011"))
  check(2, refuseAccount("debitAccount", debitAccount) ?? refuseText("remark", remark, MAX_REMARK) ?? (debit[5] === "INR" ? undefined : "currency: INR"))
  if (headerAccount !== debitAccount || debitName !== name) throw new BulkFileError(2, "account and name are those of line 1", "110370")
  if (!sameText([debit[2], debit[7], debit[8]], [OUTSIDE.branch, INSIDE.ifsc, INSIDE.network])) throw new BulkFileError(2, "0011, and ICIC0000011|WIB at its end", "110370")
  const rows = credits.map((fields, index) => readRow(fields, index + 3))
  const sum = rows.reduce((total, { amountPaise }) => total + amountPaise, 0n)
  if (parseRupees(total) !== sum || parseRupees(debitTotal) !== sum) throw new BulkFileError(0, "both totals are the sum of the rows", "108590")
  return { date: readDay(day), debitAccount, name, remark, rows }
}

const splitLines = (text: string): readonly (readonly string[])[] => {
  const parts = text.split(/\^(?:\r?\n)?/)
  if (parts.pop() !== "") throw new BulkFileError(0, "each line ends in ^", "104668")
  return parts.map((line) => line.split("|"))
}

const readDay = (day: string): string => {
  const [, month = "", date = "", year = ""] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(day) ?? []
  const iso = `${year}-${month}-${date}`
  const ms = Date.parse(`${iso}T00:00:00Z`)
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(iso)) throw new BulkFileError(1, "a date MM/DD/YYYY", "110370")
  return iso
}

const readRow = (fields: readonly string[], line: number): BulkFileRow => {
  const [kind, accountNumber = "", branch, name = "", amount = "", currency, remark = "", eighth = "", ninth = ""] = fields
  if ((kind !== "MCW" && kind !== "MCO") || fields.length !== 9) throw new BulkFileError(line, "MCW or MCO with 9 fields", "111267")
  const amountPaise = parseRupees(amount)
  if (amountPaise === undefined || amountPaise === 0n) throw new BulkFileError(line, "an amount above 0 in rupees", "110370")
  const ifsc = kind === "MCW" ? INSIDE.ifsc : ninth
  const ends: readonly (readonly [string, string])[] =
    kind === "MCW" ? [[INSIDE.ifsc, INSIDE.network], [INSIDE.network, INSIDE.ifsc]] : [[OUTSIDE.network, ninth]]
  if (!ends.some((end) => sameText(end, [eighth, ninth]))) throw new BulkFileError(line, "IFSC and network of its kind", "110370")
  const wantedBranch = kind === "MCW" ? accountNumber.slice(0, 4) : OUTSIDE.branch
  check(
    line,
    refuseText("name", name, MAX_NAME) ?? refuseAccount("accountNumber", accountNumber) ?? refuseIfsc(ifsc) ?? refuseText("remark", remark, MAX_REMARK)
      ?? (currency === "INR" ? undefined : "currency: INR") ?? (branch === wantedBranch ? undefined : "branch: that of its kind")
  )
  return { name, accountNumber, ifsc, amountPaise, remark }
}

const sameText = (one: readonly unknown[], other: readonly unknown[]): boolean => one.every((text, index) => text === other[index])

const check = (line: number, problem: string | undefined): void => {
  if (problem !== undefined) throw new BulkFileError(line, problem, "110370")
}
