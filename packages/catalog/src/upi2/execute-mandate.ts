import * as Schema from "effect/Schema"
import { detailed } from "../declaration.ts"
import { upiLadder } from "../ladder.ts"
import { Rupees } from "../schema/rupees.ts"
import { payEvidence } from "../upi/merchant-evidence.ts"
import { MandateDetails, merchantOf } from "../upi/merchant-facts.ts"
import { merchant, reply, replyNames, shop, text } from "../upi/merchant-fields.ts"
import { spelled } from "../upi/spelling.ts"
import { upi2TransactionStatus } from "./transaction-status.ts"

const Request = Schema.Struct({
  ...merchant,
  ...shop,
  amountPaise: Rupees,
  billNumber: Schema.String.check(Schema.isMaxLength(50)),
  remark: Schema.String,
  retryCount: Schema.optionalKey(Schema.String),
  sequence: Schema.optionalKey(Schema.String),
  umn: Schema.String,
  purpose: Schema.String
}).pipe(Schema.encodeKeys({ reference: "merchantTranId", amountPaise: "amount", sequence: "mandateSeqNo", umn: "UMN" }))

/**
 * Takes one instalment from the customer. The customer pays, and nobody is asked: a second execution is a double debit, so it goes on
 * the wire once per reference like every payment. Money comes to the merchant's account.
 */
export const executeMandate = detailed({
  id: "upi2.execute_mandate",
  family: "upi2",
  portalPaths: ["Payments / Eazypay / Execute Mandate"],
  method: "POST",
  path: "/api/MerchantAPI/UPI2/v1/ExecuteMandate",
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
      amount: "5.00",
      merchantTranId: "T1AAA0000000010",
      billNumber: "BILL0001",
      remark: "T1AAA0000000010 rent",
      retryCount: "0",
      mandateSeqNo: "3",
      UMN: "00000000000000000000000000000000@upi",
      purpose: "RECURRING"
    },
    response: {
      response: "0",
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      Amount: "5.00",
      success: "true",
      message: "Transaction Successful",
      merchantTranId: "T1AAA0000000010",
      BankRRN: "000000000003"
    }
  },
  codes: { family: "merchant-upi", call: "pay" },
  source: { doc: ["facts/upi-collections-and-others.json upi2.execute_mandate"], trust: "public" },
  rail: "upi",
  successMeans: "settled",
  order: (facts, partner) => {
    const { umn, sequence, retryCount, billNumber, purpose } = facts.mandate
    return {
      ...merchantOf(partner),
      reference: facts.reference,
      amountPaise: facts.amountPaise,
      billNumber,
      remark: `${facts.reference} ${facts.remark}`.trim(),
      retryCount: String(retryCount),
      sequence: String(sequence),
      umn,
      purpose
    }
  },
  evidence: (answer) => payEvidence(answer, { rrn: answer.rrn, amount: answer.amount }),
  enquiry: { status: upi2TransactionStatus },
  ladder: upiLadder,
  purpose: "mandate",
  details: MandateDetails
})
