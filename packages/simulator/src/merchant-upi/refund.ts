import { sealedAnswer, withManner } from "../answers.ts"
import type { Payment } from "../bank-types.ts"
import { faultTable } from "../fault-table.ts"
import { gatewayCodes } from "../composite/act-codes.ts"
import { fateOf } from "../composite/magic-accounts.ts"
import type { Plan } from "../composite/plans.ts"
import { createPlans } from "../composite/plans.ts"
import { businessDayAfter, calendarDayAfter } from "../ist.ts"
import { isDebitedBy } from "./merchant-codes.ts"
import type { Counter, Request } from "./receive.ts"
import { invalid } from "./receive.ts"
import type { Memory } from "./upi-memory.ts"
import { answerWith } from "./upi-replies.ts"
import type { Ending, Generation, Order, Outcome, UpiCall, UpiDesk } from "./upi-types.ts"

/** The courses of a refund, in the codes of merchant UPI. */
const plans = createPlans({
  codes: {
    success: "0", timedOut: "5021", noAnswer: "5029", deemed: "5020", failed: "9", invalidAccount: "5007", invalidIfsc: "5008",
    duplicate: "5011", notFound: "5006", shortOfFunds: "5014"
  },
  creditedAtMs: (acceptedMs) => acceptedMs,
  returnedAtMs: (acceptedMs) => calendarDayAfter(acceptedMs, 1),
  statusLearns: true,
  isDebitedBy,
  isOfGateway: (code) => gatewayCodes[code] !== undefined
})

/**
 * Gives a customer's money back, out of the partner's account (upi.refund, upi2.refund): at once with onlineRefund Y, on T+1 with N, never
 * more than was paid. A repeat is 5011 for an online refund and 5012 for an offline one.
 */
export const refund = (generation: Generation): Counter => ({
  generation,
  needs: ["subMerchantId", "originalBankRRN", "originalmerchantTranId", "note", "onlineRefund"],
  amount: "refundAmount",
  refuseRepeat: (earlier, call) => {
    if (earlier.kind !== "refund") return "5002"
    if (call.duplicateReference === "debit-again") return undefined
    return earlier.steps === undefined ? "5012" : "5011"
  },
  take: (call, memory, request) => {
    const { field, amountPaise } = request
    if (!["Y", "N"].includes(field("onlineRefund"))) return invalid({ generation })
    const original = memory.find(call.partner.apiKey, field("originalmerchantTranId"))
    const paid = original && memory.outcome(original)
    const refusal = refuse(call, memory, request, original, paid)
    if (refusal !== undefined || original === undefined || paid === undefined) return refusal ?? "5006"
    const order: Order = { ...request.draft("refund"), payer: paid.payer, original: original.number }
    const named = generation === "v0" ? { OriginalBankRRN: original.rrn } : { originalBankRRN: original.rrn }
    if (field("onlineRefund") === "N") {
      // The plan only says when: whether there is money then is seen then.
      call.note({ order: { ...order, plan: { atMs: businessDayAfter(call.nowMs, 1), ending: "SUCCESS", code: "0" } } })
      return answerWith(call, generation, "92", { status: "PENDING", ...named })
    }
    if (amountPaise > call.books.balancePaise(call.partner.apiKey)) return "5014"
    const fate = request.fault === undefined ? fateOf(paid.payer) : undefined
    if (fate?.manner === "before") return withManner(sealedAnswer({}), "drop")
    const plan = planOf(call, request, fate?.plan(call.nowMs, plans))
    call.note({ order: { ...order, steps: plan.steps } })
    const moneyMoved = call.enter(paymentOf(order, plan, call.nowMs))
    const answer = { ...answerWith(call, generation, plan.replyCode, { status: wordFor(plan.replyCode), ...named }), moneyMoved }
    return fate === undefined ? answer : { ...withManner(answer, fate.manner), delayMs: fate.delayMs }
  }
})

const refuse = (
  call: UpiCall, memory: Memory, { field, amountPaise }: Request, original: Order | undefined, paid: Outcome | undefined
): string | undefined => {
  if (original === undefined || original.partner !== call.partner.apiKey) return "5006"
  if (original.rrn !== field("originalBankRRN")) return "5024"
  const isPaid = paid?.ending === "SUCCESS" && ["collect", "qr", "push", "execute"].includes(original.kind)
  if (!isPaid) return "5017"
  if (field("payeeVA") !== "" && field("payeeVA") !== paid.payer) return "5013"
  return amountPaise > BigInt(paid.amountPaise) - givenBackPaise(memory, original, call.nowMs) ? "5025" : undefined
}

/** What has gone back of a payment, or is on its way. */
const givenBackPaise = (memory: Memory, original: Order, nowMs: number): bigint =>
  memory.refundsOf(original)
    .filter((one) => holdsMoney(one, memory, nowMs))
    .reduce((sum, { amountPaise }) => sum + BigInt(amountPaise), 0n)

/** A refund that failed, or came back, leaves its amount free for another one. */
const holdsMoney = (order: Order, memory: Memory, nowMs: number): boolean => {
  if (order.steps === undefined) return memory.outcome(order)?.ending !== "FAILURE"
  const last = order.steps.at(-1)
  const now = order.steps.findLast(({ fromMs }) => fromMs <= nowMs) ?? order.steps[0]
  return now?.state === "debited" || now?.state === "settled" || (last !== undefined && last.fromMs > nowMs && last.state !== "none")
}

/** A fault that has a say about the outcome wins over the fate of the customer's address. */
const planOf = ({ nowMs }: UpiCall, { fault }: Request, own: Plan = plans.paid(nowMs)): Plan =>
  (fault && faultTable[fault.fault].plan?.(nowMs, plans, fault, own)) ?? own

const paymentOf = (order: Order, plan: Plan, receivedAtMs: number): Payment => ({
  partner: order.partner,
  rail: "upi",
  reference: order.reference,
  amountPaise: order.amountPaise,
  beneficiaryAccount: order.payer,
  ifsc: "",
  paymentRef: order.remark,
  senderName: "",
  mobile: "",
  retailerCode: "",
  rrn: order.rrn,
  receivedAtMs,
  ...plan
})

/** An offline refund goes out with the settlement: from what is in the account then. */
export const settleRefund = (desk: UpiDesk, order: Order, atMs: number): void => {
  const isShort = BigInt(order.amountPaise) > desk.books.balancePaise(order.partner)
  const end = isShort ? ({ ending: "FAILURE", code: "5014" } as const) : ({ ending: "SUCCESS", code: "0" } as const)
  desk.note({ outcome: { order: order.number, ...end, payer: order.payer, amountPaise: order.amountPaise, atMs } })
  if (!isShort) desk.enter(paymentOf(order, plans.paid(atMs), atMs))
}

/** The state that a code stands for. */
const wordFor = (code: string): "SUCCESS" | "PENDING" | "FAILURE" =>
  code === "0" ? "SUCCESS" : isDebitedBy(code) ? "PENDING" : "FAILURE"

/** What a search for a refund says about it at `nowMs`. */
export const refundState = (
  order: Order, memory: Memory, nowMs: number
): { readonly code: string; readonly ending: Ending | "INITIATED" } => {
  const step = order.steps?.findLast(({ fromMs }) => fromMs <= nowMs) ?? order.steps?.[0]
  const code = step?.actCode ?? memory.outcome(order)?.code ?? "92"
  const word = wordFor(code)
  return { code, ending: word === "PENDING" ? "INITIATED" : word }
}
