import type { eazypayRedirect } from "./eazypay-redirect.ts"

type PaymentReturn = (typeof eazypayRedirect)["response"]["Type"]

/**
 * Was this form, which the customer's browser brought back, made by the hosted page? Its `signature` is SHA-512 over its fields and the
 * merchant's key. True says that the page made it, not that it came only once: ask `verifyPayment`, and take each reference once.
 * Source: facts/upi-collections-and-others.json eazypay.redirect.
 * @example
 * const form = Schema.decodeUnknownSync(eazypayRedirect.response)(fields)
 * const isPaid = form.code === "E000" && (await isPaymentReturn(form, key))
 */
export const isPaymentReturn = async (form: PaymentReturn, key: string): Promise<boolean> => {
  const text = [
    form.merchantId, form.code, form.bankReference, form.serviceTax, form.processingFee, form.total, form.amount, form.paidAt,
    form.interchange, form.tdr, form.payMode, form.subMerchantId, form.reference, form.tps, key
  ].join("|")
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-512", new TextEncoder().encode(text)))
  const expected = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  return isSame(expected, form.signature.toLowerCase())
}

/** Looks at all of it, wherever the first difference is. */
const isSame = (one: string, other: string): boolean => {
  let difference = one.length ^ other.length
  for (let at = 0; at < one.length; at++) difference |= one.charCodeAt(at) ^ other.charCodeAt(at)
  return difference === 0
}
