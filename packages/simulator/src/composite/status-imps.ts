import type { BankAnswer, Fault, Payment } from "../bank-types.ts"
import { stepAt } from "../books.ts"
import { plainAnswer, sealedAnswer, withManner } from "../answers.ts"
import type { Call } from "../call.ts"
import { istDate } from "../ist.ts"
import { fieldOf, findMissing, refuseCredentials, statusFields } from "./check-imps.ts"
import { gatewayReply, reconReply, statusReply, switchReply } from "./imps-replies.ts"

/** Answers an enquiry after an IMPS payment, plain or through Recon360 (fact file composite-and-cib, composite.imps.status). */
export const statusImps = (call: Call): BankAnswer => {
  const fault = call.takeFault("status")
  if (fault === undefined) return enquire(call)
  const code = fault.actCode ?? "8099"
  switch (fault.fault) {
    case "delay":
      return { ...enquire(call), delayMs: fault.delayMs ?? 30_000 }
    case "http-500":
      return withManner(enquire(call), "http-500")
    case "garbled-reply":
      return withManner(enquire(call), "garble")
    case "plain-error":
      return plainAnswer(code)
    case "act-code":
      return answerWithCode(call, fault)
    case "not-found-for-a-while":
      return notFound(call)
    default:
      return withManner(enquire(call), "drop")
  }
}

const enquire = (call: Call): BankAnswer => {
  const { body } = call.request
  const missing = findMissing(body, statusFields)
  if (missing !== undefined) return sealedAnswer(gatewayReply("8015", `Mandatory field missing: ${missing}`))
  const refusal = refuseCredentials(body, call.partner)
  if (refusal !== undefined) return sealedAnswer(switchReply(refusal))
  const payment = findPayment(call)
  if (payment === undefined) return notFound(call)
  const step = stepAt(payment, call.nowMs)
  return sealedAnswer(fieldOf(body, "recon360") === "Y" ? reconReply(payment, step) : statusReply(payment, step.actCode))
}

/** The payment, if rail and date are the ones that the bank saw: the date in India on which the payment arrived. */
const findPayment = (call: Call): Payment | undefined => {
  const { body } = call.request
  if (call.rail !== "imps") return undefined
  const payment = call.books.find(call.partner.apiKey, "imps", fieldOf(body, "transRefNo"))
  if (payment === undefined || fieldOf(body, "date") !== istDate(payment.receivedAtMs)) return undefined
  return payment.hiddenUntilMs !== undefined && call.nowMs < payment.hiddenUntilMs ? undefined : payment
}

/** Sources disagree on 17 and 25 for this; 25 is the guide's (fact file, conflict "transaction not found"). */
const notFound = (call: Call): BankAnswer =>
  sealedAnswer(switchReply("25", { TranRefNo: fieldOf(call.request.body, "transRefNo") }))

const answerWithCode = (call: Call, fault: Fault): BankAnswer => {
  const code = fault.actCode ?? "25"
  const payment = findPayment(call)
  if (payment !== undefined) return sealedAnswer(statusReply(payment, code))
  return sealedAnswer(switchReply(code, { TranRefNo: fieldOf(call.request.body, "transRefNo") }))
}
