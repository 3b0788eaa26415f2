import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { Address, IstMinute, reply, replyNames, text } from "../upi/merchant-fields.ts"
import { spelled } from "../upi/spelling.ts"
import { mandate, mandateNames } from "./mandate-fields.ts"

const Request = Schema.Struct({ ...mandate, payerAddress: Address, note: Schema.String, collectBy: IstMinute }).pipe(
  Schema.encodeKeys({ ...mandateNames, payerAddress: "payerVa", collectBy: "collectByDate" })
)

/**
 * Creates, updates or revokes a mandate (requestType C, U, R). Response 92: the customer is asked. The callback says CREATE-SUCCESS and
 * brings the UMN. It takes no money; `upi2.execute_mandate` does.
 */
export const createMandate = read({
  id: "upi2.create_mandate",
  repeat: "never",
  family: "upi2",
  portalPaths: ["Payments / Eazypay / Create Mandate"],
  method: "POST",
  path: "/api/MerchantAPI/UPI2/v1/CreateMandate",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: spelled({ ...reply, amount: text, rrn: text }, { ...replyNames, amount: "Amount", rrn: "BankRRN" }),
  samples: {
    request: {
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      merchantName: "Test Shop",
      subMerchantName: "Test Shop",
      payerVa: "sample.payer@icici",
      amount: "5.00",
      note: "collect-pay-request",
      collectByDate: "08/11/2030 06:30 PM",
      merchantTranId: "TESTMN0000000001",
      billNumber: "BILL0001",
      validityStartDate: "08/11/2030",
      validityEndDate: "20/11/2031",
      amountLimit: "M",
      remark: "MandateRequest",
      requestType: "C",
      frequency: "MT",
      autoExecute: "N",
      debitDay: "10",
      debitRule: "ON",
      revokable: "Y",
      blockfund: "N",
      purpose: "RECURRING"
    },
    response: {
      response: "92",
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      Amount: "5.00",
      success: "true",
      message: "Transaction Initiated",
      merchantTranId: "TESTMN0000000001",
      BankRRN: "000000000002"
    }
  },
  codes: { family: "merchant-upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json upi2.create_mandate"], trust: "public" }
})
