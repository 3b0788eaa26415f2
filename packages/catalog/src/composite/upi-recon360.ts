import * as Schema from "effect/Schema"
import { enquiry } from "../declaration.ts"
import { recon360 } from "./recon360.ts"
import { questionFields, questionNames, questionOf } from "./upi-question.ts"
import { upiQuestionSample } from "./upi-status.sample.ts"

const Request = Schema.Struct({ ...questionFields, recon360: Schema.Literal("Y") }).pipe(Schema.encodeKeys(questionNames))

/** Recon360 of UPI: the reply is that of IMPS, the question has the fields of a UPI enquiry. */
export const upiRecon360 = enquiry({
  id: "composite.upi.recon360",
  family: "composite",
  portalPaths: ["Payments / Composite Pay / UPI Satus Check"],
  method: "POST",
  path: "/api/v1/composite-status",
  headers: { "x-priority": "1000" },
  seal: "hybrid",
  request: Request,
  response: recon360.response,
  samples: { request: { ...upiQuestionSample, recon360: "Y" }, response: recon360.samples.response },
  codes: { family: "upi", call: "status" },
  source: { doc: ["facts/composite-and-cib.json composite.recon360"], trust: "public" },
  ask: (facts, partner) => ({ ...questionOf(facts, partner), recon360: "Y" as const }),
  evidence: recon360.evidence
})
