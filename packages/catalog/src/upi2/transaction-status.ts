import * as Schema from "effect/Schema"
import { enquiry } from "../declaration.ts"
import { statusEvidence } from "../upi/merchant-evidence.ts"
import { merchantOf } from "../upi/merchant-facts.ts"
import { merchant, reply, replyNames, text } from "../upi/merchant-fields.ts"
import { spelled } from "../upi/spelling.ts"

/** What became of a request of v1, by merchantTranId: SUCCESS, FAILURE, INITIATED, PENDING; of a mandate CREATE-SUCCESS and the like. */
export const upi2TransactionStatus = enquiry({
  id: "upi2.transaction_status",
  family: "upi2",
  portalPaths: ["Payments / Eazypay / Transaction Status"],
  method: "POST",
  path: "/api/MerchantAPI/UPI2/v1/TransactionStatus",
  headers: {},
  seal: "hybrid",
  request: Schema.Struct(merchant).pipe(Schema.encodeKeys({ reference: "merchantTranId" })),
  response: spelled(
    { ...reply, rrn: text, amount: text, status: text, umn: text, sequenceNumber: text, payerAccountType: text },
    {
      ...replyNames,
      rrn: "OriginalBankRRN",
      amount: "amount",
      status: "status",
      umn: "UMN",
      sequenceNumber: "sequenceNum",
      payerAccountType: "payerAccountType"
    }
  ),
  samples: {
    request: { merchantId: "999001", subMerchantId: "999001", terminalId: "5411", merchantTranId: "TESTMN0000000001" },
    response: {
      response: "0",
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      OriginalBankRRN: "000000000002",
      merchantTranId: "TESTMN0000000001",
      amount: "5.00",
      success: "true",
      message: "Transaction Successful",
      status: "SUCCESS",
      UMN: "00000000000000000000000000000000@upi"
    }
  },
  codes: { family: "merchant-upi", call: "status" },
  source: { doc: ["facts/upi-collections-and-others.json upi2.transaction_status"], trust: "public" },
  ask: ({ reference }, partner) => {
    const { merchantId, subMerchantId, terminalId } = merchantOf(partner)
    return { merchantId, subMerchantId, terminalId, reference }
  },
  evidence: statusEvidence
})
