import type { BankAnswer } from "../bank-types.ts"
import type { Call } from "../call.ts"
import { faultTable } from "../fault-table.ts"
import { travel } from "../travel.ts"

/** What an enquiry can answer. */
export interface EnquiryAnswers {
  readonly enquire: () => BankAnswer
  readonly notFound: () => BankAnswer
  /** An answer about the payment, if there is one, with this code. */
  readonly withCode: (code: string) => BankAnswer
  /** How the rail calls a payment that failed, in a word that is no proof if said but once; FAILURE unless told. */
  readonly failedCode?: string
}

/** Answers an enquiry under the fault that it meets; the same for every rail. */
export const enquireUnderFaults = (call: Call, answers: EnquiryAnswers): BankAnswer => {
  const fault = call.takeFault("status")
  if (fault === undefined) return answers.enquire()
  const { before, enquire } = faultTable[fault.fault]
  // An enquiry moves nothing, so that a plain error never has to wait for the bank.
  return before?.(fault, () => false) ?? enquire?.(answers, fault) ?? travel(answers.enquire(), fault)
}

/** Is the payment still kept from enquiries by a fault? */
export const isHidden = (payment: { readonly hiddenUntilMs?: number }, nowMs: number): boolean =>
  payment.hiddenUntilMs !== undefined && nowMs < payment.hiddenUntilMs
