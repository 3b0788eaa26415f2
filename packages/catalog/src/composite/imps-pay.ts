import * as Schema from "effect/Schema"
import { money } from "../declaration.ts"
import { impsLadder } from "../ladder.ts"
import { AccountNumber, Code, Ifsc, IstCompactTime, Reference } from "../schema/fields.ts"
import { Rupees } from "../schema/rupees.ts"
import { impsStatus } from "./imps-status.ts"
import { recon360 } from "./recon360.ts"
import { impsPaySample } from "./imps-pay.sample.ts"

const Request = Schema.Struct({
  sentAt: IstCompactTime,
  accountNumber: AccountNumber,
  ifsc: Ifsc,
  amountPaise: Rupees,
  reference: Reference,
  paymentRef: Schema.String.check(Schema.isMaxLength(50)),
  senderName: Schema.String.check(Schema.isMaxLength(20)),
  mobile: Schema.String.check(Schema.isPattern(/^\d{10}$/)),
  retailerCode: Schema.String,
  passCode: Schema.String,
  bcId: Schema.String,
  aggrId: Schema.String,
  corpId: Schema.String,
  corpUser: Schema.String
}).pipe(
  Schema.encodeKeys({
    sentAt: "localTxnDtTime",
    accountNumber: "beneAccNo",
    ifsc: "beneIFSC",
    amountPaise: "amount",
    reference: "tranRefNo",
    bcId: "bcID",
    corpId: "crpId",
    corpUser: "crpUsr"
  })
)

const Response = Schema.Struct({
  success: Schema.optionalKey(Schema.Union([Schema.Boolean, Schema.String])),
  code: Schema.optionalKey(Code),
  message: Schema.optionalKey(Schema.String),
  rrn: Schema.optionalKey(Schema.String),
  beneficiaryName: Schema.optionalKey(Schema.String),
  reference: Schema.optionalKey(Schema.String),
  referenceAsInStatus: Schema.optionalKey(Schema.String),
  gatewayCode: Schema.optionalKey(Code),
  gatewayMessage: Schema.optionalKey(Schema.String)
}).pipe(
  Schema.encodeKeys({
    code: "ActCode",
    message: "Response",
    rrn: "BankRRN",
    beneficiaryName: "BeneName",
    reference: "TransRefNo",
    referenceAsInStatus: "TranRefNo",
    gatewayCode: "errorCode",
    gatewayMessage: "description"
  })
)

/** Composite Pay over IMPS only: `x-priority: 0100`. ActCode 0 proves the credit. */
export const impsPay = money({
  id: "composite.imps.pay",
  family: "composite",
  portalPaths: [
    "Payments / Composite Pay / IMPS",
    "Business Banking / Payments / Composite Pay / IMPS",
    "Corporate API Suite / Payments / Composite Pay"
  ],
  method: "POST",
  path: "/api/v1/composite-payment",
  headers: { "x-priority": "0100" },
  seal: "hybrid",
  request: Request,
  response: Response,
  samples: impsPaySample,
  codes: { family: "imps", call: "pay" },
  source: { doc: ["seed 004, Composite IMPS guide", "facts/composite-and-cib.json composite.imps.pay"], trust: "printed" },
  rail: "imps",
  successMeans: "settled",
  order: (facts, partner) => ({
    sentAt: facts.reservedAt,
    accountNumber: facts.beneficiary.accountNumber,
    ifsc: facts.beneficiary.ifsc,
    amountPaise: facts.amountPaise,
    reference: facts.reference,
    // Statement narrations carry the payment reference, never tranRefNo: ours comes first (MONEY.md, References).
    paymentRef: `${facts.reference} ${facts.remark}`.trim().slice(0, 50),
    senderName: partner.senderName.slice(0, 20),
    mobile: partner.mobile,
    retailerCode: partner.retailerCode,
    passCode: partner.passCode,
    bcId: partner.bcId,
    aggrId: "",
    corpId: "",
    corpUser: ""
  }),
  evidence: (reply) => ({
    code: reply.code,
    success: reply.success === undefined ? undefined : String(reply.success).toLowerCase() === "true",
    gatewayCode: reply.gatewayCode,
    message: reply.message ?? reply.gatewayMessage,
    rrn: reply.rrn,
    reference: reply.reference ?? reply.referenceAsInStatus
  }),
  enquiry: { status: impsStatus, recon360 },
  ladder: impsLadder
})
