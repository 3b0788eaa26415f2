import * as Schema from "effect/Schema"
import { transferEvidence, TransferReply } from "../composite/transfer-reply.ts"
import { enquiry } from "../declaration.ts"
import { Reference } from "../schema/fields.ts"
import { callerFields, callerNames, callerOf, sampleCaller } from "./caller.ts"

const Request = Schema.Struct({ ...callerFields, reference: Reference, requestId: Schema.optionalKey(Schema.String) }).pipe(
  Schema.encodeKeys({ ...callerNames, reference: "UNIQUEID", requestId: "REQID" })
)

/**
 * What became of a CIB payment, by our reference. STATUS UNKNOWN, ERROR and FAILED speak of the question (rule "CIB status"): only FAILURE
 * fails a payment, and only when it is repeated.
 */
export const transactionInquiry = enquiry({
  id: "cib.transactionInquiry",
  family: "cib",
  portalPaths: [
    "Corporate API Suite / Payments / CIB Payments / Transaction Status",
    "Business Banking / Payments / CIB Payments (Multi modes Multi debits) / Transaction Management / Transaction Status"
  ],
  method: "POST",
  path: "/api/Corporate/CIB/v1/TransactionInquiry",
  headers: {},
  seal: "rsa",
  request: Request,
  response: TransferReply,
  samples: {
    request: { ...sampleCaller, UNIQUEID: "T1AAA0000000008" },
    response: {
      RESPONSE: "SUCCESS", STATUS: "SUCCESS", URN: "URN0000001", UNIQUEID: "T1AAA0000000008", UTRNUMBER: "000000001"
    }
  },
  codes: { family: "cib", call: "status" },
  source: { doc: ["facts/composite-and-cib.json cib.transactionInquiry"], trust: "public" },
  ask: (facts, partner) => ({ ...callerOf(partner), reference: facts.reference }),
  evidence: (reply) => transferEvidence(reply, "status")
})
