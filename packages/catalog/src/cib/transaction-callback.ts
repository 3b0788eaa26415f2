import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { driftingReply, text } from "./drifting-reply.ts"

const Response = driftingReply(
  { reference: text, status: text, requestId: text, utr: text },
  { reference: ["UNIQUEID"], status: ["TXNSTATUS"], requestId: ["REQUESTID", "REQID"], utr: ["UTRNUMBER", "UTR"] }
)

/**
 * The bank tells the partner's own URL what became of a payment: base64 of RSA, as text. `response` is that body; there is no request of
 * ours and no path. It is not signed: a hint to enquire, never a proof. One source.
 */
export const transactionCallback = read({
  id: "cib.transaction.callback",
  repeat: "never",
  family: "cib",
  portalPaths: ["Corporate API Suite / Payments / CIB Payments / Transaction Callback"],
  method: "POST",
  path: "",
  headers: {},
  seal: "rsa",
  request: Schema.Struct({}),
  response: Response,
  samples: {
    request: {},
    response: { UNIQUEID: "T1AAA0000000008", TXNSTATUS: "SUCCESS", REQUESTID: "100003", UTRNUMBER: "000000001" }
  },
  codes: { family: "cib", call: "enquiry" },
  source: { doc: ["facts/composite-and-cib.json cib.transaction.callback"], trust: "public" }
})
