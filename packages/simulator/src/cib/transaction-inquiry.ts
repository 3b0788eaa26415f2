import { sealedAnswer } from "../answers.ts"
import type { Payment } from "../bank-types.ts"
import { stepAt } from "../books.ts"
import { fieldOf } from "../composite/check-imps.ts"
import { enquireUnderFaults, isHidden } from "../composite/enquire-under-faults.ts"
import { enquiryFailed } from "../composite/transfer-replies.ts"
import { callerFields, isRegistered, refuseMissing } from "./caller.ts"
import type { CibMemory } from "./cib-memory.ts"
import type { CibCall, CibHandler } from "./cib-types.ts"
import { findPayment } from "./find-payment.ts"
import { transactionReply } from "./words.ts"

/**
 * What has become of a payment (cib.transactionInquiry). A UNIQUEID that is not found is STATUS UNKNOWN, a caller who may not ask
 * STATUS ERROR: both say nothing about a payment (rule "CIB status").
 */
export const inquire: CibHandler = (call, memory) => {
  const uniqueId = fieldOf(call.request.body, "UNIQUEID")
  const notFound = () => sealedAnswer(enquiryFailed("UNKNOWN", undefined, uniqueId))
  return enquireUnderFaults(call, {
    notFound,
    enquire: () => {
      const missing = refuseMissing(call, [...callerFields, "UNIQUEID"])
      if (missing !== undefined) return missing
      if (!isRegistered(call, memory)) return sealedAnswer(enquiryFailed("ERROR", "9907", uniqueId))
      const payment = findVisible(call, memory, uniqueId)
      return payment === undefined ? notFound() : sealedAnswer(inquiryReply(payment, stepAt(payment, call.nowMs).actCode))
    },
    withCode: (code) => {
      const payment = findVisible(call, memory, uniqueId)
      return sealedAnswer(payment === undefined ? enquiryFailed("ERROR", code, uniqueId) : inquiryReply(payment, code))
    }
  })
}

/** REQID is no field of this reply. */
const inquiryReply = (payment: Payment, code: string): Record<string, unknown> => {
  const { REQID: _, ...reply } = transactionReply(payment, code)
  return reply
}

const findVisible = (call: CibCall, memory: CibMemory, uniqueId: string): Payment | undefined => {
  const payment = findPayment(call, memory, uniqueId)
  // A reference of Composite IMPS is no UNIQUEID.
  if (payment === undefined || payment.urn === undefined || isHidden(payment, call.nowMs)) return undefined
  const requestId = fieldOf(call.request.body, "REQID")
  return requestId === "" || requestId === payment.requestNumber ? payment : undefined
}
