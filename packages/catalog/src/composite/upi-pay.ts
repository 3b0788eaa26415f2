import * as Schema from "effect/Schema"
import { money } from "../declaration.ts"
import { upiLadder } from "../ladder.ts"
import { Code, Reference, UpiAddress } from "../schema/fields.ts"
import { Rupees } from "../schema/rupees.ts"
import { remarkOf, upiOf } from "./partner-facts.ts"
import { upiRecon360 } from "./upi-recon360.ts"
import { upiStatus } from "./upi-status.ts"
import { upiPaySample } from "./upi-pay.sample.ts"

const Request = Schema.Struct({
  deviceId: Schema.String,
  mobile: Schema.String.check(Schema.isPattern(/^\d{10}$/)),
  channelCode: Schema.String,
  profileId: Schema.String,
  reference: Reference,
  accountProvider: Schema.String,
  payeeAddress: UpiAddress,
  payerAddress: UpiAddress,
  payeeName: Schema.optionalKey(Schema.String),
  amountPaise: Rupees,
  remark: Schema.String,
  mcc: Schema.String,
  txnType: Schema.Literal("merchantToPersonPay"),
  merchantType: Schema.Literal("ENTITY"),
  useDefaultAccount: Schema.Literal("D"),
  preApproved: Schema.Literal("P"),
  defaultDebit: Schema.Literal("N"),
  defaultCredit: Schema.Literal("N")
}).pipe(
  Schema.encodeKeys({
    deviceId: "device-id",
    channelCode: "channel-code",
    profileId: "profile-id",
    reference: "seq-no",
    accountProvider: "account-provider",
    payeeAddress: "payee-va",
    payerAddress: "payer-va",
    payeeName: "payee-name",
    amountPaise: "amount",
    remark: "remarks",
    txnType: "txn-type",
    merchantType: "merchant-type",
    useDefaultAccount: "use-default-acc",
    preApproved: "pre-approved",
    defaultDebit: "default-debit",
    defaultCredit: "default-credit"
  })
)

const text = Schema.optionalKey(Schema.NullOr(Code))

const Response = Schema.Struct({
  success: Schema.optionalKey(Schema.Union([Schema.Boolean, Schema.String])),
  code: Schema.optionalKey(Code),
  message: text,
  rrn: text,
  reference: text,
  gatewayCode: Schema.optionalKey(Code),
  gatewayMessage: text
}).pipe(
  Schema.encodeKeys({ code: "response", rrn: "BankRRN", reference: "SeqNo", gatewayCode: "errorCode", gatewayMessage: "description" })
)

/**
 * Composite Pay over UPI only: `x-priority: 1000`. Response 0 proves the credit; `success` speaks of the call, and is "true" beside
 * response 92 too.
 */
export const upiPay = money({
  id: "composite.upi.pay",
  family: "composite",
  portalPaths: [
    "Payments / Composite Pay / UPI",
    "Business Banking / Payments / Composite Pay / UPI",
    "Corporate API Suite / Payments / Composite Pay"
  ],
  method: "POST",
  path: "/api/v1/composite-payment",
  headers: { "x-priority": "1000" },
  seal: "hybrid",
  request: Request,
  response: Response,
  samples: upiPaySample,
  codes: { family: "upi", call: "pay" },
  source: { doc: ["facts/composite-and-cib.json composite.upi.pay"], trust: "public" },
  rail: "upi",
  successMeans: "settled",
  order: (facts, partner) => {
    const { vpa, name } = facts.beneficiary
    if (vpa === undefined) throw new RangeError("UPI pays to an address: the beneficiary needs a vpa")
    return {
      ...upiOf(partner),
      mobile: partner.mobile,
      reference: facts.reference,
      payeeAddress: vpa,
      payeeName: name,
      amountPaise: facts.amountPaise,
      remark: remarkOf(facts),
      txnType: "merchantToPersonPay" as const,
      merchantType: "ENTITY" as const,
      useDefaultAccount: "D" as const,
      preApproved: "P" as const,
      defaultDebit: "N" as const,
      defaultCredit: "N" as const
    }
  },
  evidence: (reply) => ({
    code: reply.code,
    success: reply.success === undefined ? undefined : String(reply.success).toLowerCase() === "true",
    gatewayCode: reply.gatewayCode,
    message: reply.message ?? reply.gatewayMessage ?? undefined,
    rrn: reply.rrn || undefined,
    reference: reply.reference || undefined
  }),
  enquiry: { status: upiStatus, recon360: upiRecon360 },
  ladder: upiLadder
})
