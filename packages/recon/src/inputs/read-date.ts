import { istDate } from "@hundi/catalog/calendar"
import type { DateFormat } from "./mapping.ts"
import type { Refuse } from "./recon-input-error.ts"

/** Day first, as in India, or month first. */
export type DateOrder = "dmy" | "mdy"

/** The forms that a file's dates can have; `numeric` is the one whose order the text does not tell. */
type Form = "iso" | "compact" | "month-name" | "numeric"

const CLOCK = String.raw`(?:[ T,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[AP]M)?)?`
const forms: readonly (readonly [Form, RegExp])[] = [
  ["numeric", new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})${CLOCK}$`, "i")],
  ["iso", new RegExp(String.raw`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})${CLOCK}$`, "i")],
  ["month-name", new RegExp(String.raw`^(\d{1,2})[- /]([a-z]{3,9})[- /,]+(\d{4}|\d{2})${CLOCK}$`, "i")],
  ["compact", /^(\d{4})(\d{2})(\d{2})$/]
]
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
const formOf: Readonly<Record<DateFormat, Form>> = {
  "dd/mm/yyyy": "numeric", "mm/dd/yyyy": "numeric", "yyyy-mm-dd": "iso", yyyymmdd: "compact", "dd-mon-yyyy": "month-name"
}

/** Is there such a day? `YYYY-MM-DD` only. */
export const isDay = (date: string): boolean => {
  const ms = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date)
}

/** One date by a known form, to `YYYY-MM-DD`; a clock after it is dropped. `undefined` for what is not of the form, or no day. */
export const readDate = (text: string, format: DateFormat): string | undefined => {
  const match = matchDate(text)
  return match?.form === formOf[format] ? toDay(match, format === "mm/dd/yyyy" ? "mdy" : "dmy") : undefined
}

interface DateMatch {
  readonly form: Form
  readonly parts: readonly [string, string, string]
}

const matchDate = (text: string): DateMatch | undefined => {
  for (const [form, pattern] of forms) {
    const match = pattern.exec(text)
    if (match !== null) return { form, parts: [match[1] ?? "", match[2] ?? "", match[3] ?? ""] }
  }
  if (!INSTANT.test(text)) return undefined
  const [year = "", month = "", day = ""] = istDate(Date.parse(text)).split("-")
  return { form: "iso", parts: [year, month, day] }
}

const toDay = ({ form, parts: [a, b, c] }: DateMatch, order: DateOrder): string | undefined => {
  const [year, month, day] =
    form === "iso" || form === "compact" ? [a, b, c] : form === "month-name" ? [c, monthOf(b), a] : order === "dmy" ? [c, b, a] : [c, a, b]
  const date = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`
  return isDay(date) ? date : undefined
}

const monthOf = (name: string): string => {
  const lower = name.toLowerCase()
  const index = months.indexOf(lower.slice(0, 3))
  const isName = lower.length === 3 || lower === "sept" || longMonths[index] === lower
  return index !== -1 && isName ? String(index + 1) : ""
}

const longMonths = [
  "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"
]

/** The dates of a file: noted in the first pass, read once their order is settled. */
export interface DateBook {
  /** @throws ReconInputError RECON_INPUT_DATE for what is no date, or of another form than the column's dates before it. */
  readonly note: (text: string, lineNo: number, column: string) => void
  /** @throws ReconInputError RECON_INPUT_DATE when the order cannot be told, or a date does not exist in it. */
  readonly settle: () => DateFormat
  /** `YYYY-MM-DD`. Only after `settle`. */
  readonly read: (text: string) => string
  /** First and last day of the column "date", or undefined without lines. Only after `settle`. */
  readonly span: () => { readonly from: string, readonly to: string } | undefined
}

/** What is known of a file's dates from elsewhere. */
interface StatedDates {
  readonly format?: DateFormat | undefined
  readonly order?: DateOrder | undefined
}

interface Noted {
  readonly match: DateMatch
  readonly lineNo: number
}

/**
 * Reads a file's dates without guessing: a numeric order is stated (`format`, `order`), or proved by a date of the file that has only
 * one reading while none contradicts it; a file whose dates all fit both ways is refused.
 */
