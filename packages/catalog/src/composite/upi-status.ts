import * as Schema from "effect/Schema"
import { enquiry, type EnquiryFacts, type PartnerFacts } from "../declaration.ts"
import { Code, Reference, UsDate } from "../schema/fields.ts"
import { upiOf } from "./partner-facts.ts"
import { recon360 } from "./recon360.ts"

const fields = {
  deviceId: Schema.String,
  mobile: Schema.String,
  channelCode: Schema.String,
  profileId: Schema.String,
  enquiryReference: Schema.String,
  reference: Reference,
  date: UsDate
}

const names = {
  deviceId: "device-id",
  channelCode: "channel-code",
  profileId: "profile-id",
  enquiryReference: "seq-no",
  reference: "ori-seq-no"
} as const

const StatusRequest = Schema.Struct({ ...fields, recon360: Schema.Literal("N") }).pipe(Schema.encodeKeys(names))
const ReconRequest = Schema.Struct({ ...fields, recon360: Schema.Literal("Y") }).pipe(Schema.encodeKeys(names))

const text = Schema.optionalKey(Schema.NullOr(Code))

const Original = Schema.Struct({ code: Schema.optionalKey(Code), message: text }).pipe(
  Schema.encodeKeys({ code: "original-txn-response-code", message: "original-txn-message" })
)

const Response = Schema.Struct({
  success: Schema.optionalKey(Schema.Union([Schema.Boolean, Schema.String])),
  enquiryCode: Schema.optionalKey(Code),
  message: text,
  rrn: text,
  // In the reply to a payment the same field is the text SUCCESS.
  original: Schema.optionalKey(Schema.Union([Original, Schema.String])),
  gatewayCode: Schema.optionalKey(Code),
  gatewayMessage: text
}).pipe(
  Schema.encodeKeys({
    enquiryCode: "response",
    rrn: "BankRRN",
    original: "MobileAppData",
    gatewayCode: "errorCode",
    gatewayMessage: "description"
  })
)

const sampleRequest = {
  "device-id": "000000000000000000000000",
  mobile: "9999900000",
  "channel-code": "MICICI",
  "profile-id": "1000001",
  "seq-no": "QT1AAA0000000004",
  "ori-seq-no": "T1AAA0000000004",
  date: "01/31/2030"
}

const ask = (facts: EnquiryFacts, partner: PartnerFacts) => {
  const { deviceId, channelCode, profileId } = upiOf(partner)
  return {
    deviceId,
    mobile: partner.mobile,
    channelCode,
    profileId,
    enquiryReference: facts.enquiryReference ?? `Q${facts.reference}`,
    reference: facts.reference,
    date: facts.date
  }
}

/**
 * What became of a UPI payment. Its outcome is `original-txn-response-code`; the outer `response` speaks of the question alone and is
 * never read as the payment's (L9).
 */
export const upiStatus = enquiry({
  id: "composite.upi.status",
  family: "composite",
  portalPaths: ["Payments / Composite Pay / UPI Satus Check"],
  method: "POST",
  path: "/api/v1/composite-status",
  headers: { "x-priority": "1000" },
  seal: "hybrid",
  request: StatusRequest,
  response: Response,
  samples: {
    request: { ...sampleRequest, recon360: "N" },
    response: {
      success: true,
      response: "0",
      message: "Transaction Successful",
      MobileAppData: { "original-txn-response-code": "0", "original-txn-message": "Success" }
    }
  },
  codes: { family: "upi", call: "status" },
  source: { doc: ["facts/composite-and-cib.json composite.upi.status"], trust: "public" },
  ask: (facts, partner) => ({ ...ask(facts, partner), recon360: "N" as const }),
  evidence: (reply) => {
    const original = typeof reply.original === "object" ? reply.original : undefined
    const isAnswered = original?.code !== undefined
    return {
      code: original?.code,
      // A question that found nothing, or went wrong, leaves the payment where it was.
      finding: isAnswered || reply.enquiryCode === undefined ? undefined : reply.enquiryCode === "15" ? "not-found" : "unknown",
      gatewayCode: reply.gatewayCode,
      message: original?.message ?? reply.message ?? reply.gatewayMessage ?? undefined,
      rrn: reply.rrn || undefined
    }
  }
})

/** Recon360 of UPI: the reply is that of IMPS, the question has the fields of a UPI enquiry. */
export const upiRecon360 = enquiry({
  id: "composite.upi.recon360",
  family: "composite",
  portalPaths: ["Payments / Composite Pay / UPI Satus Check"],
  method: "POST",
  path: "/api/v1/composite-status",
  headers: { "x-priority": "1000" },
  seal: "hybrid",
  request: ReconRequest,
  response: recon360.response,
  samples: { request: { ...sampleRequest, recon360: "Y" }, response: recon360.samples.response },
  codes: { family: "upi", call: "status" },
  source: { doc: ["facts/composite-and-cib.json composite.recon360"], trust: "public" },
  ask: (facts, partner) => ({ ...ask(facts, partner), recon360: "Y" as const }),
  evidence: recon360.evidence
})
