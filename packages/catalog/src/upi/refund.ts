import * as Schema from "effect/Schema"
import { detailed, type Evidence, type PartnerFacts } from "../declaration.ts"
import { upiLadder } from "../ladder.ts"
import { Rupees } from "../schema/rupees.ts"
import { callbackStatus } from "./callback-status.ts"
import { payEvidence, statusEvidence } from "./merchant-evidence.ts"
import { merchantOf, RefundDetails, type RefundFacts } from "./merchant-facts.ts"
import { Address, Flag, merchant, MerchantReference, reply, replyNames, text } from "./merchant-fields.ts"
import { v0Headers } from "./v0-headers.ts"
import { spelled } from "./spelling.ts"

/** The body of a refund, in v0 and v1. */
export const RefundBody = Schema.Struct({
  ...merchant,
  originalRrn: Schema.String,
  originalReference: MerchantReference,
  amountPaise: Rupees,
  payeeAddress: Schema.optionalKey(Address),
  note: Schema.String,
  onlineRefund: Flag
}).pipe(
  Schema.encodeKeys({
    reference: "merchantTranId",
    originalRrn: "originalBankRRN",
    // Lower-case m (rule "field spelling").
    originalReference: "originalmerchantTranId",
    amountPaise: "refundAmount",
    payeeAddress: "payeeVA"
  })
)

/** A refund in our words. @throws RangeError when the partner is no merchant. */
export const orderRefund = (facts: RefundFacts, partner: PartnerFacts) => {
  const { merchantId, subMerchantId, terminalId } = merchantOf(partner)
  const { rrn, reference, isInstant } = facts.original
  const { vpa } = facts.beneficiary
  return {
    merchantId,
    subMerchantId,
    terminalId,
    reference: facts.reference,
    originalRrn: rrn,
    originalReference: reference,
    amountPaise: facts.amountPaise,
    ...(vpa === undefined ? {} : { payeeAddress: vpa }),
    note: `${facts.reference} ${facts.remark}`.trim(),
    onlineRefund: isInstant ? ("Y" as const) : ("N" as const)
  }
}

/** What a refund's reply says: a word in `status` that is not SUCCESS speaks against a success code beside it. */
export const refundEvidence = (answer: Parameters<typeof payEvidence>[0] & { readonly status?: string | null }): Evidence => {
  const said = payEvidence(answer)
  const { finding } = statusEvidence(answer)
  return answer.status && finding !== "success" ? { ...said, code: undefined, finding } : said
}

/**
 * Gives a customer's money back, in whole or in part: at once (onlineRefund Y) or with the next day's settlement (N). The only
 * enquiry that knows refunds is the callback status with type R. Its reply names no amount, so that only the enquiry can bind one.
 */
export const refund = detailed({
  id: "upi.refund",
  family: "upi",
  portalPaths: ["Payments / Eazypay / Refund", "Business Banking / Collections / UPI Collection / Refund"],
  method: "POST",
  path: "/api/MerchantAPI/UPI/v0/Refund/{merchantId}",
  headers: v0Headers,
  seal: "rsa",
  request: RefundBody,
  response: spelled(
    { ...reply, status: text, originalRrn: text, refId: text },
    { ...replyNames, status: "status", originalRrn: "OriginalBankRRN", refId: "refId" }
  ),
  samples: {
    request: {
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      merchantTranId: "T1AAA0000000008",
      originalBankRRN: "000000000001",
      originalmerchantTranId: "TESTCP0000000001",
      refundAmount: "1.00",
      payeeVA: "sample.payer@icici",
      note: "T1AAA0000000008 refund",
      onlineRefund: "Y"
    },
    response: {
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      merchantTranId: "T1AAA0000000008",
      response: "0",
      success: "true",
      message: "Transaction Successful",
      status: "SUCCESS",
      OriginalBankRRN: "000000000001"
    }
  },
  codes: { family: "merchant-upi", call: "pay" },
  source: { doc: ["facts/upi-collections-and-others.json upi.refund"], trust: "public" },
  rail: "upi",
  successMeans: "settled",
  order: orderRefund,
  evidence: refundEvidence,
  enquiry: { status: callbackStatus },
  ladder: upiLadder,
  purpose: "refund",
  details: RefundDetails
})
