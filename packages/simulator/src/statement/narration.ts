import type { Credit, Payment } from "../bank-types.ts"

/** Where the statement's column ends. */
const WIDTH = 40
const REMARK_WIDTH = 15
const NAME_WIDTH = 10

/**
 * The text of a debit as the bank writes and cuts it: `MMT/IMPS/<RRN>/<remark cut at 15>/<name cut at 10>/<bank>`,
 * `INF/NEFT/<UTR>/<IFSC>/...` cut at 40, `RTGS/<UTR>/<IFSC>`, `INF/INFT/<12 digits>/<remark>`. These forms were seen on statements;
 * for UPI none is public, and its form here follows that of IMPS. The partner's reference is in none of them unless it begins the
 * remark.
 */
export const narrationOf = (payment: Payment): string => {
  const { rail, rrn, ifsc } = payment
  if (payment.internal === true) return `INF/INFT/${rrn.padStart(12, "0")}/${remarkOf(payment)}`
  if (rail === "neft") return `INF/NEFT/${rrn}/${ifsc}/${payment.paymentRef}`.slice(0, WIDTH)
  if (rail === "rtgs") return `RTGS/${rrn}/${ifsc}`.slice(0, WIDTH)
  if (rail === "upi") return `UPI/${rrn}/${remarkOf(payment)}/${payment.beneficiaryAccount.slice(0, NAME_WIDTH)}`
  return `MMT/IMPS/${rrn}/${remarkOf(payment)}/${nameOf(payment)}/${ifsc.slice(0, 4)}`
}

/** The text of money that comes back; a NEFT or RTGS return has a UTR of its own, and its first one is cut off. */
export const returnNarrationOf = (payment: Payment): string => {
  const { rail, rrn, returnUtr } = payment
  if (returnUtr !== undefined) return `${rail.toUpperCase()}/${returnUtr}/RETURN/${rrn}`.slice(0, WIDTH)
  if (payment.internal === true) return `INF/INFT/${rrn.padStart(12, "0")}/RETURN`
  if (rail === "neft" || rail === "rtgs") return `REV/${rail.toUpperCase()}/${rrn}`.slice(0, WIDTH)
  return `${rail === "upi" ? "UPI" : "MMT/IMPS"}/${rrn}/RETURN/${remarkOf(payment)}`
}

/** The text of money that came in: the same forms, with the payer at the end. */
export const creditNarrationOf = ({ rail, rrn, remark, payerName, payerAccount, internal }: Credit): string => {
  const text = remark.replaceAll("/", " ").slice(0, REMARK_WIDTH)
  if (internal === true) return `INF/INFT/${rrn.padStart(12, "0")}/${text}`
  if (rail === "neft" || rail === "rtgs") return `${rail.toUpperCase()}/${rrn}/${payerName}`.slice(0, WIDTH)
  return `${rail === "upi" ? "UPI" : "MMT/IMPS"}/${rrn}/${text}/${(rail === "upi" ? payerAccount : payerName).slice(0, NAME_WIDTH)}`
}

/** A remark may hold the separator; on a statement it would start a new part. */
const remarkOf = ({ paymentRef }: Payment): string => paymentRef.replaceAll("/", " ").slice(0, REMARK_WIDTH)

const nameOf = (payment: Payment): string => (payment.payeeName ?? `TEST BENE ${payment.beneficiaryAccount.slice(-4)}`).slice(0, NAME_WIDTH)
