import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { namedCallerFields, namedCallerNames, sampleCaller } from "./caller.ts"
import { driftingReply, errorFields, errorNames, text } from "./drifting-reply.ts"

const Request = Schema.Struct({
  ...namedCallerFields,
  aliasId: Schema.optionalKey(Schema.String),
  bankId: Schema.optionalKey(Schema.String)
}).pipe(Schema.encodeKeys({ ...namedCallerNames, aliasId: "ALIASID", bankId: "BANKID" }))

const Response = driftingReply(
  { status: text, responseCode: text, response: text, message: text, ...errorFields },
  { status: ["Status"], responseCode: ["ResponseCode"], response: ["RESPONSE"], message: ["Message"], ...errorNames }
)

/** How far a registration is: `status` is "Registered" or "Pending for Self Approval". */
export const registrationStatus = read({
  id: "cib.registrationStatus",
  repeat: "when-lost",
  family: "cib",
  portalPaths: ["Corporate API Suite / CIB Registration / Registration"],
  method: "POST",
  path: "/api/Corporate/CIB/v1/RegistrationStatus",
  headers: {},
  seal: "rsa",
  request: Request,
  response: Response,
  samples: {
    request: { ...sampleCaller, AGGRNAME: "TESTAGGR" },
    response: { Status: "Registered", ResponseCode: "0000", RESPONSE: "Success" }
  },
  codes: { family: "beneficiary", call: "manage" },
  source: { doc: ["facts/composite-and-cib.json cib.registrationStatus"], trust: "public" }
})
