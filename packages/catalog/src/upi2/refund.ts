import { detailed } from "../declaration.ts"
import { upiLadder } from "../ladder.ts"
import { reply, replyNames, text } from "../upi/merchant-fields.ts"
import { RefundDetails } from "../upi/merchant-facts.ts"
import { orderRefund, RefundBody, refundEvidence } from "../upi/refund.ts"
import { spelled } from "../upi/spelling.ts"

/**
 * Gives a customer's money back, as `upi.refund` does. No source says that a status call of v1 finds refunds, so that what is unclear goes
 * to people; where you can choose, refund through v0.
 */
export const upi2Refund = detailed({
  id: "upi2.refund",
  family: "upi2",
  portalPaths: [],
  method: "POST",
  path: "/api/MerchantAPI/UPI2/v1/Refund",
  headers: {},
  seal: "hybrid",
  request: RefundBody,
  response: spelled(
    { ...reply, status: text, originalRrn: text },
    { ...replyNames, status: "status", originalRrn: "originalBankRRN" }
  ),
  samples: {
    request: {
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      originalBankRRN: "000000000001",
      merchantTranId: "T1AAA0000000011",
      originalmerchantTranId: "TESTCP0000000001",
      payeeVA: "sample.payer@icici",
      refundAmount: "10.00",
      note: "T1AAA0000000011 refund",
      onlineRefund: "Y"
    },
    response: {
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      merchantTranId: "T1AAA0000000011",
      response: "0",
      success: "true",
      message: "Transaction Successful",
      status: "SUCCESS",
      originalBankRRN: "000000000001"
    }
  },
  codes: { family: "merchant-upi", call: "pay" },
  source: { doc: ["facts/upi-collections-and-others.json upi2.refund"], trust: "public" },
  rail: "upi",
  successMeans: "settled",
  order: orderRefund,
  evidence: refundEvidence,
  enquiry: "none",
  ladder: upiLadder,
  purpose: "refund",
  details: RefundDetails
})
