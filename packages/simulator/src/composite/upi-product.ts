import type { BankRequest, Payment } from "../bank-types.ts"
import type { Call } from "../call.ts"
import { calendarDayAfter } from "../ist.ts"
import { rrnOf } from "../random.ts"
import { gatewayCodes } from "./act-codes.ts"
import { fieldOf, isReference, parseRupees } from "./check-imps.ts"
import type { Plan } from "./plans.ts"
import { createPlans } from "./plans.ts"
import type { RailProduct } from "./rail-product.ts"
import { UNREACHABLE } from "./rail-product.ts"
import { upiCodes } from "./upi-codes.ts"
import { upiPayReply, upiRefusal } from "./upi-replies.ts"
import { requestNumberOf } from "./utr.ts"

/** The fields that the gateway wants for UPI (fact file composite-and-cib, rule "mandatory fields", composite.upi.pay). */
const fields = [
  "device-id", "mobile", "channel-code", "profile-id", "seq-no", "account-provider", "payee-va", "payer-va", "amount", "remarks", "mcc"
] as const

const plans = createPlans({
  codes: {
    success: "0", timedOut: "92", noAnswer: "94", deemed: "Deemed", failed: "U30", invalidAccount: "1025", invalidIfsc: "37",
    duplicate: "39", notFound: "15", shortOfFunds: "Z9"
  },
  creditedAtMs: (acceptedMs) => acceptedMs,
  // Payments to a person: the next calendar day, as with IMPS.
  returnedAtMs: (acceptedMs) => calendarDayAfter(acceptedMs, 1),
  statusLearns: false,
  isDebitedBy: (code) => (gatewayCodes[code] ?? upiCodes[code])?.debited ?? true,
  isOfGateway: (code) => gatewayCodes[code] !== undefined
})

/** Composite UPI, x-priority 1000 (fact file composite-and-cib, composite.upi.pay). */
export const upiProduct: RailProduct = {
  rail: "upi",
  plansOf: () => plans,
  fieldsOf: () => fields,
  referenceOf: (body) => fieldOf(body, "seq-no"),
  accountOf: (body) => fieldOf(body, "payee-va"),
  refuseCaller: ({ request: { body } }) => {
    // The bank keeps a list of profiles; the simulator knows none and goes by the form.
    if (!/^\d{1,20}$/.test(fieldOf(body, "profile-id"))) return "8021"
    return isReference(fieldOf(body, "seq-no")) ? undefined : "11"
  },
  refusePayment: ({ request: { body }, books, partner }) => refuseUpi(body, books.balancePaise(partner.apiKey)),
  paymentOf: (call, plan) => paymentOf(call, plan),
  reply: upiPayReply,
  refusal: (code, body) => upiRefusal(code, fieldOf(body, "seq-no")),
  goesOnAfter: (code) => code === UNREACHABLE
}

/** A UPI address: name, at, handle. */
const isAddress = (text: string): boolean => /^[A-Za-z0-9._-]{2,256}@[A-Za-z][A-Za-z0-9.]{1,63}$/.test(text)

const refuseUpi = (body: BankRequest["body"], balancePaise: bigint): string | undefined => {
  if (!isAddress(fieldOf(body, "payee-va")) || !isAddress(fieldOf(body, "payer-va"))) return "37"
  const amountPaise = parseRupees(fieldOf(body, "amount"))
  if (amountPaise === undefined || amountPaise === 0n) return "11"
  return amountPaise > balancePaise ? "Z9" : undefined
}

const paymentOf = (call: Call, plan: Plan): Payment => {
  const { body } = call.request
  return {
    partner: call.partner.apiKey,
    rail: "upi",
    reference: fieldOf(body, "seq-no"),
    amountPaise: String(parseRupees(fieldOf(body, "amount")) ?? 0n),
    beneficiaryAccount: fieldOf(body, "payee-va"),
    ifsc: "",
    paymentRef: fieldOf(body, "remarks"),
    senderName: "",
    mobile: fieldOf(body, "mobile"),
    retailerCode: "",
    payeeName: fieldOf(body, "payee-name"),
    profileId: fieldOf(body, "profile-id"),
    requestNumber: requestNumberOf(call.sequence()),
    rrn: rrnOf(call.seed, call.sequence()),
    receivedAtMs: call.nowMs,
    ...plan
  }
}
