import type { CsvMapping, DateFormat, LedgerMapping } from "../inputs/mapping.ts"
import { ReconInputError } from "../inputs/recon-input-error.ts"
import { type Database, quoteName, quoteText } from "./database.ts"
import { basename, readStart } from "./files.node.ts"
import type { EntryTable, OptionalColumn } from "./tables.ts"

/** What all mappings of delimited files have in common. */
type Layout = Pick<CsvMapping, "delimiter" | "encoding" | "skipLines" | "dateFormat">

/** A statement's file, read by DuckDB itself, in parallel, into a table of its own. Gives the table's rows and those with an amount. */
export const loadStatementCsv = async (db: Database, table: string, path: string, mapping: CsvMapping) => {
  const { columns, dateFormat } = mapping
  const money = [columns.debit, columns.credit, columns.amount].filter((column) => column !== undefined)
  const file = await describeFile(path, mapping, Object.values(columns))
  const narration = quoteName(columns.narration)
  const reference = columns.reference === undefined ? "" : `, ${referenceOf(quoteName(columns.reference), narration)} AS bank_ref`
  const load = (read: Reading): Promise<void> => db.run(`CREATE OR REPLACE TABLE ${table} AS
    SELECT ${read.date(quoteName(columns.date), dateFormat)} AS posted, ${signedOf(mapping, read)} AS paise, coalesce(${narration}, '') AS narration${reference}
    FROM ${file.source(read.typed(money))}`)
  // The one place where order counts: the row's number in the table is the line's number in the file.
  await db.run("SET preserve_insertion_order = true")
  await load(plainReading).catch(() => load(carefulReading)).catch(file.refuse).finally(() => db.run("SET preserve_insertion_order = false"))
  const [row] = await db.rows(`SELECT count(*) AS size, count(paise) AS lines, count(*) FILTER (paise IS NOT NULL AND posted IS NULL) AS undated FROM ${table}`)
  if (Number(row?.["undated"]) > 0) {
    throw new ReconInputError("RECON_INPUT_DATE", {
      file: basename(path), line: 0, rule: `${Number(row?.["undated"])} lines have an amount and no date`, fix: "Map the right column"
    })
  }
  return { size: Number(row?.["size"]), rows: Number(row?.["lines"]), firstLine: mapping.skipLines + 2, hasReference: reference !== "" }
}

/** The same for a ledger; `accountId` learns the accounts that the file names. */
export const loadLedgerCsv = async (
  db: Database,
  table: string,
  path: string,
  mapping: LedgerMapping,
  accountId: (account: string) => number
): Promise<Omit<EntryTable, "table">> => {
  const { columns, defaults } = mapping
  const file = await describeFile(path, mapping, Object.values(columns))
  if (columns.account === undefined && defaults?.account === undefined) {
    throw new ReconInputError("RECON_INPUT_MAPPING", {
      file: basename(path), line: 0, rule: "the mapping says nothing of the account that is debited",
      fix: "Name its column, or give defaults.account"
    })
  }
  const load = async (read: Reading): Promise<readonly OptionalColumn[]> => {
    const text = (column: string | undefined, otherwise: string): string =>
      column === undefined ? otherwise : read.text(quoteName(column))
    const source = file.source(read.typed([columns.amount]))
    const aid = columns.account === undefined ? `${accountId(defaults?.account ?? "")}::SMALLINT`
      : listIds(
        read.careful ? await allOf(db, source, text(columns.account, "")) : file.glance(columns.account), text(columns.account, ""), accountId
      )
    const optional = Object.entries(optionalOf(columns, read)).filter(([, sql]) => sql !== undefined)
    await db.run(`CREATE OR REPLACE TABLE ${table} AS SELECT ${aid} AS aid, ${text(columns.payoutId, "")} AS payout_id,
      ${text(columns.attempt, "1")}::SMALLINT AS attempt, ${text(columns.reference, "")} AS reference,
      ${read.word(text(columns.rail, quoteText(defaults?.rail ?? "imps")))}::rail AS rail, ${read.paise(quoteName(columns.amount))} AS paise,
      ${read.date(quoteName(columns.businessDate), mapping.dateFormat)} AS bdate,
      ${read.word(text(columns.state, quoteText(defaults?.state ?? "settled")))}::state AS state,
      ${text(columns.rrn, "NULL::VARCHAR")} AS rrn${optional.map(([name, sql]) => `, ${sql ?? ""} AS ${name}`).join("")} FROM ${source}`)
    if (!read.careful && (await countGaps(db, table)) > 0) throw new Error("to be read with care")
    return optional.map(([name]) => name as OptionalColumn)
  }
  const optional = await load(plainReading).catch(() => load(carefulReading)).catch(file.refuse)
  const gaps = await countGaps(db, table)
  if (gaps > 0) {
    await db.run(`DROP TABLE ${table}`)
    throw new ReconInputError("RECON_INPUT_MAPPING", {
      file: basename(path), line: 0, rule: `${gaps} rows have no id, account, amount above zero, date, rail or state`,
      fix: "Fill them in, or map the right columns"
    })
  }
  return { size: await db.count(`SELECT count(*) FROM ${table}`), optional }
}

