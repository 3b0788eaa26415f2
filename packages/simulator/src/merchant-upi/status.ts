import type { BankAnswer } from "../bank-types.ts"
import { fieldOf, findMissing } from "../composite/check-imps.ts"
import { enquireUnderFaults, isHidden } from "../composite/enquire-under-faults.ts"
import { wordOf } from "./finish.ts"
import { merchantCodes } from "./merchant-codes.ts"
import { refundState } from "./refund.ts"
import { rupeesOf, stampOf } from "./upi-dates.ts"
import type { Memory } from "./upi-memory.ts"
import { answerWith, bodyOf } from "./upi-replies.ts"
import type { Ending, Generation, Kind, Order, UpiCall } from "./upi-types.ts"

/** The kinds that a status call finds. A refund is found by the search alone, since only its documents name refunds. */
const asked: Readonly<Record<Generation, ReadonlySet<Kind>>> = {
  v0: new Set<Kind>(["collect", "qr"]),
  v1: new Set<Kind>(["collect", "qr", "execute", "create", "update", "revoke", "notify"])
}

/** The state of an order by its merchantTranId (upi.txnstatus, upi2.transaction_status); 5006 for one that the bank does not know. */
export const transactionStatus = (generation: Generation) => (call: UpiCall, memory: Memory): BankAnswer =>
  enquire(call, memory, generation, {
    needs: ["subMerchantId"],
    absent: "5006",
    find: (reference) => {
      const order = memory.find(call.partner.apiKey, reference)
      return order !== undefined && asked[generation].has(order.kind) ? order : "5006"
    },
    show: (order, { ending }) => ({
      OriginalBankRRN: order.rrn,
      amount: rupeesOf(memory.outcome(order)?.amountPaise ?? order.amountPaise),
      status: wordOf(order.kind, ending),
      ...(generation === "v1" && order.umn !== undefined ? { UMN: order.umn } : {})
    })
  })

/** Searches by kind and reference; a push by RRN or refId (upi.callbackstatus). 5024 when nothing fits, 5023 when too much does. */
export const callbackStatus = (call: UpiCall, memory: Memory): BankAnswer => {
  const field = (name: string): string => fieldOf(bodyOf(call), name)
  const type = field("transactionType")
  return enquire(call, memory, "v0", {
    needs: [
      "subMerchantId", "transactionType", ...(type === "P" ? [] : ["merchantTranId"]), ...(field("refId") === "" ? [] : ["transactionDate"])
    ],
    absent: "5024",
    find: (reference) => {
      if (type === "P") return findPush(call, memory, field("BankRRN"), field("refId"))
      const kind = ({ C: "collect", R: "refund", Q: "qr" } as const)[type]
      if (kind === undefined) return "11"
      const order = memory.find(call.partner.apiKey, reference)
      return order?.kind === kind ? order : "5024"
    },
    show: (order, { ending }) => {
      const outcome = memory.outcome(order)
      const original = order.original === undefined ? undefined : memory.order(order.original)
      const endedAtMs = outcome?.atMs ?? (order.steps === undefined ? undefined : order.madeAtMs)
      return {
        merchantTranId: order.reference,
        OriginalBankRRN: (original ?? order).rrn,
        amount: rupeesOf(outcome?.amountPaise ?? order.amountPaise),
        status: wordOf(order.kind, ending),
        payerVA: outcome?.payer ?? order.payer,
        TxnInitDate: stampOf(order.madeAtMs),
        ...(endedAtMs === undefined ? {} : { TxnCompletionDate: stampOf(endedAtMs) }),
        ...(order.kind === "refund" ? { refundRRN: order.rrn } : {})
      }
    }
  })
}

const findPush = (call: UpiCall, memory: Memory, rrn: string, refId: string): Order | string => {
  const { apiKey } = call.partner
  if (rrn !== "" || refId !== "") {
    const order = rrn === "" ? memory.findByRefId(apiKey, refId) : memory.findByRrn(apiKey, rrn)
    // Somebody who scans a code was not asked either.
    return order !== undefined && (order.kind === "push" || order.kind === "qr") ? order : "5024"
  }
  const [first, ...others] = memory.pushes(apiKey)
  return others.length > 0 ? "5023" : (first ?? "5024")
}

