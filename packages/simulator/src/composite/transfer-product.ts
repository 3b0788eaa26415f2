import type { Payment } from "../bank-types.ts"
import type { Call } from "../call.ts"
import { businessDayAfter } from "../ist.ts"
import { gatewayCodes } from "./act-codes.ts"
import { parseRupees } from "./check-imps.ts"
import { isInternal, refuseTransfer, refuseTransferCaller, transferField, transferFieldsOf } from "./check-transfer.ts"
import { cibCodes, statusWords } from "./cib-codes.ts"
import type { Plan, RailManners } from "./plans.ts"
import { createPlans } from "./plans.ts"
import type { RailProduct } from "./rail-product.ts"
import { UNREACHABLE } from "./rail-product.ts"
import { transferRefusal, transferReply } from "./transfer-replies.ts"
import { hostReferenceOf, neftUtrOf, requestNumberOf, returnUtrOf, rtgsUtrOf } from "./utr.ts"

const MINUTE_MS = 60_000
const HALF_HOUR_MS = 30 * MINUTE_MS
const HOUR_MS = 60 * MINUTE_MS

const manners: Omit<RailManners, "creditedAtMs" | "returnedAtMs"> = {
  codes: {
    success: "SUCCESS", timedOut: "PENDING", noAnswer: "Pending For Processing", deemed: "PROCESSING", failed: "FAILURE",
    invalidAccount: "999050", invalidIfsc: "103354", duplicate: "DUPLICATE", notFound: "UNKNOWN", shortOfFunds: "100030"
  },
  statusLearns: true,
  isDebitedBy: (code) => (gatewayCodes[code] ?? statusWords[code] ?? cibCodes[code])?.debited ?? true,
  isOfGateway: (code) => gatewayCodes[code] !== undefined
}

/** NEFT runs in batches every half hour, day and night; the credit follows within the half hour after. Returns come days later. */
const neftPlans = createPlans({
  ...manners,
  creditedAtMs: (acceptedMs) => (Math.floor(acceptedMs / HALF_HOUR_MS) + 2) * HALF_HOUR_MS,
  returnedAtMs: (acceptedMs) => businessDayAfter(acceptedMs, 2) + 11 * HOUR_MS
})

/** RTGS goes payment by payment, day and night (rule "timing"). A return comes on the next business day. */
const rtgsPlans = createPlans({
  ...manners,
  creditedAtMs: (acceptedMs) => acceptedMs + 15 * MINUTE_MS,
  returnedAtMs: (acceptedMs) => businessDayAfter(acceptedMs, 1) + 11 * HOUR_MS
})

/** Inside the bank the credit is made with the debit. */
const internalPlans = createPlans({
  ...manners,
  creditedAtMs: (acceptedMs) => acceptedMs,
  returnedAtMs: (acceptedMs) => businessDayAfter(acceptedMs, 1) + 11 * HOUR_MS
})

/** NEFT or RTGS; their SUCCESS speaks of the debit leg alone (rule "NEFT status"). */
const createTransferProduct = (rail: "neft" | "rtgs"): RailProduct => ({
  rail,
  plansOf: (body) => (isInternal(body) ? internalPlans : rail === "neft" ? neftPlans : rtgsPlans),
  fieldsOf: (body) => transferFieldsOf(rail, body),
  referenceOf: (body) => transferField(body, "reference"),
  accountOf: (body) => transferField(body, "account"),
  refuseCaller: ({ request: { body }, partner }) => refuseTransferCaller(body, partner),
  refusePayment: ({ request: { body }, books, partner }) =>
    refuseTransfer(rail, body, partner, books.balancePaise(partner.apiKey)),
  planOf: ({ request: { body }, nowMs }) => (body["WORKFLOW_REQD"] === "Y" ? waitForApproval(nowMs) : undefined),
  paymentOf: (call, plan) => paymentOf(rail, call, plan),
  reply: (payment, code) => transferReply(payment, code, "pay"),
  refusal: (code, body) => transferRefusal(code, transferField(body, "reference")),
  goesOnAfter: (code) => code === UNREACHABLE
})

/** Composite NEFT, x-priority 0010 (fact file composite-and-cib, composite.neft.pay). */
export const neftProduct = createTransferProduct("neft")
/** Composite RTGS, x-priority 0001 (fact file composite-and-cib, composite.rtgs.pay). */
export const rtgsProduct = createTransferProduct("rtgs")

/** Maker and checker: nothing is debited before somebody approves, and nobody does so by himself (rule "CIB workflow"). */
const waitForApproval = (nowMs: number): Plan => {
  const actCode = "PENDING FOR APPROVAL"
  return { replyCode: actCode, steps: [{ fromMs: nowMs, state: "none", actCode, recon: "" }] }
}

const paymentOf = (rail: "neft" | "rtgs", call: Call, plan: Plan): Payment => {
  const { body } = call.request
  const ifsc = transferField(body, "ifsc")
  const internal = isInternal(body)
  const numberOf = internal ? hostReferenceOf : rail === "neft" ? neftUtrOf : rtgsUtrOf
  const isReturned = plan.steps.some(({ state }) => state === "reversed")
  return {
    partner: call.partner.apiKey,
    rail,
    reference: transferField(body, "reference"),
    amountPaise: String(parseRupees(transferField(body, "amount")) ?? 0n),
    beneficiaryAccount: transferField(body, "account"),
    ifsc,
    paymentRef: transferField(body, "remarks"),
    senderName: transferField(body, "aggrName"),
    mobile: "",
    retailerCode: "",
    payeeName: transferField(body, "payeeName"),
    urn: transferField(body, "urn"),
    requestNumber: requestNumberOf(call.sequence()),
    rrn: numberOf(call.seed, call.sequence(), call.nowMs),
    receivedAtMs: call.nowMs,
    ...(internal ? { internal: true as const } : isReturned ? { returnUtr: returnUtrOf(ifsc, call.seed, call.sequence()) } : {}),
    ...plan
  }
}
