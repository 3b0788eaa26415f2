import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"

/**
 * Logs a bill payment agent in. `loginHash` is Base64 of `agentId:password`: a secret. The reply is not public: it is handed on as it
 * comes; no call after this one is public either.
 */
export const bbpsAgentLogin = read({
  id: "bbps.agent_login",
  repeat: "never",
  family: "others",
  portalPaths: ["Payments / BBPS / Agent / Agent Login"],
  method: "POST",
  path: "/api/v1/bbps/AgentLogin",
  headers: { "Content-Type": "application/json" },
  seal: "plain",
  request: Schema.Struct({ loginHash: Schema.String, apiKey: Schema.String }).pipe(Schema.encodeKeys({ apiKey: "APIKey" })),
  response: Schema.Record(Schema.String, Schema.Unknown),
  samples: { request: { loginHash: "U0FNUExFOlNBTVBMRQ==", APIKey: "sample" }, response: {} },
  codes: { family: "bbps", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json bbps.agent_login"], trust: "public" }
})