export const createDateBook = (refuse: Refuse, { format, order }: StatedDates = {}): DateBook => {
  const noted = new Map<string, Noted>()
  const days = new Map<string, string>()
  const columns = new Map<string, Noted>()
  const posted = new Set<string>()
  return {
    note: (text, lineNo, column) => {
      const key = keyOf(text)
      if (column === "date") posted.add(key)
      if (noted.has(key) && columns.has(column)) {
        if (noted.get(key)?.match.form !== columns.get(column)?.match.form) throw mixed(refuse, lineNo, columns.get(column))
        return
      }
      const match = matchDate(key)
      if (match === undefined || (format !== undefined && match.form !== formOf[format])) {
        throw refuse("RECON_INPUT_DATE", lineNo, `a date${format === undefined ? "" : ` ${format}`} is expected here`, "Check the line, and the mapping's dateFormat if there is one.")
      }
      const first = columns.get(column)
      if (first === undefined) columns.set(column, { match, lineNo })
      else if (first.match.form !== match.form) throw mixed(refuse, lineNo, first)
      noted.set(key, { match, lineNo })
    },
    settle: () => {
      const settled = order ?? (format === undefined ? orderOf(noted, refuse) : format === "mm/dd/yyyy" ? "mdy" : "dmy")
      for (const [key, { match, lineNo }] of noted) {
        const day = toDay(match, settled)
        if (day === undefined) throw refuse("RECON_INPUT_DATE", lineNo, `${key} is not a day, read as ${settled === "dmy" ? "day first" : "month first"}`, "Check the line, or the stated order of the dates.")
        days.set(key, day)
      }
      const form = columns.get("date")?.match.form ?? "iso"
      return form === "numeric" ? (settled === "dmy" ? "dd/mm/yyyy" : "mm/dd/yyyy") : form === "iso" ? "yyyy-mm-dd" : form === "compact" ? "yyyymmdd" : "dd-mon-yyyy"
    },
    read: (text) => days.get(keyOf(text)) ?? "",
    span: () => {
      const sorted = [...posted].map((key) => days.get(key) ?? "").sort()
      const [from, to] = [sorted[0], sorted.at(-1)]
      return from === undefined || to === undefined ? undefined : { from, to }
    }
  }
}

/** The date without its clock, so that a million times of one day are one entry. */
const keyOf = (text: string): string => {
  const bare = text.trim().slice(0, 60)
  const clock = bare.length > 10 && !INSTANT.test(bare) ? /^(.{6,14}?)[ T,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[AP]M)?$/i.exec(bare) : null
  return clock?.[1] ?? bare
}

const mixed = (refuse: Refuse, lineNo: number, first: Noted | undefined) =>
  refuse("RECON_INPUT_DATE", lineNo, `dates of one column have one form, and line ${first?.lineNo ?? 0} has another`, "A spreadsheet has rewritten some of them: download the file again, and do not save it in between.")

const orderOf = (noted: ReadonlyMap<string, Noted>, refuse: Refuse): DateOrder => {
  let onlyDay: Noted | undefined
  let onlyMonth: Noted | undefined
  let either: [string, Noted] | undefined
  for (const [key, entry] of noted) {
    if (entry.match.form !== "numeric") continue
    const dmy = toDay(entry.match, "dmy")
    const mdy = toDay(entry.match, "mdy")
    if (dmy !== undefined && mdy === undefined) onlyDay ??= entry
    else if (dmy === undefined && mdy !== undefined) onlyMonth ??= entry
    else if (dmy !== mdy) either ??= [key, entry]
  }
  if (onlyDay !== undefined && onlyMonth !== undefined) {
    throw refuse("RECON_INPUT_DATE", Math.max(onlyDay.lineNo, onlyMonth.lineNo), `this date and that of line ${Math.min(onlyDay.lineNo, onlyMonth.lineNo)} are written in different orders`, "A spreadsheet has turned some of them: download the file again.")
  }
  if (onlyDay === undefined && onlyMonth === undefined && either !== undefined) {
    const [example, { lineNo }] = either
    throw refuse("RECON_INPUT_DATE", lineNo, `${example} can be read day first or month first, and so can every date of the file`, 'Say which: dateOrder "dmy" or "mdy", or dateFormat in a mapping file.')
  }
  return onlyMonth === undefined ? "dmy" : "mdy"
}