const optionalOf = (columns: LedgerMapping["columns"], { text, word }: Reading): Readonly<Partial<Record<OptionalColumn, string | undefined>>> => {
  const of = (column: string | undefined): string | undefined => (column === undefined ? undefined : text(quoteName(column)))
  const kind = of(columns.kind)
  const start = of(columns.beneficiaryStart)
  return {
    kind: kind === undefined ? undefined : `coalesce(${word(kind)}, 'payout')::kind`,
    batch: of(columns.batch),
    bene_hash: of(columns.beneficiaryHash),
    bene_start: start === undefined ? undefined : `upper(${start})`
  }
}

/** Rows of ours that lack what every row must have. */
const countGaps = (db: Database, table: string): Promise<number> => db.count(`SELECT count(*) FROM ${table} WHERE payout_id IS NULL OR aid IS NULL
  OR paise IS NULL OR paise <= 0 OR bdate IS NULL OR rail IS NULL OR state IS NULL OR attempt IS NULL`)

const paiseOfDecimal = (rupees: string): string => `CASE WHEN ${rupees} % 0.01 = 0 THEN CAST(${rupees} * 100 AS BIGINT) WHEN ${rupees} IS NULL THEN NULL
  ELSE error('hundi: an amount must be rupees with at most two decimals') END`

/** Rupees as text to paise, exactly: DECIMAL would round a third decimal without a word. */
const paiseOf = (column: string): string => `CASE WHEN ${column} LIKE '%.__' AND NOT contains(${column}, ',')
    THEN CAST(CAST(${column} AS DECIMAL(18, 2)) * 100 AS BIGINT)
  WHEN nullif(trim(${column}), '') IS NULL THEN NULL
  WHEN regexp_full_match(trim(${column}), '-?([0-9]{1,3}(,[0-9]{2,3})*,[0-9]{3}|[0-9]+)(\\.[0-9]{0,2})?')
    THEN CAST(CAST(replace(trim(${column}), ',', '') AS DECIMAL(18, 2)) * 100 AS BIGINT)
  ELSE error('hundi: an amount must be rupees with at most two decimals') END`

/** How fields become values. */
interface Reading {
  /** True when nothing is assumed of the file. */
  readonly careful: boolean
  readonly typed: (money: readonly string[]) => readonly string[]
  readonly text: (column: string) => string
  readonly word: (text: string) => string
  readonly date: (column: string, format: DateFormat) => string
  readonly paise: (column: string) => string
  readonly net: (debit: string, credit: string) => string
}

/**
 * As most files are: plain amounts below Rs 1,000 crore, no blanks around fields; the CSV reader converts them itself. Four decimals are
 * read, so that a third or fourth one is seen, not rounded away; fourteen digits, so that a hundredfold still fits 64 bits.
 */
