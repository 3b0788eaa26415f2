import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { callerFields, callerNames, manageCodes, sampleCaller } from "./caller.ts"

/** The mobile number that is registered for a corporate user. The reply is not public: it is handed on as it comes. */
export const mobileFetch = read({
  id: "cib.mobileFetch",
  repeat: "when-lost",
  family: "cib",
  portalPaths: ["Corporate API Suite / Account Services / Services / Fetch Registered Mobile Number"],
  method: "POST",
  path: "/api/Corporate/CIB/v1/MobileFetch",
  headers: {},
  seal: "rsa",
  request: Schema.Struct(callerFields).pipe(Schema.encodeKeys(callerNames)),
  response: Schema.Record(Schema.String, Schema.Unknown),
  samples: { request: sampleCaller, response: {} },
  codes: manageCodes,
  source: { doc: ["facts/composite-and-cib.json cib.mobileFetch"], trust: "public" }
})
