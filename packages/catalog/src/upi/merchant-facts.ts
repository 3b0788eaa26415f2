import type { PartnerFacts, PaymentFacts } from "../declaration.ts"

/** What the bank gave a merchant at onboarding. */
export interface MerchantFacts {
  readonly merchantId: string
  /** The merchant's own id where there is no sub-merchant. */
  readonly subMerchantId: string
  /** Four digits. */
  readonly terminalId: string
  readonly merchantName: string
  readonly subMerchantName: string
}

/** A partner that also sells. */
export interface MerchantPartner extends PartnerFacts {
  readonly merchant: MerchantFacts
}

/** The merchant of a partner. @throws RangeError when the partner is none. */
export const merchantOf = (partner: PartnerFacts & Partial<MerchantPartner>): MerchantFacts => {
  if (partner.merchant === undefined) throw new RangeError("Merchant UPI needs the partner's merchant facts")
  return partner.merchant
}

/** A payment that gives money back: `amountPaise` of the customer's payment that is named here. */
export interface RefundFacts extends PaymentFacts {
  readonly original: {
    /** The RRN of the customer's payment. */
    readonly rrn: string
    /** Its merchantTranId. */
    readonly reference: string
    /** true pays at once, false with the next day's settlement (rule "refund"). */
    readonly isInstant: boolean
  }
}

/** The original of a refund. @throws RangeError for a payment that is no refund. */
export const originalOf = (facts: PaymentFacts & Partial<RefundFacts>): RefundFacts["original"] => {
  if (facts.original === undefined) throw new RangeError("A refund needs the customer's payment: its RRN and merchantTranId")
  return facts.original
}

/** A payment that takes one instalment from the customer of a mandate. */
export interface ExecutionFacts extends PaymentFacts {
  readonly mandate: {
    /** 32 hexadecimal digits, at, handle. */
    readonly umn: string
    /** Number of this instalment, from 1; a wrong one is code 5068. */
    readonly sequence: number
    /** 0 for the first try of this instalment. */
    readonly retryCount: number
    readonly billNumber: string
    readonly purpose: string
  }
}

/** The mandate of an execution. @throws RangeError for a payment without one. */
export const mandateOf = (facts: PaymentFacts & Partial<ExecutionFacts>): ExecutionFacts["mandate"] => {
  if (facts.mandate === undefined) throw new RangeError("An execution needs its mandate: UMN and number of the instalment")
  return facts.mandate
}

/** A payment out of a voucher, or out of money that was blocked for one. */
export interface VoucherFacts extends PaymentFacts {
  readonly voucher: {
    readonly uuid: string
    readonly umn: string
    /** What the bank sent the customer; a secret. */
    readonly otp?: string
    readonly mcc?: string
    /** Whom blocked money is released to; its values are not public. */
    readonly releaseMoneyTo?: string
    readonly beneficiaryIdentifier?: string
  }
}

/** The voucher of a payment. @throws RangeError for a payment without one, or when `needed` is absent from it. */
export const voucherOf = <K extends keyof VoucherFacts["voucher"]>(
  facts: PaymentFacts & Partial<VoucherFacts>,
  ...needed: readonly K[]
): VoucherFacts["voucher"] & Readonly<Record<K, string>> => {
  const { voucher } = facts
  const missing = needed.find((name) => voucher?.[name] === undefined)
  if (voucher === undefined || missing !== undefined) throw new RangeError(`This payment needs its voucher: ${missing ?? "uuid and umn"}`)
  return voucher as VoucherFacts["voucher"] & Readonly<Record<K, string>>
}
