import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"

const Request = Schema.Struct({
  mobile: Schema.String,
  deviceId: Schema.String,
  reference: Schema.String,
  channelCode: Schema.String,
  profileId: Schema.String,
  address: Schema.String,
  payeeName: Schema.String
}).pipe(
  Schema.encodeKeys({ mobile: "MobileNumber", reference: "sequenceNumber", address: "VirtualAddress" })
)

/** UPI 1.0: does this address exist? Only the open sandbox's request is public; the reply is handed on as it comes. */
export const upi1ValidateAddress = read({
  id: "upi1.validate_address",
  repeat: "never",
  family: "upi1",
  portalPaths: [
    "Payments / UPI 1.0 / Pay to VPA / Validate Virtual Address",
    "Payments / UPI 1.0 / Collect from VPA / Validate Virtual Address",
    "Payments / UPI 1.0 / Merchant Pay Request / Validate Virtual Address",
    "Payments / UPI 1.0 / Merchant Collect Request / Validate Virtual Address"
  ],
  method: "POST",
  path: "/api/v0/upi1/validateaddress",
  headers: {},
  seal: "plain",
  request: Request,
  response: Schema.Record(Schema.String, Schema.Unknown),
  samples: {
    request: {
      MobileNumber: "0000000000",
      deviceId: "TESTDEVICE1",
      sequenceNumber: "TST00000000000000000000000000000001",
      channelCode: "TESTAPP",
      profileId: "1",
      VirtualAddress: "sample@icici",
      payeeName: "TEST USER"
    },
    response: {}
  },
  codes: { family: "upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json upi1.validate_address"], trust: "public" }
})
