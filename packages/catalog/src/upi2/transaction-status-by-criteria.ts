import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { merchant, reply, replyNames, text } from "../upi/merchant-fields.ts"
import { spelled } from "../upi/spelling.ts"

const Request = Schema.Struct({
  ...merchant,
  /** M was seen, for mandates. */
  transactionType: Schema.String,
  umn: Schema.optionalKey(Schema.String)
}).pipe(Schema.encodeKeys({ reference: "merchantTranId", umn: "UMN" }))

/**
 * The state that a mandate is in. Sources disagree on the letter case of the path; one merchant reports frequent HTTP 500 and asks
 * `upi2.transaction_status` instead.
 */
export const transactionStatusByCriteria = read({
  id: "upi2.transaction_status_by_criteria",
  repeat: "when-lost",
  family: "upi2",
  portalPaths: [],
  method: "POST",
  path: "/api/MerchantAPI/UPI2/v1/TransactionStatusByCriteria",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: spelled(
    { ...reply, rrn: text, amount: text, payerAddress: text, status: text, startedAt: text, completedAt: text, umn: text },
    {
      ...replyNames,
      rrn: "OriginalBankRRN",
      amount: "Amount",
      payerAddress: "payerVA",
      status: "status",
      startedAt: "TxnInitDate",
      completedAt: "TxnCompletionDate",
      umn: "UMN"
    }
  ),
  samples: {
    request: {
      merchantId: "999001", subMerchantId: "999001", terminalId: "5411", transactionType: "M", merchantTranId: "TESTMN0000000001"
    },
    response: {
      response: "0",
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      OriginalBankRRN: "000000000002",
      merchantTranId: "TESTMN0000000001",
      Amount: "5.00",
      payerVA: "sample.payer@icici",
      success: "true",
      message: "Transaction Successful",
      status: "CREATE-SUCCESS",
      TxnInitDate: "20300101120000",
      TxnCompletionDate: "20300101120005",
      UMN: "00000000000000000000000000000000@upi"
    }
  },
  codes: { family: "merchant-upi", call: "status" },
  source: { doc: ["facts/upi-collections-and-others.json upi2.transaction_status_by_criteria"], trust: "public" }
})
