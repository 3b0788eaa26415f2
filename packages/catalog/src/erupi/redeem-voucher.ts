import * as Schema from "effect/Schema"
import { money, type PaymentFacts } from "../declaration.ts"
import { upiLadder } from "../ladder.ts"
import { Rupees } from "../schema/rupees.ts"
import { payEvidence } from "../upi/merchant-evidence.ts"
import { merchantOf, type RedemptionFacts, redemptionOf } from "../upi/merchant-facts.ts"
import { merchant, reply, replyNames, shop, text } from "../upi/merchant-fields.ts"
import { spelled } from "../upi/spelling.ts"

const Request = Schema.Struct({
  ...merchant,
  ...shop,
  mcc: Schema.String,
  amountPaise: Rupees,
  txnNote: Schema.String,
  uuid: Schema.String,
  umn: Schema.String,
  /** A secret. */
  otp: Schema.String,
  note: Schema.String
}).pipe(Schema.encodeKeys({ reference: "merchantTranId", mcc: "MCC", amountPaise: "amount", uuid: "UUID", umn: "UMN", otp: "OTP" }))

/**
 * Takes the customer's voucher as payment, with the OTP that `erupi.validate_voucher` sent. The customer's voucher pays the merchant, so
 * it goes on the wire once per reference. No enquiry is known: what is unclear goes to people.
 */
export const redeemVoucher = money({
  id: "erupi.redeem_voucher",
  family: "erupi",
  portalPaths: [],
  method: "POST",
  path: "/api/MerchantAPI/UPI2/v1/RedeemVoucher",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: spelled(
    { ...reply, rrn: text, amount: text, uuid: text, umn: text },
    { ...replyNames, rrn: "bankRRN", amount: "amount", uuid: "UUID", umn: "UMN" }
  ),
  samples: {
    request: {
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      merchantTranId: "T1AAA0000000013",
      merchantName: "Test Shop",
      subMerchantName: "Test Shop",
      MCC: "5411",
      amount: "2.00",
      txnNote: "T1AAA0000000013 tea",
      UUID: "TESTUUID0001",
      UMN: "00000000000000000000000000000000@upi",
      OTP: "<secret>",
      note: "T1AAA0000000013 tea"
    },
    response: {
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      merchantTranId: "T1AAA0000000013",
      response: "0",
      success: "true",
      message: "Transaction Successful",
      bankRRN: "000000000007",
      amount: "2.00",
      UUID: "TESTUUID0001",
      UMN: "00000000000000000000000000000000@upi"
    }
  },
  codes: { family: "merchant-upi", call: "pay" },
  source: { doc: ["facts/upi-collections-and-others.json erupi.redeem_voucher"], trust: "public" },
  rail: "upi",
  successMeans: "settled",
  order: (facts: PaymentFacts & Partial<RedemptionFacts>, partner) => {
    const { uuid, umn, otp, mcc } = redemptionOf(facts)
    const note = `${facts.reference} ${facts.remark}`.trim()
    return { ...merchantOf(partner), reference: facts.reference, mcc, amountPaise: facts.amountPaise, txnNote: note, uuid, umn, otp, note }
  },
  evidence: (answer) => payEvidence(answer, { rrn: answer.rrn, amount: answer.amount }),
  enquiry: "none",
  ladder: upiLadder,
  purpose: "voucher",
  needs: "the customer's one-time password, which lives for minutes and must not be written down"
})
