import type { RawEvent } from "./events.ts"
import type { FoundHeadings } from "./find-headings.ts"
import { readAmount, readBalance, type ReadAmount } from "./read-amount.ts"
import type { Refuse } from "./recon-input-error.ts"
import type { Row } from "./split-csv.ts"

/** Turns the rows of a statement's table, what stands above and below it included, into events. One reader for one pass. */
export const createTableReader = (headings: FoundHeadings, refuse: Refuse, isStrict: boolean): ((row: Row) => RawEvent | undefined) => {
  const { places, cells: names } = headings
  const width = names.reduce((last, name, index) => (name.trim() === "" ? last : index + 1), 0)
  let footerLine = 0
  const cell = (row: Row, place: number | undefined): string => (place === undefined ? "" : (row.cells[place] ?? "").trim())
  const readLine = (row: Row, date: string): RawEvent => {
    const { lineNo } = row
    if (footerLine !== 0) throw refuse("RECON_INPUT_LAYOUT", footerLine, "a row between transactions has no date and no amount", "Download the statement again, without editing it.")
    if (isStrict) refuseWidth(row, width, refuse)
    const money = readMoney(row, places, cell, refuse)
    const balance = blankToEmpty(cell(row, places.balance))
    const balancePaise = balance === "" ? undefined : readBalance(balance)
    if (balance !== "" && balancePaise === undefined) throw refuse("RECON_INPUT_AMOUNT", lineNo, "the balance is not rupees with at most two decimals", DOWNLOAD)
    if (balance === "" && places.balance !== undefined) throw refuse("RECON_INPUT_BALANCE", lineNo, "the balance of this line is missing", DOWNLOAD)
    const valueDate = cell(row, places.valueDate)
    const reference = blankToEmpty(cell(row, places.reference))
    return {
      kind: "line", lineNo, date, ...money, narration: onOneLine(cell(row, places.narration)),
      ...(valueDate === "" ? {} : { valueDate }), ...(reference === "" ? {} : { reference }),
      ...(balancePaise === undefined ? {} : { balancePaise })
    }
  }
  return (row) => {
    const date = cell(row, places.date)
    const hasMoney = [places.debit, places.credit, places.amount].some((place) => blankToEmpty(cell(row, place)) !== "")
    if (date !== "" && hasMoney && !isSameHeadings(row, names)) return readLine(row, date)
    const summary = readSummary(row, places, cell)
    if (summary !== undefined || isSameHeadings(row, names) || row.cells.every((text) => text.trim() === "")) return summary
    if (/\d/.test(date) && date.length < 25) throw refuse("RECON_INPUT_AMOUNT", row.lineNo, "a row with a date has no amount", DOWNLOAD)
    if (isPageTotal(row)) return undefined
    const isMoney = [places.debit, places.credit, places.amount].some((place) => readAmount(cell(row, place)) !== undefined)
    if (isMoney) throw refuse("RECON_INPUT_DATE", row.lineNo, "a row with an amount has no date", DOWNLOAD)
    footerLine ||= row.lineNo
    return undefined
  }
}

const DOWNLOAD = "Download the statement again, without editing it."

/** Some layouts write a dash where there is nothing. */
const blankToEmpty = (text: string): string => (text === "-" || text === "--" ? "" : text)

/** Layouts break long narrations; the test spares the rest a copy. */
const onOneLine = (text: string): string => (text.includes("  ") || /[\t\r\n]/.test(text) ? text.replaceAll(/\s+/g, " ") : text)

type CellReader = (row: Row, place: number | undefined) => string
type Places = FoundHeadings["places"]

const readMoney = (row: Row, places: Places, cell: CellReader, refuse: Refuse) => {
  const read = (place: number | undefined): ReadAmount | undefined => {
    const text = blankToEmpty(cell(row, place))
    if (text === "") return undefined
    const amount = readAmount(text)
    if (amount === undefined) throw refuse("RECON_INPUT_AMOUNT", row.lineNo, "an amount is rupees with at most two decimals, in Indian or western grouping", DOWNLOAD)
    return amount.paise === 0n ? undefined : amount
  }
  const unclear = (rule: string) => refuse("RECON_INPUT_AMOUNT", row.lineNo, rule, DOWNLOAD)
  if (places.amount === undefined) {
    const [debit, credit] = [read(places.debit), read(places.credit)]
    if ((debit === undefined) === (credit === undefined)) throw unclear("a line has a debit or a credit above zero, and not both")
    const amountPaise = debit?.paise ?? credit?.paise ?? 0n
    if (amountPaise < 0n) throw unclear("an amount in a column of its own is not below zero")
    return { direction: debit === undefined ? "credit" : "debit", amountPaise } as const
  }
  const amount = read(places.amount)
  if (amount === undefined) throw unclear("a line has an amount above zero")
  const sign = places.sign === undefined ? amount.side : sideOf(cell(row, places.sign))
  if (places.sign !== undefined && (sign === undefined || amount.paise < 0n || (amount.side ?? sign) !== sign)) {
    throw unclear("Cr or Dr stands beside an amount that has no sign of its own")
  }
  const { paise } = amount
  return { direction: sign ?? (paise < 0n ? "debit" : "credit"), amountPaise: paise < 0n ? -paise : paise } as const
}

