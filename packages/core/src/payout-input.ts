import { ACCOUNT_NUMBER, type AnyMoney, formatRupees, IFSC, type Rail, UPI_ADDRESS } from "@hundi/catalog"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Beneficiary, PayoutOrder } from "./domain.ts"
import { invalid } from "./hundi-error.ts"
import { nameIssue } from "./name-issue.ts"
import { Sensitive } from "./sensitive.ts"

/** To an account. */
export interface AccountBeneficiary {
  readonly name: string
  readonly accountNumber: string
  readonly ifsc: string
}

/** To a UPI address. */
export interface AddressBeneficiary {
  readonly name: string
  readonly vpa: string
}

/** What a caller asks for. `amountPaise` is paise. */
export interface PayoutInput<B extends AccountBeneficiary | AddressBeneficiary = AccountBeneficiary | AddressBeneficiary> {
  /** Your own id; unique for the journal's life. */
  readonly payoutId: string
  /** Defaults to the payout id. */
  readonly idempotencyKey?: string
  readonly amountPaise: bigint
  /** An account, or for the rail `upi` an address. */
  readonly beneficiary: B
  /** The first rail of the families given to `createBank` unless told. */
  readonly rail?: Rail
  readonly remark?: string
  /** What the operation needs beside the rest, as its declaration's `details` say: the payment that a refund gives back, an LEI. */
  readonly details?: Readonly<Record<string, unknown>>
  /** Sent at this time, ms since 1970 (UTC); now unless told. */
  readonly scheduledFor?: number
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
  if (money.minPaise !== undefined && amountPaise < money.minPaise) {
    throw invalid("amount", `at least ${formatRupees(money.minPaise)} rupees over ${money.rail.toUpperCase()}`)
  }
  checkTexts(beneficiary, remark)
  if (beneficiary.name.trim() === "" || beneficiary.name.length > 100 || CONTROL.test(beneficiary.name)) {
    throw invalid("beneficiary_name", "1 to 100 characters, no control characters")
  }
  if (remark.length > 100 || CONTROL.test(remark)) throw invalid("remark", "at most 100 characters, no control characters")
  if (input.scheduledFor !== undefined && !(Number.isSafeInteger(input.scheduledFor) && input.scheduledFor > 0)) {
    throw invalid("scheduledFor", "a time, in milliseconds since 1970 (UTC)")
  }
  const details = parseDetails(input.details, money)
  return {
    ...(details === undefined ? {} : { details }),
    ...(input.scheduledFor === undefined ? {} : { scheduledFor: input.scheduledFor }),
    tenant,
    payoutId,
    idempotencyKey: key,
    amountPaise,
    beneficiary: parseBeneficiary(beneficiary, money.rail),
    remark: remark.trim(),
    operation: money.id,
    rail: money.rail
  }
}

/** The facts that this operation has of its own, checked and in one form, so that the same ones give the same fingerprint. */
const parseDetails = (given: PayoutInput["details"], money: AnyMoney): Sensitive | undefined => {
  if (money.details === undefined) {
    if (given !== undefined) throw invalid("details", `${money.id} takes none`)
    return undefined
  }
  const codec = money.details as Schema.Codec<unknown, unknown>
  const read = Schema.decodeUnknownResult(codec, { onExcessProperty: "error" })(given ?? {})
  if (Result.isFailure(read)) {
    const { field, rule } = nameIssue(read.failure.issue)
    throw invalid(field === "request" ? "details" : `details.${field}`, rule)
  }
  const text = JSON.stringify(Schema.encodeUnknownSync(codec)(read.success))
  return text === "{}" ? undefined : new Sensitive(text, 0)
}

/** Whether a payout may go over another rail than the one that failed. @throws HundiError naming what does not fit. */
export const checkRoute = ({ amountPaise, beneficiary, details }: PayoutOrder, money: AnyMoney): void => {
  const rail = money.rail.toUpperCase()
  if ((beneficiary.vpa !== undefined) !== (money.rail === "upi")) throw invalid("rail", `${rail} does not pay to this kind of beneficiary`)
  if (money.minPaise !== undefined && amountPaise < money.minPaise) throw invalid("rail", `${rail} pays from ${formatRupees(money.minPaise)} rupees on`)
  parseDetails(details === undefined ? undefined : (JSON.parse(details.reveal()) as Readonly<Record<string, unknown>>), money)
}

const parseBeneficiary = (beneficiary: PayoutInput["beneficiary"], rail: Rail): Beneficiary => {
  const name = new Sensitive(beneficiary.name.trim(), 0)
  if ("vpa" in beneficiary) {
    if (rail !== "upi") throw invalid("vpa", `${rail.toUpperCase()} pays to an account, not to a UPI address`)
    if (!UPI_ADDRESS.test(beneficiary.vpa)) throw invalid("vpa", "a UPI address such as name@bank")
    return { name, accountNumber: new Sensitive(""), ifsc: "", vpa: new Sensitive(beneficiary.vpa) }
  }
  if (rail === "upi") throw invalid("vpa", "UPI pays to a UPI address, not to an account")
  if (!ACCOUNT_NUMBER.test(beneficiary.accountNumber)) throw invalid("account_number", "6 to 20 digits")
  if (!IFSC.test(beneficiary.ifsc)) throw invalid("ifsc", "four capital letters, a zero, six capital letters or digits")
  return { name, accountNumber: new Sensitive(beneficiary.accountNumber), ifsc: beneficiary.ifsc }
}

/** Callers without a type checker send what they have. */
const checkTexts = (beneficiary: unknown, remark: unknown): void => {
  if (typeof beneficiary !== "object" || beneficiary === null) throw invalid("beneficiary", "an object with a name, and an account or a UPI address")
  const fields = "vpa" in beneficiary ? ["name", "vpa"] : ["name", "accountNumber", "ifsc"]
  for (const field of fields) {
    if (typeof (beneficiary as Readonly<Record<string, unknown>>)[field] !== "string") throw invalid(columns[field] ?? field, "a text")
  }
  if (typeof remark !== "string") throw invalid("remark", "a text")
}

const columns: Readonly<Record<string, string>> = { name: "beneficiary_name", accountNumber: "account_number" }
