import { addDays } from "@hundi/catalog/calendar"
import type { StatementHead, StatementLine } from "../rows.ts"
import { createStatementCheck, type CheckedStatement } from "./check-statement.ts"
import type { OpenedForm, RawLine } from "./events.ts"
import type { CsvMapping, FileEncoding, StatementMappingFile } from "./mapping.ts"
import { openForm } from "./open-form.ts"
import { parseMapping } from "./parse-mapping.ts"
import { createDateBook, type DateBook, type DateOrder, isDay, readDate } from "./read-date.ts"
import { openSource, type Source } from "./source.node.ts"

/** How a statement is to be read; everything that can be detected without guessing may be left out. */
export interface ReadStatementOptions {
  /** The file's name, for messages; a path has its own. */
  readonly name?: string
  /** The account that it must be of. Needed where the file names none. */
  readonly account?: string
  /** For a layout that is not known; it is checked as `parseMapping` does. */
  readonly mapping?: Omit<StatementMappingFile, "kind"> & { readonly kind?: "statement" }
  /** How numeric dates are written, where neither the layout nor the file itself proves it. */
  readonly dateOrder?: DateOrder
  readonly format?: OpenedForm["format"]
  readonly encoding?: FileEncoding
  /** The days that it covers (IST, both included), where the file does not say. */
  readonly period?: { readonly from: string, readonly to: string }
  /** Balances known from elsewhere, in paise: they prove that nothing is missing at the ends of a file that states none. */
  readonly openingPaise?: bigint
  readonly closingPaise?: bigint
  /** Above this size lines are not kept in memory: they come from a second pass. 64 MiB unless told. */
  readonly keepBelowBytes?: number
}

/** A statement that was checked whole. */
export interface ReadStatement {
  readonly head: StatementHead
  /** How many lines there are. */
  readonly rows: number
  /** In the order of the file. A list for a small file; a big one is read again while it is iterated. */
  readonly lines: readonly StatementLine[] | AsyncIterable<StatementLine>
  /** For delimited files: how it was read, so that DuckDB can be told the same. */
  readonly mapping?: CsvMapping
}

const KEEP_BELOW = 64 << 20

/**
 * Reads a bank statement: CIB AccountStatement as JSON, ICICI's CSV, XLS and XLSX layouts, MT940 and camt.053, detected by what is in the
 * file. The whole file is checked before a line is handed out: encoding, form, every amount and date, account, running balances, opening
 * and closing balance. A big file is read twice; should it change in between, the iteration ends in RECON_INPUT_CHANGED, and what was
 * loaded must be dropped.
 *
 * @param input bytes, or the path of a file
 * @returns lines with amounts in paise and IST dates
 * @throws ReconInputError with file, line, rule and what to do
 * @example
 * ```ts
 * const { head, lines } = await readStatement("may.csv", { account: "000000000009" })
 * for await (const line of lines) console.log(head.account.slice(-4), line.postedOn, line.amountPaise)
 * ```
 */
export const readStatement = async (input: Uint8Array | string | URL, given: ReadStatementOptions = {}): Promise<ReadStatement> => {
  const source = await openSource(input, given.name)
  const options = given.mapping === undefined ? given : { ...given, mapping: parseMapping(given.mapping, "statement") }
  const form = await openForm(source, options)
  const dates = createDateBook(source.refuse, { format: options.mapping?.dateFormat ?? form.dateFormat, order: options.dateOrder })
  const checked = await checkWhole(form, dates, source, options)
  const dateFormat = dates.settle()
  const span = await settlePeriod(form, dates, source, options.period, checked)
  const account = checked.account
  if (account === undefined) {
    throw source.refuse("RECON_INPUT_ACCOUNT", 0, "the file does not name its account", "Say which one it is of: account.")
  }
  const head: StatementHead = {
    file: source.name, digest: await source.digest(), format: form.format, account, ...span,
    openingPaise: checked.openingPaise, closingPaise: checked.closingPaise
  }
  const rows = { [Symbol.asyncIterator]: () => linesOf(form, dates, account) }
  const lines = source.sizeBytes <= (options.keepBelowBytes ?? KEEP_BELOW) ? await collect(rows) : rows
  return { head, rows: checked.rows, lines, ...(form.mapping === undefined ? {} : { mapping: { ...form.mapping, dateFormat } }) }
}

