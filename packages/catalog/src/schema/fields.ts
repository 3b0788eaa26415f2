import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import { istCompact, istMidnight } from "../calendar/ist.ts"
import { Instant, isDay } from "./dates.ts"

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
export const Code = Schema.Union([Schema.String, Schema.Finite]).pipe(
  Schema.decodeTo(Schema.String, SchemaTransformation.transform<string, string | number>({ decode: String, encode: (text) => text }))
)

const dayOf = (stamp: string): string => `${stamp.slice(0, 4)}-${stamp.slice(4, 6)}-${stamp.slice(6, 8)}`

/** An instant inside, `YYYYMMDDHHmmss` IST on the wire; parts of a second are cut off. */
export const IstCompactTime = Schema.String.check(
  Schema.isPattern(/^\d{8}(?:[01]\d|2[0-3])[0-5]\d[0-5]\d$/, { expected: "YYYYMMDDHHmmss" }),
  Schema.makeFilter((stamp: string) => isDay(dayOf(stamp)), { expected: "a date that exists" })
).pipe(
  Schema.decodeTo(
    Instant,
    SchemaTransformation.transform({
      decode: (stamp: string) => {
        const [hours, minutes, seconds] = [stamp.slice(8, 10), stamp.slice(10, 12), stamp.slice(12)].map(Number) as [number, number, number]
        return istMidnight(dayOf(stamp)) + (hours * 3600 + minutes * 60 + seconds) * 1000
      },
      encode: istCompact
    })
  )
)
