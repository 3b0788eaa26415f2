import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { PlainDate } from "../schema/dates.ts"

const Request = Schema.Struct({
  mobile: Schema.String,
  deviceId: Schema.String,
  reference: Schema.String.check(Schema.isMaxLength(35)),
  channelCode: Schema.String,
  profileId: Schema.String,
  from: PlainDate,
  until: PlainDate,
  limit: Schema.String,
  offset: Schema.String
  // enDateime is how the portal's own sample spells it.
}).pipe(Schema.encodeKeys({ mobile: "MobileNumber", reference: "sequenceNumber", from: "startTime", until: "enDateime" }))

/** The payments of a profile. Its reply is not public and is handed on as it comes; the source posts a plain body. */
export const transactionHistory = read({
  id: "upi2c.transaction_history",
  repeat: "never",
  family: "upi2c",
  portalPaths: [
    "Payments / UPI 2.0 / Miscellaneous / Get Transaction History",
    "Payments / UPI 1.0 / Transaction Details / Get Transaction History"
  ],
  method: "POST",
  path: "/api/v1/upi2/GetTransactionHistory",
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
      startTime: "01052030",
      enDateime: "10052030",
      limit: "10",
      offset: "0"
    },
    response: {}
  },
  codes: { family: "upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json upi2c.transaction_history"], trust: "public" }
})
