import { plainAnswer, sealedAnswer, withManner } from "./answers.ts"
import type { BankAnswer, Fault } from "./bank-types.ts"

/** How an answer reaches the client under a fault: what was decided is decided. */
export const travel = (answer: BankAnswer, fault: Fault): BankAnswer => {
  const { moneyMoved } = answer
  switch (fault.fault) {
    case "delay":
      return { ...answer, delayMs: fault.delayMs ?? 30_000 }
    case "http-500":
      return withManner(answer, "http-500")
    case "garbled-reply":
      return withManner(answer, "garble")
    case "drop-after-processing":
    case "not-found-for-a-while":
    case "status-drop":
      return withManner(answer, "drop")
    case "plain-error":
      return { ...plainAnswer(codeOf(fault)), moneyMoved }
    default:
      return answer
  }
}

/** The code of a plain error. */
export const codeOf = (fault: Fault): string => fault.actCode ?? "8099"

/** What a product that knows no finer faults can answer. */
export interface AnswersUnderFaults {
  readonly process: () => BankAnswer
  /** An answer in the product's shape with this code; what it means for the money is the product's to know. */
  readonly withCode: (code: string, moneyMoved: boolean | undefined) => BankAnswer
}

/** Answers under a fault, for calls without rail: the outcome is the product's own, or that of the code that was ordered. */
export const answerUnderFault = (fault: Fault | undefined, { process, withCode }: AnswersUnderFaults): BankAnswer => {
  if (fault === undefined) return process()
  if (fault.fault === "drop-before-processing") return withManner(sealedAnswer({}), "drop")
  if (fault.fault === "plain-error" && fault.moneyMoved !== true) return plainAnswer(codeOf(fault))
  if (fault.fault === "act-code") return withCode(codeOf(fault), fault.moneyMoved)
  return travel(process(), fault)
}
