import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { Rupees } from "../schema/rupees.ts"

const Request = Schema.Struct({
  profileId: Schema.String,
  accountProvider: Schema.String,
  payeeAddress: Schema.String,
  payerAddress: Schema.String,
  amountPaise: Rupees,
  deviceId: Schema.String,
  reference: Schema.String,
  note: Schema.String,
  channelCode: Schema.String,
  /** Minutes. */
  expireAfter: Schema.String
}).pipe(
  Schema.encodeKeys({
    profileId: "ProfileId",
    accountProvider: "AccountProvider",
    payeeAddress: "Payeeva",
    payerAddress: "Payerva",
    amountPaise: "Amount",
    deviceId: "DeviceId",
    reference: "seqNumber",
    note: "Note",
    channelCode: "Channelcode",
    expireAfter: "Expireafter"
  })
)

/**
 * UPI 1.0: asks a customer to pay. Only the open sandbox's form is public, read in one client. The reply holds `status` (1 = accepted),
 * `txnid` and `description` in the first value of a list or an object, and is handed on as it comes.
 */
export const upi1CollectRequest = read({
  id: "upi1.collect_request",
  repeat: "never",
  family: "upi1",
  portalPaths: [
    "Payments / UPI 1.0 / Collect from VPA / Collect Request",
    "Corporate API Suite / Collections / UPI Collect 1.0 / Collect from VPA / Collect Request"
  ],
  method: "POST",
  path: "/api/v0/upi1/collectrequest",
  headers: {},
  seal: "plain",
  request: Request,
  response: Schema.Unknown,
  samples: {
    request: {
      ProfileId: "1",
      AccountProvider: "74",
      Payeeva: "test.shop@icici",
      Payerva: "sample.payer@icici",
      Amount: "5.00",
      DeviceId: "TESTDEVICE1",
      seqNumber: "TST00000000000000000000000000000001",
      Note: "request",
      Channelcode: "TESTAPP",
      Expireafter: "10"
    },
    response: [{ status: "1", txnid: "TST00000000000000000000000000000001", description: "Accepted" }]
  },
  codes: { family: "upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json upi1.collect_request"], trust: "public" }
})
