import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { AppReply, appSample } from "../upi/app-fields.ts"

/**
 * The public keys that the app seals credentials with. No fields are public beyond those that every call of the app carries,
 * as in the sample: the caller brings the body.
 */
export const listKeys = read({
  id: "upi2c.list_keys",
  repeat: "never",
  family: "upi2c",
  portalPaths: [
    "Payments / UPI 2.0 / Add Account / List Keys",
    "Corporate API Suite / Payments / UPI 2.0 / Add Account / List Keys"
  ],
  method: "POST",
  path: "/api/v1/upi2/ListKeys",
  headers: {},
  seal: "hybrid",
  request: Schema.Record(Schema.String, Schema.Unknown),
  response: AppReply,
  samples: {
    request: appSample,
    response: { success: true, response: 0, message: "Transaction Successful", SeqNo: appSample["seq-no"] }
  },
  codes: { family: "upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json upi2c.list_keys"], trust: "listed" }
})
