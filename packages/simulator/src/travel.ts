import type { BankAnswer, Fault } from "./bank-types.ts"
import { faultTable } from "./fault-table.ts"
import type { FaultSettings, ReplyBody } from "./faults/fault-rule.ts"

/** How an answer reaches the client under a fault: what was decided is decided. */
export const travel = (answer: BankAnswer, fault: Fault): BankAnswer => {
  const { edit, wire } = faultTable[fault.fault]
  const edited = edit !== undefined && answer.sealed && isRecord(answer.body) ? { ...answer, body: edit(answer.body, fault) } : answer
  return wire === undefined ? edited : wire(edited, fault)
}

/** The code of a plain error. */
export const codeOf = (fault: FaultSettings): string => fault.actCode ?? "8099"

/** What a product that knows no finer faults can answer. */
export interface AnswersUnderFaults {
  readonly process: () => BankAnswer
  /** An answer in the product's shape with this code; what it means for the money is the product's to know. */
  readonly withCode: (code: string, moneyMoved: boolean | undefined) => BankAnswer
}

/** Answers under a fault, for calls without rail: the outcome is the product's own, or that of the code that was ordered. */
export const answerUnderFault = (fault: Fault | undefined, { process, withCode }: AnswersUnderFaults): BankAnswer => {
  if (fault === undefined) return process()
  // Nobody can say here which codes are debited: an error before processing, unless the order says otherwise.
  const early = faultTable[fault.fault].before?.(fault, () => false)
  if (early !== undefined) return early
  if (fault.fault === "act-code") return withCode(codeOf(fault), fault.moneyMoved)
  return travel(process(), fault)
}

const isRecord = (value: unknown): value is ReplyBody => typeof value === "object" && value !== null && !Array.isArray(value)
