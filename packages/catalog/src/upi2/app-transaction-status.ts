import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"

const Request = Schema.Struct({
  profileId: Schema.String,
  mobile: Schema.String,
  address: Schema.String,
  deviceId: Schema.String,
  reference: Schema.String,
  channelCode: Schema.String,
  payeeName: Schema.String
}).pipe(
  Schema.encodeKeys({
    mobile: "MobileNumber",
    address: "VirtualAddress",
    reference: "seqNumber",
    channelCode: "channelcode",
    payeeName: "payeename"
  })
)

/** The state of a payment, in the open sandbox. Its reply is not public and is handed on as it comes: no evidence. */
export const appTransactionStatus = read({
  id: "upi2c.transaction_status",
  repeat: "never",
  family: "upi2c",
  portalPaths: [
    "Payments / UPI 2.0 / Change Reset MPIN / Transaction Status",
    "Payments / UPI 1.0 / Transaction Details / Transaction Status"
  ],
  method: "POST",
  path: "/api/v0/upi2/TransactionStatus",
  headers: {},
  seal: "plain",
  request: Request,
  response: Schema.Record(Schema.String, Schema.Unknown),
  samples: {
    request: {
      profileId: "1",
      MobileNumber: "0000000000",
      VirtualAddress: "sample@icici",
      deviceId: "TESTDEVICE1",
      seqNumber: "TST00000000000000000000000000000001",
      channelcode: "TESTAPP",
      payeename: "TEST USER"
    },
    response: {}
  },
  codes: { family: "upi", call: "status" },
  source: { doc: ["facts/upi-collections-and-others.json upi2c.transaction_status"], trust: "public" }
})
