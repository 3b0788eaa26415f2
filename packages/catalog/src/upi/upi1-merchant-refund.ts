import * as Schema from "effect/Schema"
import { detailed } from "../declaration.ts"
import { upiLadder } from "../ladder.ts"
import { AppReply, appEvidence } from "./app-fields.ts"
import { RefundDetails } from "./merchant-facts.ts"

const Request = Schema.Struct({
  deviceId: Schema.String,
  mobile: Schema.Int,
  reference: Schema.String,
  channelCode: Schema.String,
  profileId: Schema.Int,
  payerAddress: Schema.String,
  originalReference: Schema.String
}).pipe(
  Schema.encodeKeys({
    deviceId: "device-id",
    reference: "seq-no",
    channelCode: "channel-code",
    profileId: "profile-id",
    payerAddress: "payer-va",
    originalReference: "ori-seq-no"
  })
)

/**
 * UPI 1.0: refunds by the seq-no of the original. No path is public (the portal's sandbox calls it PaymentsUPI1MerchantRefundRequest):
 * the caller brings it. It carries no amount, and for some channels it only answers who the payer was, so that even a good answer
 * wants a look at the statement. No enquiry is known: what is unclear goes to people.
 */
export const upi1MerchantRefund = detailed({
  id: "upi1.merchant_refund",
  family: "upi1",
  portalPaths: [
    "Payments / UPI 2.0 / Change Reset MPIN / Merchant Refund Request",
    "Corporate API Suite / Payments / UPI 2.0 / Change Reset MPIN / Merchant refund request"
  ],
  method: "POST",
  path: "",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: AppReply,
  samples: {
    request: {
      "device-id": "TESTDEVICE1",
      mobile: 9_999_900_000,
      "seq-no": "T1AAA0000000009",
      "channel-code": "TESTAPP",
      "profile-id": 1,
      "payer-va": "sample.payer@icici",
      "ori-seq-no": "TESTCP0000000001"
    },
    response: { success: true, response: 0, message: "Transaction Successful", BankRRN: "000000000006", SeqNo: "T1AAA0000000009" }
  },
  codes: { family: "upi", call: "pay" },
  source: { doc: ["facts/upi-collections-and-others.json upi1.merchant_refund"], trust: "public" },
  rail: "upi",
  successMeans: "accepted",
  order: (facts, partner) => {
    const { vpa } = facts.beneficiary
    if (vpa === undefined || partner.upi === undefined) throw new RangeError("This refund needs the payer's address and the partner's UPI facts")
    return {
      deviceId: partner.upi.deviceId,
      mobile: Number(partner.mobile),
      reference: facts.reference,
      channelCode: partner.upi.channelCode,
      profileId: Number(partner.upi.profileId),
      payerAddress: vpa,
      originalReference: facts.original.reference
    }
  },
  evidence: appEvidence,
  enquiry: "none",
  ladder: upiLadder,
  purpose: "refund",
  details: RefundDetails
})
