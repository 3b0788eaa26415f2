import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { CreditNotice, noticeSample } from "./payer-fields.ts"

const Response = Schema.Struct({
  decision: Schema.Literals(["Y", "N"]),
  message: Schema.optionalKey(Schema.String),
  code: Schema.optionalKey(Schema.Literals(["11", "12"]))
}).pipe(Schema.encodeKeys({ decision: "AcceptOrReject", message: "Message", code: "Code" }))

/**
 * The bank asks the partner's own URL, before it credits: is this money welcome? `request` is what the bank posts, `response` what the
 * partner answers: Y with code 11, N with 12; N sends the money back to its payer. The answer must be there within 5 s (UPI, IMPS), 10 s
 * (NEFT, RTGS) or 15 s (FT), else what was agreed at onboarding counts, deemed accept or deemed reject. Not signed: the sender is known by
 * its address alone.
 *
 * @example
 * const notice = Schema.decodeUnknownSync(messageHold.request)(opened)
 * const answer = Schema.encodeSync(messageHold.response)({ decision: "Y", message: "Accept", code: "11" })
 */
export const messageHold = read({
  id: "ecollection.msg_hold",
  repeat: "never",
  family: "collections",
  portalPaths: [
    "Business Banking / Collections / E collection (Confirm & Credit) / E-Collection Message Holding",
    "Corporate API Suite / Collections / I-Surepay / E-Collection Message Holding"
  ],
  method: "POST",
  path: "",
  headers: { "Content-Type": "application/json" },
  seal: "hybrid",
  request: CreditNotice,
  response: Response,
  samples: { request: noticeSample, response: { AcceptOrReject: "Y", Message: "Accept", Code: "11" } },
  codes: { family: "e-collection", call: "any" },
  source: {
    doc: [
      "facts/upi-collections-and-others.json ecollection.msg_hold",
      "facts/upi-collections-and-others.json rule \"e-collection decision\""
    ],
    trust: "public"
  }
})
