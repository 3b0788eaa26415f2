import * as Schema from "effect/Schema"
import { money } from "../declaration.ts"
import { neftLadder } from "../ladder.ts"
import { Reference } from "../schema/fields.ts"
import { driftingReply, errorFields, errorNames, text } from "./drifting-reply.ts"
import { reverseMis } from "./reverse-mis.ts"
import { refuseOrder } from "./transaction-fields.ts"

const Request = Schema.Struct({
  description: Schema.String,
  corpId: Schema.String,
  userId: Schema.String,
  aggrId: Schema.String,
  aggrName: Schema.String,
  urn: Schema.String,
  reference: Reference,
  otp: Schema.String,
  fileName: Schema.String.check(Schema.isPattern(/^.+\.txt$/, { expected: "a name that ends in .txt" })),
  content: Schema.String
}).pipe(
  Schema.encodeKeys({
    description: "FILE_DESCRIPTION", corpId: "CORP_ID", userId: "USER_ID", aggrId: "AGGR_ID", aggrName: "AGGR_NAME", urn: "URN",
    reference: "UNIQUE_ID", otp: "AGOTP", fileName: "FILE_NAME", content: "FILE_CONTENT"
  })
)

const Response = driftingReply(
  { fileSequenceNumber: text, description: text, message: text, ...errorFields },
  { fileSequenceNumber: ["FILE_SEQUENCE_NUM"], description: ["MESSAGE_DESC"], message: ["Message"], ...errorNames }
)

/**
 * Uploads a file of payments, with the password that `createOtp` sent for the same reference and the file's total. `content` is base64 of
 * the rows (rule "bulk file"), and a file name is never used again: 104666 says that it was, so the first upload may have paid. Without a
 * FILE_SEQUENCE_NUM nobody knows; with one, `reverseMis` tells row by row.
 */
export const bulkPayment = money({
  id: "cib.bulkPayment",
  family: "cib",
  portalPaths: ["Business Banking / Payments / CMS Payments / Multi Mode File upload / Payment Upload"],
  method: "POST",
  path: "/api/v1/cibbulkpayment/bulkPayment",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: Response,
  samples: {
    request: {
      FILE_DESCRIPTION: "TEST FILE", CORP_ID: "TESTCORP", USER_ID: "USER1", AGGR_ID: "AGGR0000", AGGR_NAME: "TESTAGGR", URN: "URN0000001",
      UNIQUE_ID: "T1AAA0000000009", AGOTP: "000000", FILE_NAME: "TESTFILE1.txt", FILE_CONTENT: "RkhS"
    },
    response: { FILE_SEQUENCE_NUM: "10001", MESSAGE_DESC: "file accepted" }
  },
  codes: { family: "bulk-file", call: "pay" },
  source: { doc: ["facts/composite-and-cib.json cib.bulkPayment"], trust: "public" },
  rail: "neft",
  successMeans: "accepted",
  order: refuseOrder("a file of payments and a one-time password"),
  evidence: (reply) => ({
    code: reply.code || undefined,
    finding: reply.code ? undefined : reply.fileSequenceNumber ? "pending" : "unknown",
    gatewayCode: reply.gatewayCode ?? undefined,
    message: reply.errorMessage ?? reply.message ?? reply.description ?? reply.gatewayMessage ?? undefined,
    rrn: reply.fileSequenceNumber || undefined
  }),
  enquiry: { status: reverseMis },
  ladder: neftLadder,
  needs: "a file of payments and a one-time password"
})
