import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { app, appNames, AppReply, appSample } from "../upi/app-fields.ts"

/** Makes another account the primary one. No path is public, and the source shows only some of the fields: the caller brings the rest. */
export const changePrimaryAccount = read({
  id: "upi2c.change_primary_account",
  repeat: "never",
  family: "upi2c",
  portalPaths: ["Payments / UPI 2.0 / Miscellaneous / Change Primary Account"],
  method: "POST",
  path: "",
  headers: {},
  seal: "hybrid",
  request: Schema.Struct({ ...app, ifsc: Schema.String.check(Schema.isMaxLength(11)) }).pipe(Schema.encodeKeys(appNames)),
  response: AppReply,
  samples: {
    request: { ...appSample, ifsc: "TEST0000001" },
    response: { success: true, response: 0, message: "Transaction Successful", SeqNo: appSample["seq-no"] }
  },
  codes: { family: "upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json upi2c.change_primary_account"], trust: "public" }
})
