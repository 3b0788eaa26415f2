import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"

const Request = Schema.Struct({
  mobile: Schema.String.check(Schema.isPattern(/^\d{10}$/, { expected: "10 digits" })),
  transactionId: Schema.String.check(Schema.isPattern(/^\d+$/, { expected: "digits" }))
}).pipe(Schema.encodeKeys({ mobile: "MobileNumber", transactionId: "TransactionIdentifier" }))

/** Has the bank send a one-time password to a mobile. The portal's open sandbox; the reply is not public. One source. */
export const otpCreation = read({
  id: "bb.otp_creation",
  repeat: "never",
  family: "others",
  portalPaths: [
    "Building Blocks / Customer Authentication / OTP Generation",
    "Loans and Cards / Loans / Personal Loan V1 / OTP Creation"
  ],
  method: "POST",
  path: "/api/v0/OtpCreation",
  headers: {},
  seal: "plain",
  request: Request,
  response: Schema.Record(Schema.String, Schema.Unknown),
  samples: { request: { MobileNumber: "0000000000", TransactionIdentifier: "000000000001" }, response: {} },
  codes: { family: "gateway", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json bb.otp_creation"], trust: "public" }
})
