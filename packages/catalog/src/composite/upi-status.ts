import * as Schema from "effect/Schema"
import { enquiry } from "../declaration.ts"
import { Code } from "../schema/fields.ts"
import { questionFields, questionNames, questionOf } from "./upi-question.ts"
import { upiStatusSample } from "./upi-status.sample.ts"

const StatusRequest = Schema.Struct({ ...questionFields, recon360: Schema.Literal("N") }).pipe(Schema.encodeKeys(questionNames))

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
  samples: upiStatusSample,
  codes: { family: "upi", call: "status" },
  source: { doc: ["facts/composite-and-cib.json composite.upi.status"], trust: "public" },
  ask: (facts, partner) => ({ ...questionOf(facts, partner), recon360: "N" as const }),
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
