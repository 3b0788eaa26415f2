import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { app, appNames, AppReply, appSample } from "../upi/app-fields.ts"

const Request = Schema.Struct({
  ...app,
  address: Schema.String.check(Schema.isMaxLength(255)),
  profileId: Schema.String.check(Schema.isMaxLength(10)),
  payeeName: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(99))),
  payeeMobile: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(10)))
}).pipe(
  Schema.encodeKeys({
    ...appNames, address: "virtual-address", profileId: "profile-id", payeeName: "payee-name", payeeMobile: "ptc-mobile"
  })
)

/** Does this UPI address exist? */
export const validateAddress = read({
  id: "upi2c.validate_address",
  repeat: "never",
  family: "upi2c",
  portalPaths: [
    "Payments / UPI 2.0 / Add Account / Validate Virtual Address",
    "Payments / UPI 2.0 / Pay To VPA / Validate Virtual Address",
    "Payments / UPI 2.0 / Collect From VPA / Validate Virtual Address",
    "Corporate API Suite / Payments / UPI 2.0 / Add Account / Validate Virtual Address",
    "Corporate API Suite / Collections / UPI Collect 2.0 / Collect from VPA / Validate Virtual Address"
  ],
  method: "POST",
  path: "/api/v1/upi2/ValidateAddress",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: AppReply,
  samples: {
    request: { ...appSample, "virtual-address": "sample@icici", "profile-id": "1" },
    response: { success: true, response: 0, message: "Transaction Successful", SeqNo: appSample["seq-no"], UserProfile: "1" }
  },
  codes: { family: "upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json upi2c.validate_address"], trust: "public" }
})
