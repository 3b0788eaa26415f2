import type { Payment } from "../bank-types.ts"
import type { Call } from "../call.ts"
import { calendarDayAfter } from "../ist.ts"
import { rrnOf } from "../random.ts"
import { gatewayCodes, isDebitedBy } from "./act-codes.ts"
import { fieldOf, isReference, parseRupees, payFields, refuseCredentials, refusePayment } from "./check-imps.ts"
import { payReply, switchReply } from "./imps-replies.ts"
import type { Plan } from "./plans.ts"
import { createPlans } from "./plans.ts"
import type { RailProduct } from "./rail-product.ts"
import { UNREACHABLE } from "./rail-product.ts"

/** "IMPS ActCodes that make the gateway try the next rail" (fact file composite-and-cib, composite.fallback.pay). */
const nextRailCodes: ReadonlySet<string> = new Set(["7", "12", "18", "19", "20", "24", "101", "901"])

const plans = createPlans({
  codes: {
    success: "0", timedOut: "11", noAnswer: "30", deemed: "91", invalidAccount: "52", invalidIfsc: "10",
    // A beneficiary bank that takes the credit and sends it back says this most often.
    failed: "5", duplicate: "80", notFound: "25", shortOfFunds: "76"
  },
  creditedAtMs: (acceptedMs) => acceptedMs,
  returnedAtMs: (acceptedMs) => calendarDayAfter(acceptedMs, 1),
  statusLearns: false,
  isDebitedBy,
  isOfGateway: (code) => gatewayCodes[code] !== undefined
})

/** IMPS (fact file composite-and-cib, composite.imps.pay). */
export const impsProduct: RailProduct = {
  rail: "imps",
  plansOf: () => plans,
  fieldsOf: () => payFields,
  referenceOf: (body) => fieldOf(body, "tranRefNo"),
  accountOf: (body) => fieldOf(body, "beneAccNo"),
  refuseCaller: ({ request: { body }, partner }) =>
    refuseCredentials(body, partner) ?? (isReference(fieldOf(body, "tranRefNo")) ? undefined : "16"),
  refusePayment: ({ request: { body }, books, partner, nowMs }) => refusePayment(body, books.balancePaise(partner.apiKey), nowMs),
  paymentOf: (call, plan) => paymentOf(call, plan),
  reply: payReply,
  refusal: (code, body) => switchReply(code, { TransRefNo: fieldOf(body, "tranRefNo") }),
  goesOnAfter: (code) => nextRailCodes.has(code) || code === UNREACHABLE
}

const paymentOf = (call: Call, plan: Plan): Payment => {
  const { body } = call.request
  return {
    partner: call.partner.apiKey,
    rail: "imps",
    reference: fieldOf(body, "tranRefNo"),
    amountPaise: String(parseRupees(fieldOf(body, "amount")) ?? 0n),
    beneficiaryAccount: fieldOf(body, "beneAccNo"),
    ifsc: fieldOf(body, "beneIFSC"),
    paymentRef: fieldOf(body, "paymentRef"),
    senderName: fieldOf(body, "senderName"),
    mobile: fieldOf(body, "mobile"),
    retailerCode: fieldOf(body, "retailerCode"),
    rrn: rrnOf(call.seed, call.sequence()),
    receivedAtMs: call.nowMs,
    ...plan
  }
}
