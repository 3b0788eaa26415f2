import * as Schema from "effect/Schema"
import { enquiry } from "../declaration.ts"
import { Reference } from "../schema/fields.ts"
import { corporateOf } from "./partner-facts.ts"
import { transferEvidence, TransferReply } from "./transfer-reply.ts"

const Request = Schema.Struct({
  aggrId: Schema.String,
  corpId: Schema.String,
  userId: Schema.String,
  urn: Schema.String,
  reference: Reference
}).pipe(Schema.encodeKeys({ aggrId: "AGGRID", corpId: "CORPID", userId: "USERID", urn: "URN", reference: "UNIQUEID" }))

/** NEFT and RTGS are asked about alike, under another x-priority. */
const transferStatus = (rail: "neft" | "rtgs", priority: "0010" | "0001") =>
  enquiry({
    id: `composite.${rail}.status`,
    family: "composite",
    portalPaths: ["Payments / Composite Pay / NEFT/RTGS Status Check"],
    method: "POST",
    path: "/api/v1/composite-status",
    headers: { "x-priority": priority },
    seal: "hybrid",
    request: Request,
    response: TransferReply,
    samples: {
      request: { AGGRID: "AGGR0000", CORPID: "TESTCORP", USERID: "USER1", URN: "URN0000001", UNIQUEID: "T1AAA0000000002" },
      response: {
        REQID: "100001",
        STATUS: "SUCCESS",
        RESPONSE: "SUCCESS",
        UNIQUEID: "T1AAA0000000002",
        URN: "URN0000001",
        UTRNUMBER: rail === "neft" ? "TESTN00000000001" : "TESTR52030010100000001"
      }
    },
    codes: { family: "cib", call: "status" },
    source: { doc: ["facts/composite-and-cib.json composite.neftrtgs.status"], trust: "public" },
    ask: (facts, partner) => {
      const { aggrId, corpId, userId, urn } = corporateOf(partner)
      return { aggrId, corpId, userId, urn, reference: facts.reference }
    },
    evidence: (reply) => transferEvidence(reply, "status")
  })

/** What became of the debit leg of a NEFT payment, by our reference. The date plays no part. */
export const neftStatus = transferStatus("neft", "0010")
/** What became of the debit leg of an RTGS payment, by our reference. */
export const rtgsStatus = transferStatus("rtgs", "0001")
