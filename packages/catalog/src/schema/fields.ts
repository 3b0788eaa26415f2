import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import { istCompact, istMidnight } from "../calendar/ist.ts"

/** Four letters of the bank, a zero, six of the branch. */
export const IFSC = /^[A-Z]{4}0[A-Z0-9]{6}$/
/** Digits only; leading zeros belong to the number. The length limits are those of Indian core-banking systems at large. */
export const ACCOUNT_NUMBER = /^\d{6,20}$/
/** MONEY.md, References. */
export const REFERENCE = /^[0-9A-Z]{15}$/
/** Name and handle. */
export const UPI_ADDRESS = /^[A-Za-z0-9._-]+@[A-Za-z0-9.]+$/

export const UpiAddress = Schema.String.check(Schema.isPattern(UPI_ADDRESS, { expected: "a UPI address such as name@bank" }))
export const Ifsc = Schema.String.check(Schema.isPattern(IFSC, { expected: "an IFSC such as HDFC0000001" }))
export const AccountNumber = Schema.String.check(Schema.isPattern(ACCOUNT_NUMBER, { expected: "6 to 20 digits" }))
export const Reference = Schema.String.check(Schema.isPattern(REFERENCE, { expected: "15 characters 0-9 A-Z" }))

/** A code that some replies print as a number. */
export const Code = Schema.Union([Schema.String, Schema.Number]).pipe(
  Schema.decodeTo(Schema.String, SchemaTransformation.transform<string, string | number>({ decode: String, encode: (text) => text }))
)

/** An instant inside, `YYYYMMDDHHmmss` IST on the wire. */
export const IstCompactTime = Schema.String.check(Schema.isPattern(/^\d{14}$/)).pipe(
  Schema.decodeTo(
    Schema.Number,
    SchemaTransformation.transform({
      decode: (text: string) =>
        istMidnight(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`)
        + (Number(text.slice(8, 10)) * 3600 + Number(text.slice(10, 12)) * 60 + Number(text.slice(12, 14))) * 1000,
      encode: istCompact
    })
  )
)

/** An ISO date inside, `MM/DD/YYYY` on the wire: the composite-status `date` (seed 004). */
export const UsDate = Schema.String.check(Schema.isPattern(/^\d{2}\/\d{2}\/\d{4}$/)).pipe(
  Schema.decodeTo(
    Schema.String,
    SchemaTransformation.transform({
      decode: (text: string) => `${text.slice(6)}-${text.slice(0, 2)}-${text.slice(3, 5)}`,
      encode: (date: string) => `${date.slice(5, 7)}/${date.slice(8)}/${date.slice(0, 4)}`
    })
  )
)
