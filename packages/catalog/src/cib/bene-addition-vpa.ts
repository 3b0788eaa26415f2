import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { driftingReply, errorFields, errorNames, text } from "./drifting-reply.ts"

const Request = Schema.Struct({
  aggrId: Schema.String,
  corpId: Schema.String,
  userId: Schema.String,
  urn: Schema.String,
  vpa: Schema.String
}).pipe(Schema.encodeKeys({ aggrId: "aggrID", corpId: "corpID", userId: "userID" }))

const Response = driftingReply(
  { response: text, message: text, ...errorFields },
  { response: ["Response"], message: ["Message"], ...errorNames }
)

/** Registers a beneficiary by UPI address. */
export const beneAdditionVpa = read({
  id: "cib.beneAddition.vpa",
  repeat: "never",
  family: "cib",
  portalPaths: ["Corporate API Suite / Account Services / Beneficiary Management / Beneficiary Registration"],
  method: "POST",
  path: "/api/Corporate/VPA/v1/BeneAddition",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: Response,
  samples: {
    request: { aggrID: "AGGR0000", corpID: "TESTCORP", userID: "USER1", urn: "URN0000001", vpa: "payee.test@icici" },
    response: { Response: "SUCCESS", Message: "beneficiary added" }
  },
  codes: { family: "beneficiary", call: "manage" },
  source: { doc: ["facts/composite-and-cib.json cib.beneAddition.vpa"], trust: "public" }
})
