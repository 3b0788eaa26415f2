import type { CorporateFacts, PartnerFacts, PaymentFacts, UpiFacts } from "../declaration.ts"

/** The corporate user of a partner. @throws RangeError when the partner has none: the rail is not set up. */
export const corporateOf = (partner: PartnerFacts): CorporateFacts => {
  if (partner.corporate === undefined) throw new RangeError("NEFT and RTGS need the partner's corporate facts")
  return partner.corporate
}

/** The UPI profile of a partner. @throws RangeError when the partner has none: the rail is not set up. */
export const upiOf = (partner: PartnerFacts): UpiFacts => {
  if (partner.upi === undefined) throw new RangeError("UPI needs the partner's UPI facts")
  return partner.upi
}

/** Our reference first, then the remark: statement narrations carry this text and never the reference field (MONEY.md, References). */
export const remarkOf = (facts: PaymentFacts): string => `${facts.reference} ${facts.remark}`.trim().slice(0, 50)

/**
 * Branches that the portal's onboarding offers for virtual accounts (facts/upi-collections-and-others.json): an account there may belong to
 * nobody inside the bank, so that it is paid like one outside.
 */
const VIRTUAL_IFSCS: ReadonlySet<string> = new Set(["ICIC0000103", "ICIC0000104", "ICIC0000106"])

/** Branches of the bank itself: money to them is a transfer inside it (facts/composite-and-cib.json, rule "CIB internal transfer"). */
export const isInside = ({ beneficiary: { ifsc } }: PaymentFacts): boolean => ifsc.startsWith("ICIC") && !VIRTUAL_IFSCS.has(ifsc)

/** The IFSC that stands for an account inside the bank, whatever its branch. */
export const INSIDE_IFSC = "ICIC0000011"
