import type { BankAnswer, BankRequest, Payment } from "../bank-types.ts"
import type { Call } from "../call.ts"
import { fieldOf, isReference, parseRupees } from "../composite/check-imps.ts"
import { payLeg } from "../composite/pay-composite.ts"
import type { Plan } from "../composite/plans.ts"
import type { RailProduct } from "../composite/rail-product.ts"
import { transferReply } from "../composite/transfer-replies.ts"
import { callBack } from "./call-back.ts"
import { isRegistered } from "./caller.ts"
import type { CibMemory } from "./cib-memory.ts"
import type { CibCall } from "./cib-types.ts"
import { findPayment } from "./find-payment.ts"
import { refuseOtp } from "./otp.ts"
import type { CibRail } from "./rails.ts"
import { railOf } from "./rails.ts"
import { transactionRefusal, transactionReply } from "./words.ts"

/** One order to pay, whichever call it came by. */
export interface Order {
  /** The request's body, with CREDITACC and IFSC. */
  readonly body: BankRequest["body"]
  /** The fields that its call wants. */
  readonly fields: readonly string[]
  readonly needsOtp: boolean
  /** A later day, on the bank's clock. */
  readonly dueMs?: number
  /** A code that the call itself refuses the order with. */
  readonly refusal?: string | undefined
}

/**
 * Pays as Composite Pay does, over the same rails into the same books, so that accounts with a fate, faults, balances and the ledger are
 * the same. What is different: who may pay, passwords, approvers, later days, and that a repeat is called a duplicate.
 */
export const transact = (call: CibCall, memory: CibMemory, order: Order): BankAnswer => {
  const uniqueId = fieldOf(order.body, "UNIQUEID")
  const earlier = findPayment(call, memory, uniqueId)
  const rail = railOf(fieldOf(order.body, "TXNTYPE"))
  const holding = holdOf(call, order)
  const product: RailProduct = {
    ...dressRail(rail, order.fields),
    refuseCaller: () => refuseOrder(call, memory, order, rail, earlier),
    planOf: () => holding?.plan,
    reply: (payment, code) => {
      if (payment === earlier) return repeatReply(earlier, order.body, rail)
      const reply = transactionReply(payment, code)
      // The public sample of a payment with OTP has no UTRNUMBER (cib.transactionOtp).
      return order.needsOtp ? omit(reply, "UTRNUMBER") : reply
    }
  }
  const paying: Call = {
    ...call,
    request: { ...call.request, body: order.body },
    books: { ...call.books, find: () => earlier },
    enter: (payment) => {
      // A fault may have decided otherwise: only the plan to hold it holds it.
      if (holding !== undefined && payment.steps === holding.plan.steps) {
        call.note({ held: { payment, body: order.body, ...holding.as } })
        return false
      }
      const hasMoved = call.enter(payment)
      callBack(call, payment)
      return hasMoved
    }
  }
  return payLeg(paying, product, [product], [product]).answer
}

/** What a rail of corporate banking looks like to the common course of a payment. */
export const dressRail = (rail: CibRail | undefined, fields: readonly string[] = []): RailProduct => ({
  // An order of no type is refused before it reaches a rail; faults on the rail of most transfers meet it all the same.
  ...(rail ?? railOf("RGS") as CibRail),
  fieldsOf: () => fields,
  referenceOf: (body) => fieldOf(body, "UNIQUEID"),
  accountOf: (body) => fieldOf(body, "CREDITACC"),
  refuseCaller: () => undefined,
  reply: transactionReply,
  refusal: (code, body) => transactionRefusal(code, fieldOf(body, "UNIQUEID")),
  goesOnAfter: () => false
})

/** The plan of a payment that is not made at once: it waits for its approver (rule "CIB workflow"), or for its day. */
const holdOf = ({ nowMs }: CibCall, { body, dueMs }: Order) => {
  const hold = (waitsFor: "approval" | "date", actCode: string) => {
    const plan: Plan = { replyCode: actCode, steps: [{ fromMs: nowMs, state: "none", actCode, recon: "" }] }
    return { plan, as: { waitsFor, ...(dueMs === undefined ? {} : { dueMs }) } }
  }
  if (fieldOf(body, "WORKFLOW_REQD") === "Y") return hold("approval", "PENDING FOR APPROVAL")
  return dueMs === undefined || dueMs <= nowMs ? undefined : hold("date", "Pending For Processing")
}

/** 50 crore rupees, in paise. */
const LEI_FROM_PAISE = 50_000_000_000n

/** Refusals that leave no trace: the UNIQUEID stays free. */
const refuseOrder = (
  call: CibCall, memory: CibMemory, { body, needsOtp, refusal }: Order, rail: CibRail | undefined, earlier: Payment | undefined
): string | undefined => {
  if (!isRegistered(call, memory)) return "9907"
  const uniqueId = fieldOf(body, "UNIQUEID")
  if (!isReference(uniqueId) || uniqueId.length > 40) return "106589"
  if (rail === undefined) return "106753"
  // A repeat is answered about the first request, whatever has become of its password since.
  if (earlier !== undefined) return undefined
  if ((parseRupees(fieldOf(body, "AMOUNT")) ?? 0n) >= LEI_FROM_PAISE) {
    const lei = fieldOf(body, "BENLEI")
    if (lei === "") return "8097"
    // Twenty capitals and digits is the form of every LEI.
    if (!/^[0-9A-Z]{20}$/.test(lei)) return "8098"
  }
  if (!call.partner.rails.includes(rail.rail)) return "108220"
  const otp = fieldOf(body, "OTP")
  const wrong = needsOtp || otp !== "" ? refuseOtp(call, memory, uniqueId, otp) : undefined
  return wrong ?? refusal
}

/**
 * A UNIQUEID that was used before: an answer about that request, which says nothing of what became of it (rule "duplicate UNIQUEID").
 * DUPLICATE for the same order, 999936 for another amount or account, 999033 for another rail or a reference of Composite IMPS: which of
 * the three the bank takes when is not public.
 */
const repeatReply = (earlier: Payment, body: BankRequest["body"], rail: CibRail | undefined): Record<string, unknown> => {
  if (earlier.rail !== rail?.rail || earlier.urn === undefined) return transferReply(earlier, "999033", "status")
  const isSame = earlier.amountPaise === String(parseRupees(fieldOf(body, "AMOUNT")))
    && earlier.beneficiaryAccount === fieldOf(body, "CREDITACC") && earlier.ifsc === fieldOf(body, "IFSC")
  return transferReply(earlier, isSame ? "DUPLICATE" : "999936", "status")
}

const omit = (reply: Record<string, unknown>, name: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(reply).filter(([key]) => key !== name))
