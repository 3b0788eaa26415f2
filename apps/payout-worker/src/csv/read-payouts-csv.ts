import { Readable } from "node:stream"
import { parseRupees } from "@hundi/catalog"
import type { AccountBeneficiary, PayoutInput } from "@hundi/core"
import { type CsvError as ParserFault, parse } from "csv-parse"
import { CsvError, decodeLines } from "./decode-lines.ts"

/** The columns of a file of payouts; all are required, in any order (CONTRACTS, CSV of payouts). */
export const csvColumns = ["payout_id", "amount", "beneficiary_name", "account_number", "ifsc", "remark"] as const
export type CsvColumn = (typeof csvColumns)[number]

/** A row that cannot be paid: where it stands, and which rule it breaks. `column` is null when the whole row is meant. */
export interface InvalidRow {
  readonly line: number
  readonly column: string | null
  readonly rule: string
}

/** One row of the file, in its order. */
export type CsvRow = { readonly line: number; readonly order: PayoutInput<AccountBeneficiary> } | { readonly invalid: InvalidRow }

interface ParsedRow {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

/**
 * Reads payouts from CSV (RFC 4180, UTF-8, BOM allowed) as a stream. A bad row comes back as `invalid` and stops no other.
 * @throws CsvError for a fault of the whole file: not UTF-8, no header, or an unknown, missing or repeated column
 * @example
 * for await (const row of readPayoutsCsv(createReadStream("payouts.csv"))) console.log(row)
 */
export async function* readPayoutsCsv(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
  const broken: InvalidRow[] = []
  const parser = parse({
    bom: true,
    info: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    skip_empty_lines: true,
    raw: true,
    skip_records_with_error: true,
    on_skip: (fault, raw) => {
      const invalid = describeFault(fault, raw)
      // One row may break several rules on its way; the first says where it began.
      if (broken.at(-1)?.line !== invalid.line) broken.push(invalid)
      return undefined
    }
  })
  const source = Readable.from(decodeLines(chunks))
  source.on("error", (error) => parser.destroy(error))
  source.pipe(parser)
  let columns: readonly CsvColumn[] | undefined
  for await (const row of parser as AsyncIterable<ParsedRow>) {
    if (columns === undefined) {
      const before = broken.find(({ line }) => line < row.info.lines)
      if (before !== undefined) throw new CsvError(before.line, null, before.rule)
      columns = readHeader(row)
      continue
    }
    // The parser reads ahead: its faults wait for their turn.
    while (broken[0] !== undefined && broken[0].line < row.info.lines) yield { invalid: broken.shift() as InvalidRow }
    yield readRow(row, columns)
  }
  if (columns === undefined) throw new CsvError(1, null, `the file is empty: its first line must be ${csvColumns.join(",")}`)
  yield* broken.splice(0).map((invalid) => ({ invalid }))
}

const readHeader = (row: ParsedRow): readonly CsvColumn[] => {
  const line = firstLineOf(row)
  const names = row.record
  for (const [index, name] of names.entries()) {
    if (!(csvColumns as readonly string[]).includes(name)) throw new CsvError(line, show(name), `unknown column; the columns are ${csvColumns.join(", ")}`)
    if (names.indexOf(name) !== index) throw new CsvError(line, name, "this column is given twice")
  }
  const missing = csvColumns.find((name) => !names.includes(name))
  if (missing !== undefined) throw new CsvError(line, missing, "this column is missing")
  return names as readonly CsvColumn[]
}

const readRow = (row: ParsedRow, columns: readonly CsvColumn[]): CsvRow => {
  const line = firstLineOf(row)
  const { record } = row
  if (record.length !== columns.length) {
    return { invalid: { line, column: columns[record.length] ?? null, rule: `the row has ${record.length} fields, the header ${columns.length}` } }
  }
  const field = (name: CsvColumn): string => record[columns.indexOf(name)] ?? ""
  const amountPaise = parseRupees(field("amount"))
  if (amountPaise === undefined) return { invalid: { line, column: "amount", rule: amountRule(field("amount")) } }
  return {
    line,
    order: {
      payoutId: field("payout_id"),
      amountPaise,
      beneficiary: { name: field("beneficiary_name"), accountNumber: field("account_number"), ifsc: field("ifsc") },
      remark: field("remark")
    }
  }
}

const amountRule = (text: string): string =>
  /^\d+\.\d{3,}$/.test(text) ? "rupees have at most two decimals" : "rupees in plain digits with at most two decimals, such as 1250.50"

/** The parser counts to a row's end; a quoted field may hold line breaks. */
const firstLineOf = ({ record, info }: ParsedRow): number => info.lines - record.reduce((sum, field) => sum + countBreaks(field), 0)

const countBreaks = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0

const faultRules: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "a quote is opened and never closed: this row and all after it were not read",
  CSV_INVALID_CLOSING_QUOTE:
    "a closing quote must be followed by a comma or the end of the line: this row and what follows up to the next closing quote were not read",
  INVALID_OPENING_QUOTE: "a quote inside a field must be doubled, and the field quoted"
}

/** The parser names the line it has come to; the row began where its raw text begins. */
const describeFault = (fault: ParserFault | undefined, raw = ""): InvalidRow => ({
  line: (typeof fault?.["lines"] === "number" ? fault["lines"] : 0) - countBreaks(raw.trimEnd()),
  column: null,
  rule: faultRules[fault?.code ?? ""] ?? "the row is not well-formed CSV (RFC 4180)"
})

/** A header's text in a message: short, and without control characters. */
const show = (name: string): string => (/^[a-z_]{1,24}$/.test(name) ? JSON.stringify(name) : "(not a column name)")
