import * as Schema from "effect/Schema"
import type { MerchantFacts, PartnerFacts, PaymentFacts } from "../declaration.ts"

/** The merchant of a partner. @throws RangeError when the partner is none. */
export const merchantOf = ({ merchant }: PartnerFacts): MerchantFacts => {
  if (merchant === undefined) throw new RangeError("Merchant UPI needs the partner's merchant facts")
  return merchant
}

const said = (expected: string, pattern: RegExp) => Schema.String.check(Schema.isPattern(pattern, { expected }))
const mandateNumber = said("32 hexadecimal digits, an at sign and a handle", /^[0-9A-Fa-f]{32}@[A-Za-z0-9.-]+$/)
const short = said("1 to 50 characters", /^.{1,50}$/)

/** The customer's payment that a refund gives back, in whole or in part. */
export const RefundDetails = Schema.Struct({
  original: Schema.Struct({
    /** The RRN of the customer's payment. */
    rrn: said("12 digits", /^[0-9]{12}$/),
    /** Its merchantTranId. */
    reference: said("1 to 35 letters and digits", /^[0-9A-Za-z]{1,35}$/),
    /** true pays at once, false with the next day's settlement (rule "refund"). */
    isInstant: Schema.Boolean
  })
})

/** A payment that gives money back. */
export type RefundFacts = PaymentFacts & (typeof RefundDetails)["Type"]

/** The instalment that an execution takes from the customer of a mandate. */
export const MandateDetails = Schema.Struct({
  mandate: Schema.Struct({
    umn: mandateNumber,
    /** Number of this instalment, from 1; a wrong one is code 5068. */
    sequence: Schema.Int.check(Schema.isGreaterThanOrEqualTo(1, { expected: "1 or more" })),
    /** 0 for the first try of this instalment. */
    retryCount: Schema.Int.check(Schema.isGreaterThanOrEqualTo(0, { expected: "0 or more" })),
    billNumber: short,
    purpose: short
  })
})

/** A payment that takes one instalment from the customer of a mandate. */
export type ExecutionFacts = PaymentFacts & (typeof MandateDetails)["Type"]

/** The voucher whose blocked money is released. */
export const ReleaseDetails = Schema.Struct({
  voucher: Schema.Struct({
    uuid: short,
    umn: mandateNumber,
    /** Whom blocked money is released to; its values are not public. */
    releaseMoneyTo: short,
    beneficiaryIdentifier: short
  })
})

/** What redeeming a voucher needs. The OTP is a secret that the bank sent the customer: no journal may hold it. */
export interface RedemptionFacts {
  readonly voucher: { readonly uuid: string; readonly umn: string; readonly otp: string; readonly mcc: string }
}

/** The voucher of a redemption. @throws RangeError for a payment without one. */
export const redemptionOf = ({ voucher }: Partial<RedemptionFacts>): RedemptionFacts["voucher"] => {
  if (voucher === undefined) throw new RangeError("This payment needs its voucher: UUID, UMN, MCC and the customer's OTP")
  return voucher
}
