import { sealedAnswer } from "../answers.ts"
import type { BankAnswer, Payment } from "../bank-types.ts"
import { stepAt } from "../books.ts"
import type { Call } from "../call.ts"
import { istDate } from "../ist.ts"
import { fieldOf, findMissing, isOlderPath } from "./check-imps.ts"
import { enquireUnderFaults, isHidden } from "./enquire-under-faults.ts"
import { gatewayReply, reconReply } from "./imps-replies.ts"
import { upiRefusal, upiStatusReply } from "./upi-replies.ts"

/** "UPI status can be asked for about 5 days" (fact file composite-and-cib, rule "status window"). */
const WINDOW_MS = 5 * 86_400_000

const olderFields = ["device-id", "mobile", "channel-code", "profile-id", "seq-no", "ori-seq-no"] as const
const fields = [...olderFields, "date", "recon360"] as const

/** Answers an enquiry after a UPI payment, plain or through Recon360 (fact file composite-and-cib, composite.upi.status). */
export const statusUpi = (call: Call): BankAnswer => {
  const { body } = call.request
  const seqNo = fieldOf(body, "seq-no")
  const notFound = (): BankAnswer => sealedAnswer(upiRefusal("15", seqNo))
  return enquireUnderFaults(call, {
    notFound,
    failedCode: "U30",
    enquire: () => {
      const missing = findMissing(body, isOlderPath(call.request) ? olderFields : fields)
      if (missing !== undefined) return sealedAnswer(gatewayReply("8015", `Mandatory field missing: ${missing}`))
      const payment = findPayment(call)
      if (payment === undefined) return notFound()
      const step = stepAt(payment, call.nowMs)
      return sealedAnswer(fieldOf(body, "recon360") === "Y" ? reconReply(payment, step) : upiStatusReply(payment, step.actCode, seqNo))
    },
    withCode: (code) => {
      const payment = findPayment(call)
      return sealedAnswer(payment === undefined ? upiRefusal(code, seqNo) : upiStatusReply(payment, code, seqNo))
    }
  })
}

const findPayment = ({ books, partner, nowMs, request }: Call): Payment | undefined => {
  const original = fieldOf(request.body, "ori-seq-no")
  // Older clients put ICI before the seq-no of the payment when they ask (composite.upi.status).
  const payment = books.find(partner.apiKey, "upi", original)
    ?? (original.startsWith("ICI") ? books.find(partner.apiKey, "upi", original.slice(3)) : undefined)
  if (payment === undefined || isHidden(payment, nowMs) || nowMs - payment.receivedAtMs > WINDOW_MS) return undefined
  const date = fieldOf(request.body, "date")
  return date === istDate(payment.bookDateMs ?? payment.receivedAtMs) || (date === "" && isOlderPath(request)) ? payment : undefined
}
