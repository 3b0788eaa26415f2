import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { namedCallerFields, namedCallerNames, sampleCaller } from "./caller.ts"
import { driftingReply, errorFields, errorNames, text } from "./drifting-reply.ts"

const Request = Schema.Struct(namedCallerFields).pipe(Schema.encodeKeys(namedCallerNames))

const Response = driftingReply(
  { response: text, urn: text, aggrName: text, message: text, aggrId: text, corpId: text, userId: text, ...errorFields },
  {
    response: ["Response"], urn: ["URN"], aggrName: ["AGGR_NAME"], message: ["Message"], aggrId: ["AGGR_ID"], corpId: ["CORP_ID"],
    userId: ["USER_ID"], ...errorNames
  }
)

/** Takes a registration back: its user can no longer call. */
export const deregistration = read({
  id: "cib.deregistration",
  repeat: "never",
  family: "cib",
  portalPaths: [
    "Corporate API Suite / CIB Registration / De-Registration",
    "Business Banking / Payments / CIB Payments (Multi modes Multi debits) / Transaction Management / De-Registration"
  ],
  method: "POST",
  path: "/api/Corporate/CIB/v1/Deregistration",
  headers: {},
  seal: "rsa",
  request: Request,
  response: Response,
  samples: {
    request: { ...sampleCaller, AGGRNAME: "TESTAGGR" },
    response: {
      Response: "SUCCESS", URN: "URN0000001", AGGR_NAME: "TESTAGGR", Message: "request cancelled", AGGR_ID: "AGGR0000",
      CORP_ID: "TESTCORP", USER_ID: "USER1"
    }
  },
  codes: { family: "beneficiary", call: "manage" },
  source: { doc: ["facts/composite-and-cib.json cib.deregistration"], trust: "public" }
})
