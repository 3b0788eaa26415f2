import { plainAnswer, withManner } from "../answers.ts"
import type { BankAnswer } from "../bank-types.ts"
import type { Call } from "../call.ts"

/** What an enquiry can answer. */
export interface EnquiryAnswers {
  readonly enquire: () => BankAnswer
  readonly notFound: () => BankAnswer
  /** An answer about the payment, if there is one, with this code. */
  readonly withCode: (code: string) => BankAnswer
}

/** Answers an enquiry under the fault that it meets; the same for every rail. */
export const enquireUnderFaults = (call: Call, { enquire, notFound, withCode }: EnquiryAnswers): BankAnswer => {
  const fault = call.takeFault("status")
  if (fault === undefined) return enquire()
  switch (fault.fault) {
    case "delay":
      return { ...enquire(), delayMs: fault.delayMs ?? 30_000 }
    case "http-500":
      return withManner(enquire(), "http-500")
    case "garbled-reply":
      return withManner(enquire(), "garble")
    case "plain-error":
      return plainAnswer(fault.actCode ?? "8099")
    case "act-code":
      return withCode(fault.actCode ?? "25")
    case "not-found-for-a-while":
      return notFound()
    default:
      return withManner(enquire(), "drop")
  }
}

/** Is the payment still kept from enquiries by a fault? */
export const isHidden = (payment: { readonly hiddenUntilMs?: number }, nowMs: number): boolean =>
  payment.hiddenUntilMs !== undefined && nowMs < payment.hiddenUntilMs
