import * as Schema from "effect/Schema"
import type { Evidence } from "../declaration.ts"
import { spelled } from "./spelling.ts"

/** What every call of the UPI 2 app carries; `reference` is the app's own transaction id, never reused (rule "UPI 2 sequence number"). */
export const app = {
  deviceId: Schema.String.check(Schema.isMaxLength(255)),
  mobile: Schema.String.check(Schema.isPattern(/^\d{10}$/, { expected: "10 digits" })),
  reference: Schema.String.check(Schema.isPattern(/^[0-9A-Za-z]{1,35}$/, { expected: "1 to 35 letters and digits" })),
  channelCode: Schema.String.check(Schema.isMaxLength(15))
}

/** The bank's names for them. */
export const appNames = { deviceId: "device-id", reference: "seq-no", channelCode: "channel-code" } as const

/** Made-up values for them. */
export const appSample = {
  "device-id": "TESTDEVICE1",
  mobile: "9999900000",
  "seq-no": "TST00000000000000000000000000000001",
  "channel-code": "TESTAPP"
}

const scalar = Schema.optionalKey(Schema.NullOr(Schema.Union([Schema.String, Schema.Finite])))

/**
 * The reply to every call of the app. 0 in `code` is success; `success: true` beside another code is none. `data` is a text or an object,
 * as the call has it; `validation` comes with code 23.
 */
export const AppReply = spelled(
  {
    success: Schema.optionalKey(Schema.Union([Schema.Boolean, Schema.String])),
    code: scalar,
    message: scalar,
    transactionNumber: scalar,
    rrn: scalar,
    reference: scalar,
    profile: scalar,
    data: Schema.optionalKey(Schema.Unknown),
    validation: Schema.optionalKey(Schema.Unknown),
    gatewayCode: scalar,
    gatewayMessage: scalar
  },
  {
    success: "success",
    code: "response",
    message: "message",
    transactionNumber: "UpiTranlogId",
    rrn: "BankRRN",
    reference: "SeqNo",
    profile: "UserProfile",
    data: "MobileAppData",
    validation: "ValidationSummary",
    gatewayCode: "errorCode",
    gatewayMessage: "description"
  }
)

const textOf = (value: string | number | null | undefined): string | undefined =>
  value === null || value === undefined || value === "" ? undefined : String(value)

/** What such a reply says about a payment. */
export const appEvidence = (reply: (typeof AppReply)["Type"]): Evidence => ({
  code: textOf(reply.code),
  success: reply.success === undefined ? undefined : String(reply.success).toLowerCase() === "true",
  gatewayCode: textOf(reply.gatewayCode),
  message: textOf(reply.message) ?? textOf(reply.gatewayMessage),
  rrn: textOf(reply.rrn),
  reference: textOf(reply.reference)
})
