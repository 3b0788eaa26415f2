import { sealedAnswer } from "../answers.ts"
import type { BankAnswer, Payment } from "../bank-types.ts"
import { stepAt } from "../books.ts"
import type { Call } from "../call.ts"
import { istDate } from "../ist.ts"
import { fieldOf, findMissing, isOlderPath, olderStatusFields, refuseCredentials, statusFields } from "./check-imps.ts"
import { enquireUnderFaults, isHidden } from "./enquire-under-faults.ts"
import { gatewayReply, reconReply, statusReply, switchReply } from "./imps-replies.ts"

/** Answers an enquiry after an IMPS payment, plain or through Recon360 (fact file composite-and-cib, composite.imps.status). */
export const statusImps = (call: Call): BankAnswer =>
  enquireUnderFaults(call, {
    enquire: () => enquire(call), notFound: () => notFound(call), withCode: (code) => answerWithCode(call, code), failedCode: "62"
  })

const enquire = (call: Call): BankAnswer => {
  const { body } = call.request
  const missing = findMissing(body, isOlderPath(call.request) ? olderStatusFields : statusFields)
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
  if (call.rails.length !== 1 || call.rails[0] !== "imps") return undefined
  const payment = call.books.find(call.partner.apiKey, "imps", fieldOf(body, "transRefNo"))
  if (payment === undefined || isHidden(payment, call.nowMs)) return undefined
  const date = fieldOf(body, "date")
  const isOfDate = date === istDate(payment.bookDateMs ?? payment.receivedAtMs) || (date === "" && isOlderPath(call.request))
  return isOfDate ? payment : undefined
}

/** Sources disagree on 17 and 25 for this; 25 is the guide's (fact file, conflict "transaction not found"). */
const notFound = (call: Call): BankAnswer =>
  sealedAnswer(switchReply("25", { TranRefNo: fieldOf(call.request.body, "transRefNo") }))

const answerWithCode = (call: Call, code: string): BankAnswer => {
  const payment = findPayment(call)
  if (payment !== undefined) return sealedAnswer(statusReply(payment, code))
  return sealedAnswer(switchReply(code, { TranRefNo: fieldOf(call.request.body, "transRefNo") }))
}
