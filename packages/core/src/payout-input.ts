import { ACCOUNT_NUMBER, type AnyMoney, IFSC } from "@hundi/catalog"
import type { PayoutOrder } from "./domain.ts"
import { invalid } from "./hundi-error.ts"
import { Sensitive } from "./sensitive.ts"

/** What a caller asks for. `amountPaise` is paise. */
export interface PayoutInput {
  /** Your own id; unique for the journal's life. */
  readonly payoutId: string
  /** Defaults to the payout id. */
  readonly idempotencyKey?: string
  readonly amountPaise: bigint
  readonly beneficiary: { readonly name: string; readonly accountNumber: string; readonly ifsc: string }
  readonly remark?: string
  /** Defaults to `default`. */
  readonly tenant?: string
}

const MAX_PAISE = 2n ** 53n - 1n
const ID = /^[\x21-\x7e]{1,64}$/

const CONTROL = /[\u0000-\u001f\u007f]/

/** Checks an order field by field. @throws HundiError INVALID_REQUEST naming the field and the rule. */
export const parsePayoutInput = (input: PayoutInput, money: AnyMoney): PayoutOrder => {
  const { payoutId, amountPaise, beneficiary, remark = "", tenant = "default" } = input
  const key = input.idempotencyKey ?? payoutId
  if (!ID.test(payoutId)) throw invalid("payout_id", "1 to 64 printable ASCII characters without spaces")
  if (!ID.test(key)) throw invalid("idempotency_key", "1 to 64 printable ASCII characters without spaces")
  if (!/^[A-Za-z0-9_-]{1,32}$/.test(tenant)) throw invalid("tenant", "1 to 32 letters, digits, - or _")
  if (typeof amountPaise !== "bigint") throw invalid("amount", "paise as a bigint")
  // 1 rupee: ActCode 205 below it (facts/composite-and-cib.json, rules).
  if (amountPaise < 100n) throw invalid("amount", "at least 1.00 rupee")
  if (amountPaise > MAX_PAISE) throw invalid("amount", "at most 90,071,992,547,409.91 rupees")
  if (beneficiary.name.trim() === "" || beneficiary.name.length > 100 || CONTROL.test(beneficiary.name)) {
    throw invalid("beneficiary_name", "1 to 100 characters, no control characters")
  }
  if (!ACCOUNT_NUMBER.test(beneficiary.accountNumber)) throw invalid("account_number", "6 to 20 digits")
  if (!IFSC.test(beneficiary.ifsc)) throw invalid("ifsc", "four capital letters, a zero, six capital letters or digits")
  if (remark.length > 100 || CONTROL.test(remark)) throw invalid("remark", "at most 100 characters, no control characters")
  return {
    tenant,
    payoutId,
    idempotencyKey: key,
    amountPaise,
    beneficiary: {
      name: new Sensitive(beneficiary.name.trim(), 0),
      accountNumber: new Sensitive(beneficiary.accountNumber),
      ifsc: beneficiary.ifsc
    },
    remark: remark.trim(),
    operation: money.id,
    rail: money.rail
  }
}
