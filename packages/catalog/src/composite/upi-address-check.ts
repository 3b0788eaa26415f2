import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"

const Request = Schema.Struct({
  deviceId: Schema.String,
  mobile: Schema.String,
  reference: Schema.String,
  profileId: Schema.String,
  channelCode: Schema.String,
  address: Schema.String,
  beneficiaryName: Schema.String
}).pipe(
  Schema.encodeKeys({
    deviceId: "device-id",
    reference: "seq-no",
    profileId: "profile-id",
    channelCode: "channel-code",
    address: "virtual-address",
    beneficiaryName: "payee-name"
  })
)

/** Does this UPI address exist, and is it that payee's? The reply is not public: it is handed on as it comes. One source. */
export const upiAddressCheck = read({
  id: "composite.validation.upi",
  repeat: "never",
  family: "composite",
  portalPaths: ["Payments / Composite Pay / Composite Validation"],
  method: "POST",
  path: "/api/v1/composite-validation",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: Schema.Record(Schema.String, Schema.Unknown),
  samples: {
    request: {
      "device-id": "000000000000000000000000",
      mobile: "9999900000",
      "seq-no": "T1AAA0000000007",
      "profile-id": "1000001",
      "channel-code": "MICICI",
      "virtual-address": "payee.test@icici",
      "payee-name": "TEST BENE"
    },
    response: {}
  },
  codes: { family: "upi", call: "manage" },
  source: { doc: ["facts/composite-and-cib.json composite.validation.upi"], trust: "public" }
})
