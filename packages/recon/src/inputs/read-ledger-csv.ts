import type { Rail } from "@hundi/catalog"
import { istMidnight } from "@hundi/catalog/calendar"
import type { AttemptState } from "@hundi/core"
import type { LedgerEntry } from "../rows.ts"
import type { LedgerColumns, LedgerMappingFile } from "./mapping.ts"
import { parseMapping } from "./parse-mapping.ts"
import { readAmount } from "./read-amount.ts"
import { readDate } from "./read-date.ts"
import { openMappedRows, type MappedRow } from "./read-mapped-rows.ts"
import type { Refuse } from "./recon-input-error.ts"
import { openSource } from "./source.node.ts"

/** A ledger that was checked whole. */
export interface ReadLedger {
  readonly source: { readonly name: string, readonly digest: string }
  readonly rows: number
  /** A list for a small file; a big one is read again while it is iterated. */
  readonly entries: readonly LedgerEntry[] | AsyncIterable<LedgerEntry>
}

const rails: readonly Rail[] = ["upi", "imps", "neft", "rtgs", "internal"]
const states: readonly AttemptState[] = ["reserved", "sending", "pending", "accepted", "unknown", "settled", "rejected", "not-sent", "reversed"]
const kinds: readonly LedgerEntry["kind"][] = ["payout", "verification", "own-account"]
const KEEP_BELOW = 64 << 20

/**
 * Reads any ledger's CSV by a mapping file: amounts in rupees, dates in the stated form. What the file has no column for: `account` and
 * `rail` from `defaults`, `state` from there or "accepted" (our books say it was paid), `attempt` 1, `kind` "payout", and `sentAt` the
 * start of the business date.
 *
 * @param input bytes, or the path of a file
 * @param mapping a mapping file of kind "ledger", parsed or not
 * @throws ReconInputError with file, line, rule and what to do
 * @example
 * const columns = { payoutId: "Voucher", reference: "Reference", amount: "Amount", businessDate: "Date" }
 * const mapping = { dateFormat: "dd/mm/yyyy", defaults: { account: "000000000009", rail: "neft" }, columns }
 * const { source, entries } = await readLedgerCsv("erp.csv", mapping)
 */
export const readLedgerCsv = async (
  input: Uint8Array | string | URL, mapping: unknown,
  { name, keepBelowBytes = KEEP_BELOW }: { readonly name?: string, readonly keepBelowBytes?: number } = {}
): Promise<ReadLedger> => {
  const file = parseMapping(mapping, "ledger")
  const source = await openSource(input, name)
  const open = await openMappedRows<keyof LedgerColumns>(source, file)
  const read = createEntryReader(file, source.refuse)
  const isKept = source.sizeBytes <= keepBelowBytes
  const kept: LedgerEntry[] = []
  // For a file that is not kept, a million ids are no reason to run out of memory: the engine finds those that are there twice.
  const seen = new Map<string, number>()
  let rows = 0
  for await (const batch of open()) {
    for (const row of batch) {
      const entry = read(row)
      rows++
      if (!isKept) continue
      kept.push(entry)
      const id = `${entry.payoutId}\n${entry.attempt}`
      const twin = seen.get(id)
      if (twin !== undefined) throw source.refuse("RECON_INPUT_REPEATED", row.lineNo, `the same payout and attempt stand on line ${twin}`, "Export the ledger again; give further attempts a column of their own.")
      seen.set(id, row.lineNo)
    }
  }
  const entries = isKept ? kept : { [Symbol.asyncIterator]: () => entriesOf(open, read) }
  return { source: { name: source.name, digest: await source.digest() }, rows, entries }
}

type Row = MappedRow<keyof LedgerColumns>

const entriesOf = async function* (
  open: () => AsyncIterable<readonly Row[]>, read: (row: Row) => LedgerEntry
): AsyncGenerator<LedgerEntry> {
  for await (const batch of open()) for (const row of batch) yield read(row)
}

const createEntryReader = ({ dateFormat, defaults }: LedgerMappingFile, refuse: Refuse) => (row: Row): LedgerEntry => {
  const { lineNo, get } = row
  const wrong = (rule: string) => refuse("RECON_INPUT_FORMAT", lineNo, rule, "Correct the line, or the mapping file.")
  const oneOf = <T extends string>(names: readonly T[], text: string, column: string): T => {
    const found = names.find((one) => one === text.toLowerCase())
    if (found === undefined) throw wrong(`${column} is one of ${names.join(", ")}`)
    return found
  }
  const needed = (column: keyof LedgerColumns): string => get(column) || raise(wrong(`${column} is empty`))
  const amount = readAmount(needed("amount"))
  if (amount === undefined || amount.paise <= 0n || amount.side === "credit") throw refuse("RECON_INPUT_AMOUNT", lineNo, "amount is rupees above zero with at most two decimals", "Correct the line.")
  const businessDate = readDate(needed("businessDate"), dateFormat)
  if (businessDate === undefined) throw refuse("RECON_INPUT_DATE", lineNo, `businessDate is a day written ${dateFormat}`, "Correct the line, or dateFormat in the mapping file.")
  const attempt = Number(get("attempt") || "1")
  if (!Number.isSafeInteger(attempt) || attempt < 1) throw wrong("attempt is a whole number from 1")
  const state = oneOf(states, get("state") || defaults?.state || "accepted", "state")
  const optional = Object.fromEntries((["batch", "beneficiaryHash", "beneficiaryStart"] as const).flatMap((key) => (get(key) === "" ? [] : [[key, get(key)]])))
  return {
    payoutId: needed("payoutId"), attempt, reference: needed("reference"), rail: oneOf(rails, get("rail") || defaults?.rail || "", "rail"),
    account: get("account") || defaults?.account || raise(wrong("account is empty, and the mapping has no default")),
    amountPaise: amount.paise, businessDate, sentAt: readSentAt(get("sentAt"), state, businessDate, wrong), state,
    rrn: get("rrn") || null, kind: oneOf(kinds, get("kind") || "payout", "kind"), ...optional
  }
}

/** A moment with its time zone, or ms since 1970. */
const readSentAt = (text: string, state: AttemptState, businessDate: string, wrong: (rule: string) => Error): number | null => {
  if (text === "") return state === "reserved" || state === "not-sent" ? null : istMidnight(businessDate)
  if (/^\d{12,13}$/.test(text)) return Number(text)
  const ms = /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) ? raise(wrong("sentAt is a moment with its time zone, such as 2026-02-01T10:15:00+05:30")) : ms
}

const raise = (error: Error): never => {
  throw error
}
