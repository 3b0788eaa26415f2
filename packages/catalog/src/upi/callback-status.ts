import * as Schema from "effect/Schema"
import { enquiry } from "../declaration.ts"
import { statusEvidence } from "./merchant-evidence.ts"
import { merchantOf } from "./merchant-facts.ts"
import { merchant, MerchantReference, reply, replyNames, text } from "./merchant-fields.ts"
import { v0Headers } from "./v0-headers.ts"
import { spelled } from "./spelling.ts"

const Request = Schema.Struct({
  ...merchant,
  reference: Schema.optionalKey(MerchantReference),
  /** Collect, refund, QR, or push: a payment that the customer began. */
  transactionType: Schema.Literals(["C", "R", "Q", "P"]),
  /** Goes with refId; no form is public. */
  transactionDate: Schema.optionalKey(Schema.String),
  rrn: Schema.optionalKey(Schema.String),
  refId: Schema.optionalKey(Schema.String)
}).pipe(Schema.encodeKeys({ reference: "merchantTranId", rrn: "BankRRN" }))

/** Searches what a callback would have said, by kind and reference, or for a push by RRN. As an enquiry it asks after a refund. */
export const callbackStatus = enquiry({
  id: "upi.callbackstatus",
  family: "upi",
  portalPaths: ["Payments / Eazypay / Callback Status", "Business Banking / Collections / UPI Collection / Callback Status"],
  method: "POST",
  path: "/api/MerchantAPI/UPI/v0/CallbackStatus2/{merchantId}",
  headers: v0Headers,
  seal: "rsa",
  request: Request,
  response: spelled(
    {
      ...reply, rrn: text, amount: text, status: text, payerAddress: text, startedAt: text, completedAt: text, refundRrn: text,
      payerAccountType: text, sequenceNumber: text
    },
    {
      ...replyNames,
      rrn: "OriginalBankRRN",
      amount: "amount",
      status: "status",
      payerAddress: "payerVA",
      startedAt: "TxnInitDate",
      completedAt: "TxnCompletionDate",
      refundRrn: "refundRRN",
      payerAccountType: "payerAccountType",
      sequenceNumber: "sequenceNum"
    }
  ),
  samples: {
    request: {
      merchantId: "999001", subMerchantId: "999001", terminalId: "5411", merchantTranId: "TESTCP0000000001", transactionType: "C"
    },
    response: {
      response: "0",
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      OriginalBankRRN: "000000000001",
      merchantTranId: "TESTCP0000000001",
      amount: "5.00",
      payerVA: "sample.payer@icici",
      success: "true",
      message: "Transaction Successful",
      status: "SUCCESS",
      TxnInitDate: "20300101120000",
      TxnCompletionDate: "20300101120005"
    }
  },
  codes: { family: "merchant-upi", call: "status" },
  source: { doc: ["facts/upi-collections-and-others.json upi.callbackstatus"], trust: "public" },
  ask: ({ reference }, partner) => {
    const { merchantId, subMerchantId, terminalId } = merchantOf(partner)
    return { merchantId, subMerchantId, terminalId, reference, transactionType: "R" as const }
  },
  // OriginalBankRRN is the customer's payment; the refund has a number of its own.
  evidence: ({ refundRrn, ...found }) => statusEvidence({ ...found, rrn: refundRrn })
})
