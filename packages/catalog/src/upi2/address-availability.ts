import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { app, appNames, AppReply, appSample } from "../upi/app-fields.ts"

const Request = Schema.Struct({ ...app, address: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(255))) }).pipe(
  Schema.encodeKeys({ ...appNames, address: "virtual-address" })
)

/** Is this address still free? No path is public: the caller brings it. */
export const addressAvailability = read({
  id: "upi2c.va_availability",
  repeat: "never",
  family: "upi2c",
  portalPaths: ["Payments / UPI 2.0 / Miscellaneous / Virtual Address Availability"],
  method: "POST",
  path: "",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: AppReply,
  samples: {
    request: { ...appSample, "virtual-address": "sample@icici" },
    response: { success: true, response: 0, message: "Transaction Successful", SeqNo: appSample["seq-no"] }
  },
  codes: { family: "upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json upi2c.va_availability"], trust: "public" }
})