const plainReading: Reading = {
  careful: false,
  typed: (money) => money,
  text: (column) => column,
  word: (text) => text,
  date: (column, format) => (format === "yyyy-mm-dd" ? `CAST(${column} AS DATE)` : dateOf(column, format)),
  paise: paiseOfDecimal,
  // One conversion for both columns; wherever both stand, one of them is nothing.
  net: (debit, credit) => paiseOfDecimal(`(coalesce(${credit}, 0) - coalesce(${debit}, 0))`)
}

/** A file that is otherwise is read again with care; only what this refuses is refused. */
const carefulReading: Reading = {
  careful: true,
  typed: () => [],
  text: (column) => `nullif(trim(${column}), '')`,
  word: (text) => `lower(${text})`,
  date: (column, format) => dateOf(`trim(${column})`, format),
  paise: (column) => paiseOf(column),
  net: (debit, credit) => `coalesce(${paiseOf(credit)}, 0) - coalesce(${paiseOf(debit)}, 0)`
}

/** Few accounts, many rows: each row looks its number up in a list. An account that is not in the list becomes a gap. */
const listIds = (known: readonly string[], account: string, accountId: (account: string) => number): string =>
  known.length === 0 ? "NULL::SMALLINT"
    : known.length <= 4 ? `CASE ${known.map((one) => `WHEN ${account} = ${quoteText(one)} THEN ${accountId(one)}`).join(" ")} END::SMALLINT`
    : `list_extract([${known.map(accountId).join(", ")}], list_position([${known.map(quoteText).join(", ")}], ${account}))::SMALLINT`

const allOf = async (db: Database, source: string, column: string): Promise<readonly string[]> => {
  const rows = await db.rows(`SELECT DISTINCT ${column} AS value FROM ${source} WHERE ${column} IS NOT NULL ORDER BY value`)
  return rows.map(({ value }) => (typeof value === "string" ? value : ""))
}

/** Reads the headings, so that DuckDB guesses nothing: it is told every column, and reads each as text. */
const describeFile = async (path: string, layout: Layout, needed: readonly string[]) => {
  const file = basename(path)
  if (layout.encoding === "windows-1252" || layout.encoding === "utf-16be") {
    throw new ReconInputError("RECON_INPUT_ENCODING", {
      file, line: 0, rule: `${layout.encoding} is not read directly`, fix: "Use readStatement, or save the file as UTF-8"
    })
  }
  const [headingLine = "", ...firstLines] = await readFirstLines(path, layout)
  const headings = splitLine(headingLine, layout.delimiter)
  const missing = needed.find((heading) => !headings.includes(heading))
  if (missing !== undefined || new Set(headings).size !== headings.length) {
    throw new ReconInputError("RECON_INPUT_LAYOUT", {
      file, line: layout.skipLines + 1, fix: "Correct the mapping",
      rule: missing === undefined ? "two columns have one heading" : `there is no column ${missing}`
    })
  }
  const columns = (money: readonly string[]): string =>
    headings.map((heading) => `${quoteText(heading)}: '${money.includes(heading) ? "DECIMAL(14, 4)" : "VARCHAR"}'`).join(", ")
  const encoding = layout.encoding === "utf-16le" ? ", encoding='utf-16'" : ""
  const source = (money: readonly string[]): string => `read_csv(${quoteText(path)}, columns={${columns(money)}}, header=true, auto_detect=false, delim=${quoteText(layout.delimiter)},
    quote='"', escape='"', skip=${layout.skipLines}, strict_mode=true, null_padding=false${encoding})`
  const glance = (heading: string): readonly string[] => {
    const index = headings.indexOf(heading)
    return [...new Set(firstLines.map((line) => splitLine(line, layout.delimiter)[index] ?? ""))].filter((value) => value !== "")
  }
  return { source, glance, refuse: (error: unknown): never => { throw refusalOf(file, error) } }
}

