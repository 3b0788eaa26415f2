import * as Schema from "effect/Schema"
import { impsStatus } from "../composite/imps-status.ts"
import { enquiry } from "../declaration.ts"
import { Reference } from "../schema/fields.ts"

/**
 * What became of a payment by `impsP2a`, by its reference alone: the bank asks for no date. On the direct host, whose path carries the BC
 * id. `response` is the XML as an object of its elements, with the fields of the composite status.
 */
export const impsQuery = enquiry({
  id: "imps.query",
  family: "imps",
  portalPaths: ["Payments / IMPS / P2A - Person to Account Fund Transfer"],
  method: "POST",
  path: "/imps-web-bc/api/transaction/bc/{bcID}/query",
  headers: { "Content-Type": "application/x-www-form-urlencoded" },
  seal: "plain",
  request: Schema.Struct({ reference: Reference, passCode: Schema.String }).pipe(
    Schema.encodeKeys({ reference: "TranRefNo", passCode: "PassCode" })
  ),
  response: impsStatus.response,
  samples: {
    request: { TranRefNo: "T1AAA0000000006", PassCode: "<secret>" },
    response: { ImpsResponse: { ActCode: "0", BankRRN: "000000000001" } }
  },
  codes: { family: "imps", call: "status" },
  source: { doc: ["facts/composite-and-cib.json imps.query"], trust: "public" },
  ask: ({ reference }, { passCode }) => ({ reference, passCode }),
  evidence: impsStatus.evidence
})
