import { sealedAnswer } from "../answers.ts"
import type { BankAnswer, Payment } from "../bank-types.ts"
import { stepAt } from "../books.ts"
import type { Call } from "../call.ts"
import { fieldOf, findMissing } from "./check-imps.ts"
import { enquireUnderFaults, isHidden } from "./enquire-under-faults.ts"
import { gatewayReply } from "./imps-replies.ts"
import { enquiryFailed, transferReply } from "./transfer-replies.ts"

const callerFields = ["AGGRID", "CORPID", "USERID", "URN"] as const

/** Answers an enquiry about the debit leg of a NEFT or RTGS payment (fact file composite-and-cib, composite.neftrtgs.status). */
export const statusTransfer = (call: Call): BankAnswer => {
  const reference = fieldOf(call.request.body, "UNIQUEID")
  const notFound = (): BankAnswer => sealedAnswer(enquiryFailed("UNKNOWN", undefined, reference))
  return enquireUnderFaults(call, {
    notFound,
    enquire: () => {
      const refusal = refuseEnquiry(call, "UNIQUEID")
      if (refusal !== undefined) return refusal
      const payment = findTransfer(call, reference)
      return payment === undefined ? notFound() : sealedAnswer(transferReply(payment, stepAt(payment, call.nowMs).actCode, "status"))
    },
    withCode: (code) => {
      const payment = findTransfer(call, reference)
      return sealedAnswer(payment === undefined ? enquiryFailed("ERROR", code, reference) : transferReply(payment, code, "status"))
    }
  })
}

const findTransfer = (call: Call, reference: string): Payment | undefined => {
  const [rail] = call.rails
  if (rail !== "neft" && rail !== "rtgs") return undefined
  const payment = call.books.find(call.partner.apiKey, rail, reference)
  return payment === undefined || isHidden(payment, call.nowMs) ? undefined : payment
}

/** A field that is missing, or a corporate user who is not the partner's. */
export const refuseEnquiry = (call: Call, key: string): BankAnswer | undefined => {
  const { request: { body }, partner } = call
  const missing = findMissing(body, [...callerFields, key])
  if (missing !== undefined) return sealedAnswer(gatewayReply("8015", `Mandatory field missing: ${missing}`))
  const isPartner = fieldOf(body, "CORPID") === partner.corpId && fieldOf(body, "USERID") === partner.userId
    && fieldOf(body, "AGGRID") === partner.aggrId && fieldOf(body, "URN") === partner.urn
  return isPartner ? undefined : sealedAnswer(enquiryFailed("ERROR", "9907", fieldOf(body, "UNIQUEID")))
}
