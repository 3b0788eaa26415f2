import { parseTimeStampIst, timeStampIst } from "@hundi/checksum"
import { BrokerRefusal } from "./broker-types.ts"

/** The fields of a request. */
export type Fields = Readonly<Record<string, unknown>>

/** Is it a JSON object? */
export const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value)

/**
 * A field as text; "" when it is absent, null or no scalar. Letter case is ignored: the document prints several names in two
 * spellings (PRDCT_TYP in the table, prdct_typ in the example of fno.cancelorder), and numbers both as texts and as numbers.
 */
export const textOf = (fields: Fields, name: string): string => {
  const key = Object.hasOwn(fields, name) ? name : Object.keys(fields).find((one) => one.toLowerCase() === name.toLowerCase())
  const value = key === undefined ? undefined : fields[key]
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : ""
}

/** A field that must be there. */
export const needText = (fields: Fields, name: string): string => {
  const text = textOf(fields, name)
  if (text === "") throw new BrokerRefusal(`${name} is required`)
  return text
}

/** A whole number of pieces, 0 when the field is empty. */
export const countOf = (fields: Fields, name: string): number => {
  const text = textOf(fields, name)
  if (text !== "" && !/^\d{1,12}(\.0+)?$/.test(text)) throw new BrokerRefusal(`${name} must be a whole number`)
  return text === "" ? 0 : Math.floor(Number(text))
}

/** A price in rupees with at most two decimals, as paise in text; "0" when the field is empty. */
export const rupeesField = (fields: Fields, name: string): string => {
  const match = /^(\d{1,9})(?:\.(\d{1,2})0*)?$/.exec(textOf(fields, name) || "0")
  if (match === null) throw new BrokerRefusal(`${name} must be rupees with at most two decimals`)
  return String(BigInt(match[1] ?? "0") * 100n + BigInt((match[2] ?? "").padEnd(2, "0")))
}

/** A price in paise (fact file idirect.json, rule "paise"); "0" when the field is empty. */
export const paiseField = (fields: Fields, name: string): string => {
  const match = /^(\d{1,11})(?:\.0+)?$/.exec(textOf(fields, name) || "0")
  if (match === null) throw new BrokerRefusal(`${name} must be whole paise`)
  return String(BigInt(match[1] ?? "0"))
}

/** One of some values, whatever its letter case; the answer is what stands beside it. */
export const choiceOf = <T>(fields: Fields, name: string, choices: Readonly<Record<string, T>>): T => {
  const text = needText(fields, name).toUpperCase()
  const choice = Object.hasOwn(choices, text) ? choices[text] : undefined
  if (choice === undefined) throw new BrokerRefusal(`${name} must be one of ${Object.keys(choices).join(", ")}`)
  return choice
}

/** Paise as rupees with two decimals: 182445 is "1824.45". */
export const rupees = (paise: bigint): string => {
  const digits = String(paise < 0n ? -paise : paise).padStart(3, "0")
  return `${paise < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** A JSON number for the calls that print money as one. The wire has no other form for it. */
export const jsonNumber = (text: string): number => Number(text)

/** DD-Mon-YYYY in India. */
export const dateText = (ms: number): string => timeStampIst(ms).slice(0, 11)

/** DD-Mon-YYYY HH:MM in India. */
export const minuteText = (ms: number): string => timeStampIst(ms).slice(0, 17)

/** The first instant of DD-Mon-YYYY in India; undefined for an empty field. */
export const dateField = (fields: Fields, name: string): number | undefined => {
  const text = textOf(fields, name)
  if (text === "") return undefined
  const ms = parseTimeStampIst(`${text} 00:00:00`)
  if (ms === undefined) throw new BrokerRefusal(`${name} must be a date, DD-Mon-YYYY`)
  return ms
}

/** One day, milliseconds. */
const DAY_MS = 86_400_000

/** Does a moment lie within two dates, both included? An open end is no end. */
export const isWithin = (ms: number, fromMs: number | undefined, toMs: number | undefined): boolean =>
  (fromMs === undefined || ms >= fromMs) && (toMs === undefined || ms < toMs + DAY_MS)
