import type { BankAnswer, Fault, Payment } from "../bank-types.ts"
import { stepAt } from "../books.ts"
import { plainAnswer, sealedAnswer, withManner } from "../answers.ts"
import type { Call } from "../call.ts"
import { gatewayCodes, isDebitedBy } from "./act-codes.ts"
import { fieldOf, findMissing, isReference, parseRupees, payFields, refuseCredentials, refusePayment } from "./check-imps.ts"
import { gatewayReply, payReply, switchReply } from "./imps-replies.ts"
import { magicAccounts } from "./magic-accounts.ts"
import type { Plan } from "./plans.ts"
import { byCode, deemed, paid, refused, settledThenReversed } from "./plans.ts"

/**
 * Takes one IMPS payment (fact file composite-and-cib, composite.imps.pay). What it decides about the payment is entered in the
 * books before anything is answered, as at the bank.
 */
export const payImps = (call: Call): BankAnswer => {
  const { body } = call.request
  const fault = call.takeFault("pay")
  if (fault?.fault === "drop-before-processing") return withManner(sealedAnswer({}), "drop")
  if (fault !== undefined && isRefusalOfTheGateway(fault)) return plainAnswer(codeOf(fault))

  const missing = findMissing(body, payFields)
  if (missing !== undefined) return sealedAnswer(gatewayReply("8015", `Mandatory field missing: ${missing}`))
  const refusal = refuseCredentials(body, call.partner) ?? (isReference(fieldOf(body, "tranRefNo")) ? undefined : "16")
  if (refusal !== undefined) return sealedAnswer(switchReply(refusal, { TransRefNo: fieldOf(body, "tranRefNo") }))

  const earlier = call.books.find(call.partner.apiKey, "imps", fieldOf(body, "tranRefNo"))
  if (earlier !== undefined && call.duplicateReference === "answer-first") {
    const answer = sealedAnswer(payReply(earlier, stepAt(earlier, call.nowMs).actCode))
    return fault === undefined ? answer : travel(answer, fault)
  }
  return payOnce(call, fault)
}

/** A payment that the switch sees for the first time. */
const payOnce = (call: Call, fault: Fault | undefined): BankAnswer => {
  const { body } = call.request
  const code = refusePayment(body, call.books.balancePaise(call.partner.apiKey), call.nowMs)
  const magic = code === undefined ? magicAccounts[fieldOf(body, "beneAccNo")] : undefined
  if (magic?.manner === "before") return withManner(sealedAnswer({}), "drop")

  const plan = code === undefined ? planOf(call.nowMs, fault, magic?.plan) : refused(call.nowMs, code)
  // A gateway that failed before it reached the switch leaves no trace there: the reference stays free.
  const isLost = gatewayCodes[plan.replyCode] !== undefined && plan.steps[0]?.state === "none"
  const payment = paymentOf(call, plan)
  const moneyMoved = isLost ? false : call.enter(payment)
  const answer = { ...sealedAnswer(payReply(payment, plan.replyCode)), moneyMoved }
  if (fault !== undefined) return travel(answer, fault)
  if (magic === undefined) return answer
  return { ...withManner(answer, magic.manner), delayMs: magic.delayMs }
}

/** A fault that has a say about the outcome wins over the account's own fate. */
const planOf = (nowMs: number, fault: Fault | undefined, magicPlan: ((nowMs: number) => Plan) | undefined): Plan => {
  if (fault?.fault === "act-code") return byCode(nowMs, fault.actCode ?? "0", fault.moneyMoved)
  if (fault?.fault === "deemed") return deemed(nowMs)
  if (fault?.fault === "late-reversal") return settledThenReversed(nowMs)
  const plan = (magicPlan ?? paid)(nowMs)
  return fault?.fault === "not-found-for-a-while" ? { ...plan, hiddenUntilMs: nowMs + (fault.delayMs ?? 180_000) } : plan
}

/** How the answer reaches the client under a fault. */
const travel = (answer: BankAnswer, fault: Fault): BankAnswer => {
  const { moneyMoved } = answer
  switch (fault.fault) {
    case "delay":
      return { ...answer, delayMs: fault.delayMs ?? 30_000 }
    case "http-500":
      return withManner(answer, "http-500")
    case "garbled-reply":
      return withManner(answer, "garble")
    case "drop-after-processing":
    case "not-found-for-a-while":
      return withManner(answer, "drop")
    case "plain-error":
      return { ...plainAnswer(codeOf(fault)), moneyMoved }
    default:
      return answer
  }
}

const codeOf = (fault: Fault): string => fault.actCode ?? "8099"

/** A plain error that the gateway gives before it asks the switch. */
const isRefusalOfTheGateway = (fault: Fault): boolean =>
  fault.fault === "plain-error" && !(fault.moneyMoved ?? isDebitedBy(codeOf(fault)))

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
    rrn: call.nextRrn(),
    receivedAtMs: call.nowMs,
    ...plan
  }
}
