import * as Schema from "effect/Schema"
import { enquiry } from "../declaration.ts"
import { Code } from "../schema/fields.ts"
import { corporateOf } from "./partner-facts.ts"

const Request = Schema.Struct({
  aggrId: Schema.String,
  corpId: Schema.String,
  userId: Schema.String,
  urn: Schema.String,
  utr: Schema.String.check(Schema.isPattern(/^[A-Z0-9]{16}$/, { expected: "a NEFT UTR of 16 characters" }))
}).pipe(Schema.encodeKeys({ aggrId: "AGGRID", corpId: "CORPID", userId: "USERID", urn: "URN", utr: "UTRNUMBER" }))

const text = Schema.optionalKey(Schema.NullOr(Schema.String))

const Response = Schema.Struct({
  status: text,
  response: text,
  utr: text,
  creditDate: text,
  gatewayCode: Schema.optionalKey(Code),
  gatewayMessage: text
}).pipe(
  Schema.encodeKeys({
    status: "STATUS",
    response: "Response",
    utr: "UTRNUMBER",
    creditDate: "CreditDate",
    gatewayCode: "errorCode",
    gatewayMessage: "description"
  })
)

/**
 * Has a NEFT reached the beneficiary? By UTR, useful from 30 minutes on. The list of its STATUS values is not public: only SUCCESS with
 * a credit date is read, everything else is unknown.
 */
export const neftIncremental = enquiry({
  id: "composite.neft.incremental",
  family: "composite",
  portalPaths: [
    "Payments / Composite Pay / NEFT Incremental Status",
    "Business Banking / Payments / CIB Payments (Multi modes Multi debits) / Transaction Management / NEFT Incremental Status"
  ],
  method: "POST",
  path: "/api/v1/CIBNEFTStatus",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: Response,
  samples: {
    request: { AGGRID: "AGGR0000", CORPID: "TESTCORP", USERID: "USER1", URN: "URN0000001", UTRNUMBER: "TESTN00000000001" },
    response: { STATUS: "SUCCESS", Response: "SUCCESS", UTRNUMBER: "TESTN00000000001", CreditDate: "31-01-2030" }
  },
  codes: { family: "cib", call: "status" },
  source: { doc: ["facts/composite-and-cib.json composite.neft.incremental"], trust: "public" },
  ask: (facts, partner) => {
    const { aggrId, corpId, userId, urn } = corporateOf(partner)
    if (facts.utr === undefined) throw new RangeError("The credit leg of a NEFT is asked for by its UTR")
    return { aggrId, corpId, userId, urn, utr: facts.utr }
  },
  evidence: (reply) => {
    const credited = reply.status?.trim().toUpperCase() === "SUCCESS" && Boolean(reply.creditDate)
    return {
      finding: reply.status ? (credited ? "success" : "unknown") : undefined,
      gatewayCode: reply.gatewayCode,
      message: reply.status ?? reply.gatewayMessage ?? undefined,
      rrn: reply.utr || undefined,
      credited
    }
  }
})
