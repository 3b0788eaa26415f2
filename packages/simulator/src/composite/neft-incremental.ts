import { sealedAnswer } from "../answers.ts"
import type { BankAnswer, Payment } from "../bank-types.ts"
import { stepAt } from "../books.ts"
import type { Call } from "../call.ts"
import { istDateTime } from "../ist.ts"
import { fieldOf } from "./check-imps.ts"
import { enquireUnderFaults, isHidden } from "./enquire-under-faults.ts"
import { refuseEnquiry } from "./status-transfer.ts"

/**
 * Answers whether a NEFT has reached the beneficiary, by UTR (fact file composite-and-cib, composite.neft.incremental). The bank's
 * list of STATUS values is not public: PENDING until the batch has run, SUCCESS with CreditDate, and FAILURE after a return are the
 * simulator's own choice among the words of the debit leg.
 */
export const neftIncremental = (call: Call): BankAnswer => {
  const { body } = call.request
  // The corporate module calls the field UTRNUMBER, the composite module of the SDK UTR.
  const key = body["UTRNUMBER"] === undefined && body["UTR"] !== undefined ? "UTR" : "UTRNUMBER"
  const utr = fieldOf(body, key)
  const reply = (STATUS: string, more: object = {}): BankAnswer =>
    sealedAnswer({ STATUS, Response: STATUS === "SUCCESS" ? "SUCCESS" : "FAILURE", UTRNUMBER: utr, ...more })
  return enquireUnderFaults(call, {
    notFound: () => reply("UNKNOWN"),
    withCode: (code) => reply(code),
    enquire: () => refuseEnquiry(call, key) ?? creditLegOf(call, findByUtr(call, utr), reply)
  })
}

const creditLegOf = (call: Call, payment: Payment | undefined, reply: (status: string, more?: object) => BankAnswer): BankAnswer => {
  if (payment === undefined) return reply("UNKNOWN")
  const { state } = stepAt(payment, call.nowMs)
  if (state === "reversed") return reply("FAILURE")
  const credit = payment.steps.find((step) => step.state === "settled" && step.fromMs <= call.nowMs)
  if (credit === undefined) return reply("PENDING", { Response: "SUCCESS" })
  return reply("SUCCESS", { CreditDate: istDateTime(credit.fromMs).slice(0, 10) })
}

const findByUtr = (call: Call, utr: string): Payment | undefined => {
  const payment = call.books.findByUtr(call.partner.apiKey, utr)
  if (payment === undefined || payment.rail !== "neft" || payment.steps[0]?.state === "none") return undefined
  return isHidden(payment, call.nowMs) ? undefined : payment
}
