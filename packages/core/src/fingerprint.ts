import type { PayoutOrder } from "./domain.ts"
import { hmacHex } from "./sha256.ts"

/** Keyed digest of a text, hex. Keyed, so that a journal that leaks does not let account numbers be guessed (L10). */
export const keyedDigest = (key: Uint8Array, text: string): string => hmacHex(key, text)

/** The order's body as named texts: what two requests under one key are compared by (L6). */
const bodyOf = (order: PayoutOrder): Readonly<Record<string, string>> => ({
  amount: order.amountPaise.toString(),
  beneficiary_name: order.beneficiary.name.reveal(),
  account_number: order.beneficiary.accountNumber.reveal(),
  ifsc: order.beneficiary.ifsc,
  ...(order.beneficiary.vpa === undefined ? {} : { vpa: order.beneficiary.vpa.reveal() }),
  remark: order.remark,
  operation: order.operation,
  ...(order.details === undefined ? {} : { details: order.details.reveal() }),
  ...(order.scheduledFor === undefined ? {} : { scheduled_for: String(order.scheduledFor) })
})

/** Keyed fingerprint of the canonical body (L1, L6). */
export const fingerprintOf = (key: Uint8Array, order: PayoutOrder): string =>
  keyedDigest(key, JSON.stringify(Object.entries(bodyOf(order))))

/** Keyed hash of account and IFSC, or of the UPI address: says that two payouts go to one account, not to which. */
export const beneficiaryHashOf = (key: Uint8Array, { beneficiary: { accountNumber, ifsc, vpa } }: PayoutOrder): string =>
  keyedDigest(key, vpa === undefined ? `${accountNumber.reveal()}@${ifsc}` : vpa.reveal().toLowerCase())

/** The first field in which two orders differ, or undefined. */
export const differingBodyField = (one: PayoutOrder, other: PayoutOrder): string | undefined => {
  const [left, right] = [bodyOf(one), bodyOf(other)]
  return Object.keys({ ...left, ...right }).find((field) => left[field] !== right[field])
}
