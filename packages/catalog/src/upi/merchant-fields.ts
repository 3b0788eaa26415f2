import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import { istCompact, istMidnight } from "../calendar/ist.ts"
import { Instant, isDay, SlashDate } from "../schema/dates.ts"
import { Code, UpiAddress } from "../schema/fields.ts"

export { SlashDate }

/** Letters and digits, at most 35; one wrapper of the bank's SDK cuts at 20, so stay below (merchantTranId). */
export const MerchantReference = Schema.String.check(Schema.isPattern(/^[0-9A-Za-z]{1,35}$/, { expected: "1 to 35 letters and digits" }))

/** Name, at, handle. */
export const Address = UpiAddress

/** Yes or no in one letter. */
export const Flag = Schema.Literals(["Y", "N"])

/** Four digits: the samples carry the merchant category code. */
export const TerminalId = Schema.String.check(Schema.isPattern(/^\d{4}$/, { expected: "4 digits" }))

/** An optional text of a reply, as printed; some replies carry numbers. */
export const text = Schema.optionalKey(Schema.NullOr(Code))

/** true, "true", or Y: says that the call went through, never that anything is paid (rule "success test"). */
const Success = Schema.optionalKey(Schema.Union([Schema.Boolean, Schema.String]))

/** An instant in ms inside, `DD/MM/YYYY hh:mm AM` in India on the wire; seconds are cut off (rule "collect date"). */
export const IstMinute = Schema.String.check(
  Schema.isPattern(/^\d{2}\/\d{2}\/\d{4} (0[1-9]|1[0-2]):[0-5]\d [AP]M$/, { expected: "DD/MM/YYYY hh:mm AM" }),
  Schema.makeFilter((stamp: string) => isDay(isoOf(stamp)), { expected: "a date that exists" })
).pipe(
  Schema.decodeTo(
    Instant,
    SchemaTransformation.transform({
      decode: (stamp: string) => {
        const hour = (Number(stamp.slice(11, 13)) % 12) + (stamp.endsWith("PM") ? 12 : 0)
        return istMidnight(isoOf(stamp)) + (hour * 60 + Number(stamp.slice(14, 16))) * 60_000
      },
      encode: (ms: number) => {
        const stamp = istCompact(ms)
        const hour = Number(stamp.slice(8, 10))
        const clock = `${String(hour % 12 || 12).padStart(2, "0")}:${stamp.slice(10, 12)} ${hour < 12 ? "AM" : "PM"}`
        return `${stamp.slice(6, 8)}/${stamp.slice(4, 6)}/${stamp.slice(0, 4)} ${clock}`
      }
    })
  )
)

const isoOf = (slashed: string): string => `${slashed.slice(6, 10)}-${slashed.slice(3, 5)}-${slashed.slice(0, 2)}`

/** Who asks, in nearly every merchant call; the merchant's own id stands for a sub-merchant that there is not. */
export const merchant = { merchantId: Schema.String, subMerchantId: Schema.String, terminalId: TerminalId, reference: MerchantReference }

/** Their shop names. */
export const shop = { merchantName: Schema.String, subMerchantName: Schema.String }

/** Check that the payer pays from one of these accounts; several are joined with `|`. */
export const payerAccount = {
  payerAccount: Schema.optionalKey(Schema.String),
  payerIfsc: Schema.optionalKey(Schema.String)
}

/** The bank's name for them. */
export const payerAccountNames = { payerIfsc: "payerIFSC" } as const

/** What nearly every merchant reply has; the gateway's own errors come in the last two. */
export const reply = {
  code: text,
  merchantId: text,
  subMerchantId: text,
  terminalId: text,
  success: Success,
  message: text,
  reference: text,
  errorMessage: text,
  gatewayCode: text,
  gatewayMessage: text
}

/** The bank's names for them. */
export const replyNames = {
  code: "response",
  merchantId: "merchantId",
  subMerchantId: "subMerchantId",
  terminalId: "terminalId",
  success: "success",
  message: "message",
  reference: "merchantTranId",
  errorMessage: "errormessage",
  gatewayCode: "errorCode",
  gatewayMessage: "description"
} as const
