import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { Rupees } from "../schema/rupees.ts"
import { Address, Flag, IstMinute, merchant, payerAccount, payerAccountNames, reply, replyNames, shop, text } from "./merchant-fields.ts"
import { v0Headers } from "./v0-headers.ts"
import { spelled } from "./spelling.ts"

/** The body of a collect request; v1 has the same one inside another (upi2/collect-pay.ts). */
export const CollectBody = Schema.Struct({
  payerAddress: Address,
  amountPaise: Rupees,
  note: Schema.String,
  collectBy: IstMinute,
  ...merchant,
  ...shop,
  billNumber: Schema.String,
  validatePayerAccFlag: Schema.optionalKey(Flag),
  ...payerAccount
}).pipe(
  Schema.encodeKeys({
    ...payerAccountNames,
    payerAddress: "payerVa",
    amountPaise: "amount",
    collectBy: "collectByDate",
    reference: "merchantTranId"
  })
)

/** A made-up collect body in the bank's own shape. */
export const collectSample = {
  payerVa: "sample.payer@icici",
  amount: "5.00",
  note: "collect-pay-request",
  collectByDate: "30/12/2030 06:30 PM",
  merchantId: "999001",
  merchantName: "Test Shop",
  subMerchantId: "999001",
  subMerchantName: "Test Shop",
  terminalId: "5411",
  merchantTranId: "TESTCP0000000001",
  billNumber: "BILL0001"
}

/**
 * Asks a customer to pay. Response 92 says that the customer was asked; what came of it comes by callback, or from `upi.txnstatus`.
 * It takes no money by itself, and the bank refuses a second request under one reference (5002).
 */
export const collectPay = read({
  id: "upi.collectpay",
  repeat: "never",
  family: "upi",
  portalPaths: [
    "Payments / Eazypay / Collect Pay",
    "Business Banking / Collections / UPI Collection / Collect Pay",
    "Corporate API Suite / Collections / Cash Deposit Machines / Collect Pay"
  ],
  method: "POST",
  path: "/api/MerchantAPI/UPI/v0/CollectPay2/{merchantId}",
  headers: v0Headers,
  seal: "rsa",
  request: CollectBody,
  response: spelled(
    { ...reply, rrn: text, amount: text, actCode: text },
    { ...replyNames, rrn: "BankRRN", amount: "amount", actCode: "ActCode" }
  ),
  samples: {
    request: collectSample,
    response: {
      response: "92",
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      success: "true",
      message: "Transaction initiated",
      merchantTranId: "TESTCP0000000001",
      BankRRN: "000000000001"
    }
  },
  codes: { family: "merchant-upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json upi.collectpay"], trust: "public" }
})
