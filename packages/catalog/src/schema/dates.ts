import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import { istCompact, istMidnight } from "../calendar/ist.ts"

const ISO_DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** Is there such a day, `YYYY-MM-DD`? The 31st of February fits the form, and is none. */
export const isDay = (date: string): boolean =>
  ISO_DATE.test(date) && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date)

/** A date inside, always: `YYYY-MM-DD`. */
export const IsoDate = Schema.String.check(
  Schema.isPattern(ISO_DATE, { expected: "a date YYYY-MM-DD" }),
  Schema.makeFilter(isDay, { expected: "a date that exists" })
)

/** An instant inside, always: ms since 1970 (UTC). On the wire a year has four digits: to the end of 9999 in India. */
export const Instant = Schema.Number.check(
  Schema.isBetween({ minimum: 0, maximum: 253_402_280_999_999 }, { expected: "a time in milliseconds since 1970 (UTC)" })
)

/** What a year of two digits can say: 2000 to 2099, in India. */
const InstantOfCentury = Schema.Number.check(
  Schema.isBetween({ minimum: istMidnight("2000-01-01"), maximum: istMidnight("2100-01-01") - 1 }, { expected: "a time of this century" })
)

/** Which places of a date a pattern catches, in its order. */
type Part = "y" | "m" | "d"
type Parts = Readonly<Record<Part, string>>

/** A date in one of the bank's forms; what the pattern catches are year, month and day as `parts` names them. */
const dateForm = (pattern: RegExp, expected: string, parts: readonly [Part, Part, Part], write: (parts: Parts) => string) =>
  Schema.String.check(Schema.isPattern(pattern, { expected: `a date ${expected}` })).pipe(
    Schema.decodeTo(
      IsoDate,
      SchemaTransformation.transform({
        decode: (text: string) => {
          const found = pattern.exec(text)?.slice(1).filter((part) => part !== undefined) ?? []
          const part = (name: Part): string => found[parts.indexOf(name)] ?? ""
          return `${part("y")}-${part("m")}-${part("d")}`
        },
        encode: (date: string) => write({ y: date.slice(0, 4), m: date.slice(5, 7), d: date.slice(8) })
      })
    )
  )

const D = "(0[1-9]|[12]\\d|3[01])"
const M = "(0[1-9]|1[0-2])"
const Y = "(\\d{4})"
const form = (text: string): RegExp => new RegExp(`^${text}$`)

/** `MM/DD/YYYY` on the wire: the composite-status `date` (seed 004). */
export const UsDate = dateForm(form(`${M}/${D}/${Y}`), "MM/DD/YYYY", ["m", "d", "y"], ({ y, m, d }) => `${m}/${d}/${y}`)

/** `DD/MM/YYYY` on the wire: mandates and vouchers. */
export const SlashDate = dateForm(form(`${D}/${M}/${Y}`), "DD/MM/YYYY", ["d", "m", "y"], ({ y, m, d }) => `${d}/${m}/${y}`)

/** `DD-MM-YYYY` on the wire: statements of corporate banking (rule "CIB statement"). */
export const DashDate = dateForm(form(`${D}-${M}-${Y}`), "DD-MM-YYYY", ["d", "m", "y"], ({ y, m, d }) => `${d}-${m}-${y}`)

/** `DDMMYYYY` on the wire: the history of a UPI profile. */
export const PlainDate = dateForm(form(`${D}${M}${Y}`), "DDMMYYYY", ["d", "m", "y"], ({ y, m, d }) => `${d}${m}${y}`)

const usDate = form(`${M}/${D}/${Y}`)

/** `YYYYMMDD` in two sources and `MM/DD/YYYY` in one (ecollection.msg_hold): both are read, the first is written. */
export const CreditDate = Schema.String.check(
  Schema.isPattern(form(`(?:${Y}${M}${D}|${M}/${D}/${Y})`), { expected: "a date YYYYMMDD or MM/DD/YYYY" })
).pipe(
  Schema.decodeTo(
    IsoDate,
    SchemaTransformation.transform({
      decode: (text: string) =>
        usDate.test(text) ? `${text.slice(6)}-${text.slice(0, 2)}-${text.slice(3, 5)}` : `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`,
      encode: (date: string) => date.replaceAll("-", "")
    })
  )
)

const CLOCK = "([01]\\d|2[0-3]):([0-5]\\d):([0-5]\\d)"

/** An instant in a form of day, month, year and clock; `century` stands before a year of two digits. */
const timeForm = (pattern: RegExp, expected: string, separator: string, century: "" | "20") =>
  Schema.String.check(
    Schema.isPattern(pattern, { expected: `a time ${expected}` }),
    Schema.makeFilter((text: string) => isDay(dateOf(pattern, text, century)), { expected: "a date that exists" })
  ).pipe(
    Schema.decodeTo(
      century === "" ? Instant : InstantOfCentury,
      SchemaTransformation.transform({
        decode: (text: string) => {
          const [hours, minutes, seconds] = pattern.exec(text)?.slice(4) ?? []
          const clockMs = (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)) * 1000
          return istMidnight(dateOf(pattern, text, century)) + clockMs
        },
        encode: (ms: number) => {
          const at = istCompact(ms)
          const date = [at.slice(6, 8), at.slice(4, 6), at.slice(century.length, 4)].join(separator)
          return `${date} ${at.slice(8, 10)}:${at.slice(10, 12)}:${at.slice(12, 14)}`
        }
      })
    )
  )

const dateOf = (pattern: RegExp, text: string, century: string): string => {
  const [, day = "", month = "", year = ""] = pattern.exec(text) ?? []
  return `${century}${year}-${month}-${day}`
}

/** `DD-MM-YYYY HH:MM:SS` in India on the wire: a line of a statement; a line without a clock is read as midnight. */
export const DashTime = timeForm(form(`${D}-${M}-${Y}(?: ${CLOCK})?`), "DD-MM-YYYY HH:MM:SS", "-", "")

/** `DD/MM/YY HH:MM:SS` in India on the wire: the balance (rule "CIB balance"). The years are those of this century. */
export const ShortTime = timeForm(form(`${D}/${M}/(\\d{2}) ${CLOCK}`), "DD/MM/YY HH:MM:SS", "/", "20")