const sideOf = (text: string): "debit" | "credit" | undefined =>
  /^(?:cr|c|credit)\.?$/i.test(text) ? "credit" : /^(?:dr|d|debit)\.?$/i.test(text) ? "debit" : undefined

/** A comma that nobody quoted shifts the columns; a cut line has too few. */
const refuseWidth = ({ cells, lineNo }: Row, width: number, refuse: Refuse): void => {
  if (cells.length < width) throw refuse("RECON_INPUT_TRUNCATED", lineNo, `the line has ${cells.length} columns of ${width}`, "The file is cut or damaged: download it again.")
  if (cells.slice(width).some((text) => text.trim() !== "")) {
    throw refuse("RECON_INPUT_FORMAT", lineNo, `the line has ${cells.length} columns, and the headings ${width}`, "A delimiter inside of a field is not quoted: export XLS or XLSX instead.")
  }
}

const OPENING = /^(?:opening\s+bal(?:ance)?\.?|b\/f|brought\s+forward|balance\s+b\/f)\s*:?$/i
const CLOSING = /^(?:closing\s+bal(?:ance)?\.?|c\/f|carried\s+forward|balance\s+c\/f)\s*:?$/i
const TOTAL = /^(?:grand\s+)?totals?\s*:?$/i

/** Opening and closing balance and totals, as rows of the table. */
const readSummary = (row: Row, places: Places, cell: CellReader): RawEvent | undefined => {
  const { lineNo, cells } = row
  const label = cells.findIndex((text) => [OPENING, CLOSING, TOTAL].some((pattern) => pattern.test(text.trim())))
  const text = (cells[label] ?? "").trim()
  if (label === -1) return undefined
  if (TOTAL.test(text)) {
    const [debits, credits] = [readAmount(cell(row, places.debit)), readAmount(cell(row, places.credit))]
    return debits === undefined || credits === undefined ? undefined : { kind: "totals", lineNo, debitsPaise: debits.paise, creditsPaise: credits.paise }
  }
  const amounts = cells.slice(label + 1).map((value) => readBalance(value.trim())).filter((paise) => paise !== undefined)
  const paise = readBalance(cell(row, places.balance)) ?? (amounts.length === 1 ? amounts[0] : undefined)
  const date = cell(row, places.valueDate) || cell(row, places.date)
  const dated = /\d/.test(date) && date !== text ? { date } : {}
  return paise === undefined ? undefined : { kind: OPENING.test(text) ? "opening" : "closing", lineNo, paise, ...dated }
}

const isPageTotal = ({ cells }: Row): boolean => cells.some((text) => /^(?:page|sub)\s*-?\s*total|^(?:grand\s+)?totals?\s*:?$/i.test(text.trim()))

/** Headings are printed again on each page of some layouts. */
const isSameHeadings = ({ cells }: Row, names: readonly string[]): boolean =>
  cells[0] === names[0] && cells.length === names.length && cells.every((text, index) => text === names[index])

const DAY = String.raw`(\d{1,4}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ,]+\d{2,4})`
const PERIOD = new RegExp(String.raw`(?:from|between|period)\s*:?\s*(?:from\s*:?\s*)?${DAY}\s*(?:to|and|-)\s*:?\s*${DAY}`, "i")
const ACCOUNT = [/\b(?:account|a\/c|acct)\.?\s*(?:number|no\.?|num)?\s*[:-]?\s*([Xx*]*\d{4,18})\b/i, /\btransactions?\s+list\b.*?\b([Xx*]*\d{8,18})\s*$/i]

/** What the rows above the headings say of account and period. */
export const readPreamble = (rows: readonly Row[]): readonly RawEvent[] =>
  rows.flatMap(({ lineNo, cells }): RawEvent[] => {
    const text = cells.map((one) => one.trim()).filter((one) => one !== "").join(" ").slice(0, 500)
    const account = ACCOUNT.map((pattern) => pattern.exec(text)?.[1]).find((one) => one !== undefined && one.length >= 8)
    const [, from, to] = PERIOD.exec(text) ?? []
    return [
      ...(account === undefined ? [] : [{ kind: "account", lineNo, account } as const]),
      ...(from === undefined || to === undefined ? [] : [{ kind: "period", lineNo, from, to } as const])
    ]
  })