const checkWhole = async (form: OpenedForm, dates: DateBook, source: Source, options: ReadStatementOptions): Promise<CheckedStatement> => {
  const { account, openingPaise, closingPaise } = options
  const check = createStatementCheck(source.refuse, { account, openingPaise, closingPaise, needsClosing: form.needsClosing ?? false })
  for await (const batch of form.events()) {
    for (const event of batch) {
      check.see(event)
      if (event.kind !== "line") continue
      dates.note(event.date, event.lineNo, "date")
      if (event.valueDate !== undefined) dates.note(event.valueDate, event.lineNo, "value date")
    }
  }
  return check.end()
}

interface Period {
  readonly from: string
  readonly to: string
}

/** First and last day: stated, else those of the lines. A line that lies outside of what the file states was not meant to be there. */
const settlePeriod = async (
  form: OpenedForm, dates: DateBook, source: Source, given: ReadStatementOptions["period"], checked: CheckedStatement
): Promise<Period> => {
  const stated = checked.period === undefined ? undefined : readPeriod(checked.period, form, dates)
  const seen = dates.span()
  const bounds = given ?? stated
  if (bounds !== undefined && seen !== undefined && !(isWithin(seen.from, bounds) && isWithin(seen.to, bounds))) {
    await refuseStrays(form, dates, source, bounds)
  }
  const span = given ?? stated ?? seen ?? (checked.closedOn === undefined ? undefined : { from: checked.closedOn, to: checked.closedOn })
  if (span === undefined) throw source.refuse("RECON_INPUT_PERIOD", 0, "the statement has no lines and does not say which days it covers", "Say which: period { from, to }.")
  if (![span.from, span.to].every(isDay) || span.to < span.from) {
    throw source.refuse("RECON_INPUT_PERIOD", checked.period?.lineNo ?? 0, "the period must be two days YYYY-MM-DD, the first not after the last", "Correct the period.")
  }
  if (given !== undefined || stated !== undefined || checked.closedOn === undefined) return span
  const to = checked.closedOn > span.to ? checked.closedOn : span.to
  return { from: checked.openedOn === undefined ? span.from : surelyFrom(checked.openedOn, span.from, to), to }
}

const refuseStrays = async (form: OpenedForm, dates: DateBook, source: Source, bounds: Period): Promise<void> => {
  for await (const batch of form.events()) {
    for (const event of batch) {
      if (event.kind !== "line") continue
      const on = dates.read(event.date)
      if (isWithin(on, bounds) || (event.valueDate !== undefined && isWithin(dates.read(event.valueDate), bounds))) continue
      throw source.refuse("RECON_INPUT_PERIOD", event.lineNo, `the statement is of ${bounds.from} to ${bounds.to}, and this line is of ${on}`, "Download the statement again, and do not join files by hand.")
    }
  }
}

/** Some banks open with the day before the first, some with the first: only what is surely covered is claimed. */
const surelyFrom = (openedOn: string, firstLineOn: string, to: string): string => {
  const next = openedOn < to ? addDays(openedOn, 1) : openedOn
  return firstLineOn < next ? firstLineOn : next
}

const isWithin = (day: string, { from, to }: Period): boolean => from <= day && day <= to

/** A period is in the form of the dates, or in that of the layout above them; one that cannot be read without guessing is left out. */
const readPeriod = ({ from, to }: Period, form: OpenedForm, dates: DateBook) => {
  for (const format of [dates.settle(), form.dateFormat, "yyyy-mm-dd", "dd-mon-yyyy"] as const) {
    const [first, last] = format === undefined ? [] : [readDate(from, format), readDate(to, format)]
    if (first !== undefined && last !== undefined) return { from: first, to: last }
  }
  return undefined
}

const linesOf = async function* (form: OpenedForm, dates: DateBook, account: string): AsyncGenerator<StatementLine> {
  for await (const batch of form.events()) {
    for (const event of batch) if (event.kind === "line") yield toLine(event, dates, account)
  }
}

const toLine = (
  { date, direction, amountPaise, narration, lineNo, ...more }: RawLine, { read }: DateBook, account: string
): StatementLine => ({
  account, postedOn: read(date), direction, amountPaise, narration, lineNo,
  ...(more.valueDate === undefined ? {} : { valueOn: read(more.valueDate) }),
  ...(more.reference === undefined ? {} : { bankReference: more.reference }),
  ...(more.balancePaise === undefined ? {} : { balancePaise: more.balancePaise })
})

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
