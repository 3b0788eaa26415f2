import { sealedAnswer, withManner } from "../answers.ts"
import { faultTable } from "../fault-table.ts"
import { travel } from "../travel.ts"
import type { BankAnswer, Fault, Rail } from "../bank-types.ts"
import { stepAt } from "../books.ts"
import type { Call } from "../call.ts"
import { gatewayCodes } from "./act-codes.ts"
import { findMissing } from "./check-imps.ts"
import { gatewayReply } from "./imps-replies.ts"
import { impsProduct } from "./imps-product.ts"
import { fateOf } from "./magic-accounts.ts"
import type { Plan, RailPlans } from "./plans.ts"
import type { RailProduct } from "./rail-product.ts"
import { neftProduct, rtgsProduct } from "./transfer-product.ts"
import { upiProduct } from "./upi-product.ts"

const products: Readonly<Record<Rail, RailProduct>> = { upi: upiProduct, imps: impsProduct, neft: neftProduct, rtgs: rtgsProduct }

/**
 * Takes one payment over the rails of its x-priority, in their order of choice (fact file composite-and-cib, composite.*.pay and
 * composite.fallback.pay). What is decided about it is entered in the books before anything is answered, as at the bank.
 *
 * With several rails the gateway goes on after certain ActCodes, whether that rail has debited or not: after 101, which one source
 * reads as deemed approved, both rails may pay. With no rail left it answers 997.
 */
export const payComposite = (call: Call): BankAnswer => {
  const choices = call.rails.map((rail) => products[rail])
  let hasMoved = false
  for (const [index, product] of choices.entries()) {
    const { answer, code } = payLeg(call, product, choices.slice(index), choices)
    hasMoved ||= answer.moneyMoved
    const goesOn = choices.length > 1 && code !== undefined && product.goesOnAfter(code)
    if (!goesOn) return { ...answer, moneyMoved: hasMoved }
  }
  return { ...sealedAnswer(gatewayReply("997")), moneyMoved: hasMoved }
}

export interface Leg {
  readonly answer: BankAnswer
  /** The rail's own code, where it is what ends the leg. */
  readonly code?: string
}

/** One rail's turn. `left` are the rails from here on, `all` those of the request. */
export const payLeg = (call: Call, product: RailProduct, left: readonly RailProduct[], all: readonly RailProduct[]): Leg => {
  const { body } = call.request
  const fault = call.takeFault("pay", product.rail)
  const rule = fault === undefined ? undefined : faultTable[fault.fault]
  const early = fault && rule?.before?.(fault, product.plansOf(body).isDebitedBy)
  if (early !== undefined) return { answer: early }

  // Several rails need the union of their fields (rule "x-priority").
  const missing = findMissing(body, all.flatMap(({ fieldsOf }) => fieldsOf(body)))
  if (missing !== undefined) return { answer: sealedAnswer(gatewayReply("8015", `Mandatory field missing: ${missing}`)) }
  const refusal = product.refuseCaller(call)
  if (refusal !== undefined) return { answer: sealedAnswer(product.refusal(refusal, body)), code: refusal }

  const repeat = call.duplicateReference === "answer-first" && rule?.paysAgain !== true ? answerAboutFirst(call, left) : undefined
  if (repeat !== undefined) return { answer: fault === undefined ? repeat : travel(repeat, fault) }
  return payOnce(call, product, fault)
}

/** A repeated reference gets an answer about the first request: of several rails the last that ran is the one that counts. */
const answerAboutFirst = (call: Call, rails: readonly RailProduct[]): BankAnswer | undefined => {
  for (const product of rails.toReversed()) {
    const earlier = call.books.find(call.partner.apiKey, product.rail, product.referenceOf(call.request.body))
    if (earlier !== undefined) return sealedAnswer(product.reply(earlier, stepAt(earlier, call.nowMs).actCode))
  }
  return undefined
}

/** A payment that the rail sees for the first time. */
const payOnce = (call: Call, product: RailProduct, fault: Fault | undefined): Leg => {
  const plans = product.plansOf(call.request.body)
  const code = product.refusePayment(call)
  const fate = code === undefined ? fateOf(product.accountOf(call.request.body)) : undefined
  if (fate?.manner === "before") return { answer: withManner(sealedAnswer({}), "drop") }

  const ownPlan = product.planOf?.(call) ?? fate?.plan(call.nowMs, plans)
  const plan = code === undefined ? planOf(call, plans, fault, ownPlan) : plans.refused(call.nowMs, code)
  // A gateway that failed before it reached the rail leaves no trace there: the reference stays free.
  const isLost = gatewayCodes[plan.replyCode] !== undefined && plan.steps[0]?.state === "none"
  const payment = product.paymentOf(call, plan)
  const moneyMoved = isLost ? false : call.enter(payment)
  const answer = { ...sealedAnswer(product.reply(payment, plan.replyCode)), moneyMoved }
  if (fault !== undefined) return { answer: travel(answer, fault), code: plan.replyCode }
  if (fate === undefined) return { answer, code: plan.replyCode }
  return { answer: { ...withManner(answer, fate.manner), delayMs: fate.delayMs }, code: plan.replyCode }
}

/** A fault that has a say about the outcome wins over the account's own fate. */
const planOf = ({ nowMs }: Call, plans: RailPlans, fault: Fault | undefined, ownPlan = plans.paid(nowMs)): Plan =>
  (fault && faultTable[fault.fault].plan?.(nowMs, plans, fault, ownPlan)) ?? ownPlan
