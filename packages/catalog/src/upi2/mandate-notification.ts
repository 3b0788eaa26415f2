import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { Rupees } from "../schema/rupees.ts"
import { Address, IstMinute, merchant, reply, replyNames, shop, text } from "../upi/merchant-fields.ts"
import { spelled } from "../upi/spelling.ts"

const Request = Schema.Struct({
  ...merchant,
  ...shop,
  payerAddress: Address,
  amountPaise: Rupees,
  note: Schema.String,
  executionAt: IstMinute,
  sequence: Schema.String,
  key: Schema.Literal("UMN"),
  umn: Schema.String
}).pipe(
  Schema.encodeKeys({
    reference: "merchantTranId",
    payerAddress: "payerVa",
    amountPaise: "amount",
    executionAt: "executionDate",
    sequence: "mandateSeqNo",
    umn: "value"
  })
)

/** Tells the customer of a debit to come, at least 24 hours before it (rule "mandate notification"). One merchant sends other fields. */
export const mandateNotification = read({
  id: "upi2.mandate_notification",
  repeat: "never",
  family: "upi2",
  portalPaths: ["Payments / Eazypay / Mandate Notification"],
  method: "POST",
  path: "/api/MerchantAPI/UPI2/v1/MandateNotification",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: spelled({ ...reply, amount: text, rrn: text }, { ...replyNames, amount: "amount", rrn: "BankRRN" }),
  samples: {
    request: {
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      merchantName: "Test Shop",
      subMerchantName: "Test Shop",
      payerVa: "sample.payer@upi",
      amount: "8.80",
      note: "request",
      executionDate: "30/10/2030 08:30 PM",
      merchantTranId: "TESTPN0000000001",
      mandateSeqNo: "2",
      key: "UMN",
      value: "00000000000000000000000000000000@upi"
    },
    response: {
      response: "0",
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      BankRRN: "000000000004",
      merchantTranId: "TESTPN0000000001",
      amount: "8.80",
      success: "true",
      message: "Transaction Successful"
    }
  },
  codes: { family: "merchant-upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json upi2.mandate_notification"], trust: "public" }
})
