import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { AppReply, appSample } from "../upi/app-fields.ts"

/**
 * A token for the app. No fields are public beyond those that every call of the app carries,
 * as in the sample: the caller brings the body.
 */
export const getToken = read({
  id: "upi2c.get_token",
  repeat: "never",
  family: "upi2c",
  portalPaths: [
    "Payments / UPI 1.0 / Get Token",
    "Payments / UPI 2.0 / Miscellaneous / Get Token",
    "Corporate API Suite / Payments / UPI 1.0 / Get Token"
  ],
  method: "POST",
  path: "/api/v1/upi2/GetToken",
  headers: {},
  seal: "hybrid",
  request: Schema.Record(Schema.String, Schema.Unknown),
  response: AppReply,
  samples: {
    request: appSample,
    response: { success: true, response: 0, message: "Transaction Successful", SeqNo: appSample["seq-no"] }
  },
  codes: { family: "upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json upi2c.get_token"], trust: "listed" }
})
