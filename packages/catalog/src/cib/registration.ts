import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { namedCallerFields, namedCallerNames, sampleCaller } from "./caller.ts"
import { driftingReply, errorFields, errorNames, text } from "./drifting-reply.ts"

const Request = Schema.Struct({ ...namedCallerFields, aliasId: Schema.optionalKey(Schema.String) }).pipe(
  Schema.encodeKeys({ ...namedCallerNames, aliasId: "ALIASID" })
)

const Response = driftingReply(
  { response: text, message: text, corpId: text, userId: text, aggrId: text, aggrName: text, urn: text, ...errorFields },
  {
    response: ["Response"], message: ["Message"], corpId: ["CORP_ID"], userId: ["USER_ID"], aggrId: ["AGGR_ID"], aggrName: ["AGGR_NAME"],
    urn: ["URN"], ...errorNames
  }
)

/**
 * Registers a corporate user for the API under a URN of our choice. The user then approves it himself in CIB; until he does,
 * `registrationStatus` says "Pending for Self Approval".
 */
export const registration = read({
  id: "cib.registration",
  repeat: "never",
  family: "cib",
  portalPaths: [
    "Corporate API Suite / CIB Registration / Registration",
    "Business Banking / Payments / CIB Payments (Multi modes Multi debits) / Transaction Management / Registration",
    "Accounts and Deposits / Current Account / CIB Registration"
  ],
  method: "POST",
  path: "/api/Corporate/CIB/v1/Registration",
  headers: {},
  seal: "rsa",
  request: Request,
  response: Response,
  samples: {
    request: { ...sampleCaller, AGGRNAME: "TESTAGGR", ALIASID: "" },
    response: {
      Response: "SUCCESS", Message: "saved, pending for self approval", CORP_ID: "TESTCORP", USER_ID: "USER1", AGGR_ID: "AGGR0000",
      AGGR_NAME: "TESTAGGR", URN: "URN0000001"
    }
  },
  codes: { family: "beneficiary", call: "manage" },
  source: { doc: ["facts/composite-and-cib.json cib.registration"], trust: "public" }
})
