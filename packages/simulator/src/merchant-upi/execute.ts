import { alreadyUsed } from "./collect.ts"
import { habitOf } from "./customers.ts"
import { finish } from "./finish.ts"
import { isLive } from "./mandates.ts"
import type { Counter, Request } from "./receive.ts"
import { parseMinute, rupeesOf } from "./upi-dates.ts"
import { answerWith } from "./upi-replies.ts"
import type { Mandate, Order, UpiCall } from "./upi-types.ts"

const generation = "v1"

/** "Notify the payer at least 24 hours before an execution" (rule "mandate notification"). */
const NOTICE_MS = 86_400_000
/** "The first instalment executed within 5 minutes of approval needs no notification" (rule "mandate first debit"). */
const FIRST_DEBIT_MS = 300_000

/** Tells the customer of the next instalment (upi2.mandate_notification). */
export const notify: Counter = {
  generation,
  needs: ["subMerchantId", "merchantName", "subMerchantName", "payerVa", "note", "executionDate", "mandateSeqNo"],
  amount: "amount",
  refuseRepeat: alreadyUsed,
  take: (call, memory, request) => {
    const { field, amountPaise } = request
    // One merchant sends UMN instead of key and value.
    const umn = field("key") === "UMN" ? field("value") : field("UMN")
    const mandate = memory.mandate(call.partner.apiKey, umn)
    const executionMs = parseMinute(field("executionDate"))
    if (mandate === undefined || !isLive(mandate, call.nowMs)) return "5034"
    if (mandate.payer !== field("payerVa")) return "5013"
    const refusal = refuseInstalment(mandate, request)
    if (refusal !== undefined) return refusal
    if (executionMs === undefined || executionMs < call.nowMs + NOTICE_MS) return "5004"
    const order: Order = { ...request.draft("notify"), payer: mandate.payer, umn, sequence: mandate.taken + 1 }
    call.note({ order })
    finish(call, order, { ending: "SUCCESS", code: "0", atMs: call.nowMs })
    return answerWith(call, generation, "0", { BankRRN: order.rrn, amount: rupeesOf(String(amountPaise)) })
  }
}

/**
 * Takes an instalment (upi2.execute_mandate): 5034 without a live mandate, 5035 and 5037 for the amount, 5068 for the number. No source
 * shows the code for a customer who was not told in time: it is 9 here.
 */
export const execute: Counter = {
  generation,
  needs: ["subMerchantId", "merchantName", "subMerchantName", "billNumber", "remark", "UMN", "purpose"],
  amount: "amount",
  refuseRepeat: alreadyUsed,
  take: (call, memory, request) => {
    const { field } = request
    const mandate = memory.mandate(call.partner.apiKey, field("UMN"))
    if (mandate === undefined || !isLive(mandate, call.nowMs)) return "5034"
    if (field("purpose") === "RECURRING" && (field("retryCount") === "" || field("mandateSeqNo") === "")) return "10"
    const refusal = refuseInstalment(mandate, request) ?? (memory.isExecuting(mandate.umn) ? "5012" : undefined)
    if (refusal !== undefined) return refusal
    if (!wasTold(mandate, call.nowMs)) return "9"
    return takeInstalment(call, mandate, request)
  }
}

/** The amount against the mandate's limit, and the number against what has been taken. */
const refuseInstalment = ({ terms, taken }: Mandate, { field, amountPaise }: Request): string | undefined => {
  const approvedPaise = BigInt(terms.amountPaise)
  if (amountPaise > approvedPaise) return "5037"
  if (terms.limit === "F" && amountPaise !== approvedPaise) return "5035"
  const sequence = field("mandateSeqNo")
  return sequence === "" || Number(sequence) === taken + 1 ? undefined : "5068"
}

const wasTold = ({ taken, approvedAtMs, notices }: Mandate, nowMs: number): boolean => {
  if (taken === 0 && nowMs - approvedAtMs <= FIRST_DEBIT_MS) return true
  const toldAtMs = notices.get(taken + 1)
  return toldAtMs !== undefined && nowMs - toldAtMs >= NOTICE_MS
}

/** Most customers' banks answer at once; the magic customers do as they do. */
const takeInstalment = (call: UpiCall, { payer, umn, taken }: Mandate, request: Request) => {
  const habit = habitOf(payer)
  const { code = "0", ending = "SUCCESS", pendingCode, actsAtMs } = habit ?? {}
  const order: Order = {
    ...request.draft("execute"), payer, umn, sequence: taken + 1, ...(habit?.isSilent === undefined ? {} : { isSilent: habit.isSilent })
  }
  const more = { Amount: rupeesOf(order.amountPaise), BankRRN: order.rrn }
  const actsMs = actsAtMs?.(call.nowMs) ?? call.nowMs
  // Whoever acts within seconds when asked need not be asked here.
  if (actsMs - call.nowMs > 60_000) {
    const pending = pendingCode ?? "92"
    call.note({ order: { ...order, pendingCode: pending, plan: { atMs: actsMs, ending, code } } })
    return answerWith(call, generation, pending, more)
  }
  const isRefused = ending === "FAILURE"
  call.note({ order })
  finish(call, order, { ending: isRefused ? "FAILURE" : "SUCCESS", code: isRefused ? code : "0", atMs: call.nowMs })
  return answerWith(call, generation, isRefused ? "9" : "0", more)
}
