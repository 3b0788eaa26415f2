import * as Schema from "effect/Schema"
import { enquiry } from "../declaration.ts"
import { statusEvidence } from "./merchant-evidence.ts"
import { merchantOf } from "./merchant-facts.ts"
import { merchant, reply, replyNames, text } from "./merchant-fields.ts"
import { v0Headers } from "./v0-headers.ts"
import { spelled } from "./spelling.ts"

/** What became of a collect request or a QR code, by its merchantTranId: PENDING, SUCCESS or FAILURE. */
export const transactionStatus = enquiry({
  id: "upi.txnstatus",
  family: "upi",
  portalPaths: ["Payments / Eazypay / Transaction Status", "Business Banking / Collections / UPI Collection / Transaction Status"],
  method: "POST",
  path: "/api/MerchantAPI/UPI/v0/TransactionStatus3/{merchantId}",
  headers: v0Headers,
  seal: "rsa",
  request: Schema.Struct(merchant).pipe(Schema.encodeKeys({ reference: "merchantTranId" })),
  response: spelled(
    { ...reply, rrn: text, amount: text, status: text, payerAccountType: text, sequenceNumber: text },
    {
      ...replyNames,
      rrn: "OriginalBankRRN",
      amount: "amount",
      status: "status",
      payerAccountType: "payerAccountType",
      sequenceNumber: "sequenceNum"
    }
  ),
  samples: {
    request: { merchantId: "999001", subMerchantId: "999001", terminalId: "5411", merchantTranId: "TESTCP0000000001" },
    response: {
      response: "0",
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      OriginalBankRRN: "000000000001",
      merchantTranId: "TESTCP0000000001",
      amount: "5.00",
      success: "true",
      message: "Transaction Successful",
      status: "SUCCESS"
    }
  },
  codes: { family: "merchant-upi", call: "status" },
  source: { doc: ["facts/upi-collections-and-others.json upi.txnstatus"], trust: "public" },
  ask: ({ reference }, partner) => {
    const { merchantId, subMerchantId, terminalId } = merchantOf(partner)
    return { merchantId, subMerchantId, terminalId, reference }
  },
  evidence: statusEvidence
})