const GLANCE_BYTES = 1 << 16

/** The heading line and the whole lines behind it that are among the first 64 KiB. */
const readFirstLines = async (path: string, { encoding, skipLines }: Layout): Promise<readonly string[]> => {
  const bytes = await readStart(path, GLANCE_BYTES)
  const lines = new TextDecoder(encoding).decode(bytes).split(/\r\n|\n|\r/).slice(skipLines)
  return bytes.length === GLANCE_BYTES && lines.length > 1 ? lines.slice(0, -1) : lines
}

const splitLine = (line: string, delimiter: string): readonly string[] => {
  const fields: string[] = []
  let field = ""
  let quoted = false
  for (const char of line) {
    if (char === '"') quoted = !quoted
    else if (char === delimiter && !quoted) {
      fields.push(field)
      field = ""
    } else field += char
  }
  return [...fields, field]
}

/** DuckDB's message holds the row's text, which is personal: only the line number and the kind of mistake are taken from it. */
const refusalOf = (file: string, error: unknown): ReconInputError => {
  const message = error instanceof Error ? error.message : ""
  const line = Number(/Line: (\d+)/.exec(message)?.[1] ?? 0)
  const rule = /hundi: ([a-z ]+)/.exec(message)?.[1] ?? (/CSV Error/.test(message) ? "the file breaks the rules of CSV (quotes, or number of fields)"
    : /enum/i.test(message) ? "a rail, state or kind is not in its list" : "a date or number cannot be read")
  return new ReconInputError("RECON_INPUT_LAYOUT", { file, line, rule, fix: "Check the mapping and that line, or read the file with readStatement" })
}

const patterns: Readonly<Record<DateFormat, string>> = {
  "dd/mm/yyyy": "['%d/%m/%Y', '%d-%m-%Y', '%d.%m.%Y']",
  "mm/dd/yyyy": "['%m/%d/%Y', '%m-%d-%Y']",
  "yyyy-mm-dd": "'%Y-%m-%d'",
  "yyyymmdd": "'%Y%m%d'",
  "dd-mon-yyyy": "['%d-%b-%Y', '%d %b %Y', '%d/%b/%Y']"
}

/** A time behind the date is dropped: statements are booked by day. */
const dateOf = (column: string, format: DateFormat): string => {
  const width = format === "yyyymmdd" ? 8 : format === "dd-mon-yyyy" ? 11 : 10
  if (format === "yyyy-mm-dd") return `CAST(left(${column}, 10) AS DATE)`
  return `strptime(left(${column}, ${width}), ${patterns[format]})::DATE`
}

/** Below zero for a debit; null for a row without any amount, such as a line with a balance only. */
const signedOf = ({ columns }: CsvMapping, { careful, paise, net }: Reading): string => {
  if (columns.debit !== undefined && columns.credit !== undefined) {
    return `nullif(${net(quoteName(columns.debit), quoteName(columns.credit))}, 0)`
  }
  const column = quoteName(columns.amount ?? "")
  if (columns.sign !== undefined) {
    return `CASE upper(left(trim(${quoteName(columns.sign)}), 1)) WHEN 'D' THEN -1 WHEN 'C' THEN 1
      ELSE error('hundi: the sign must be debit or credit') END * ${paise(column)}`
  }
  if (!careful) return paise(column)
  const bare = `trim(regexp_replace(${column}, '(?i)\\s*(CR|DR)$|[()]', '', 'g'))`
  return `CASE WHEN ${column} LIKE '(%)' OR regexp_matches(${column}, '(?i)DR$') THEN -1 ELSE 1 END * ${paiseOf(bare)}`
}

/** A number that the narration has anyway is not kept a second time. */
const referenceOf = (reference: string, narration: string): string =>
  `CASE WHEN contains(${narration}, ${reference}) THEN NULL ELSE nullif(trim(${reference}), '') END`