/** The state that a mandate is in (upi2.transaction_status_by_criteria), by its UMN or by any order about it. */
export const statusByCriteria = (call: UpiCall, memory: Memory): BankAnswer => {
  const { apiKey } = call.partner
  const mandateOf = (order: Order) => (order.umn === undefined ? undefined : memory.mandate(apiKey, order.umn))
  return enquire(call, memory, "v1", {
    needs: ["subMerchantId", "transactionType"],
    absent: "5006",
    find: (reference) => {
      if (fieldOf(bodyOf(call), "transactionType") !== "M") return "5004"
      const byUmn = memory.mandate(apiKey, fieldOf(bodyOf(call), "UMN"))?.order
      const order = byUmn ?? memory.find(apiKey, reference)
      return order?.umn === undefined ? "5006" : order
    },
    show: (order, { ending }) => {
      const mandate = mandateOf(order)
      const outcome = memory.outcome(order)
      return {
        OriginalBankRRN: order.rrn,
        Amount: rupeesOf(mandate?.terms.amountPaise ?? order.amountPaise),
        payerVA: mandate?.payer ?? outcome?.payer ?? order.payer,
        status: mandate?.state ?? wordOf(order.kind, ending),
        TxnInitDate: stampOf(order.madeAtMs),
        ...(outcome === undefined ? {} : { TxnCompletionDate: stampOf(mandate?.changedAtMs ?? outcome.atMs) }),
        UMN: order.umn ?? ""
      }
    }
  })
}

interface State {
  readonly code: string
  readonly ending: Ending | "INITIATED"
}

interface Question {
  readonly needs: readonly string[]
  /** The code for what the bank does not have, or not yet. */
  readonly absent: string
  /** The order that is asked for, or the code that says why there is none. */
  readonly find: (reference: string) => Order | string
  readonly show: (order: Order, state: State) => Readonly<Record<string, unknown>>
}

const enquire = (call: UpiCall, memory: Memory, generation: Generation, question: Question): BankAnswer => {
  const body = bodyOf(call)
  const answerAbout = (order: Order, state: State): BankAnswer => answerWith(call, generation, state.code, question.show(order, state))
  const find = (): Order | string => {
    const { merchantId } = call.partner
    if (fieldOf(body, "merchantId") !== merchantId || (call.params["merchantId"] ?? merchantId) !== merchantId) return "5001"
    if (question.needs.includes("merchantTranId") && fieldOf(body, "merchantTranId") === "") return "5003"
    if (findMissing(body, [...question.needs, "terminalId"]) !== undefined) return "10"
    const order = question.find(fieldOf(body, "merchantTranId"))
    return typeof order !== "string" && isHidden(order, call.nowMs) ? question.absent : order
  }
  const onRail: UpiCall = { ...call, takeFault: (kind) => call.takeFault(kind, "upi") }
  return enquireUnderFaults(onRail, {
    enquire: () => {
      const order = find()
      return typeof order === "string" ? answerWith(call, generation, order) : answerAbout(order, stateOf(order, memory, call.nowMs))
    },
    notFound: () => answerWith(call, generation, question.absent),
    withCode: (code) => {
      const order = find()
      if (typeof order === "string") return answerWith(call, generation, code)
      return answerAbout(order, { code, ending: merchantCodes[code]?.debited === false ? "FAILURE" : "INITIATED" })
    },
    failedCode: "9"
  })
}

/** What stands. A customer's own code has no place in `response`: what NPCI declined is 9, rejected. */
const stateOf = (order: Order, memory: Memory, nowMs: number): State => {
  if (order.kind === "refund") return refundState(order, memory, nowMs)
  const outcome = memory.outcome(order)
  if (outcome === undefined) return { code: order.pendingCode ?? "92", ending: "INITIATED" }
  return { code: outcome.ending === "SUCCESS" ? "0" : "9", ending: outcome.ending }
}
