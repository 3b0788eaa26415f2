import { sealedAnswer } from "../answers.ts"
import type { BankAnswer, Fault } from "../bank-types.ts"
import { gatewayCodes } from "../composite/act-codes.ts"
import { fieldOf, findMissing, parseRupees } from "../composite/check-imps.ts"
import { gatewayReply } from "../composite/imps-replies.ts"
import { rrnOf } from "../random.ts"
import { answerUnderFault } from "../travel.ts"
import { isDebitedBy, merchantTextOf } from "./merchant-codes.ts"
import type { Memory } from "./upi-memory.ts"
import { answerWith, bodyOf } from "./upi-replies.ts"
import type { Generation, Kind, Order, UpiCall } from "./upi-types.ts"

/** One kind of request: what it must bring, and what the bank does with it. */
export interface Counter {
  readonly generation: Generation
  /** Fields besides merchantId, merchantTranId and terminalId that must be there. */
  readonly needs: readonly string[]
  /** The field with the amount, in rupees. */
  readonly amount?: string
  /** Some calls know no terminal. */
  readonly withoutTerminal?: true
  /** The code for a merchantTranId that was used before; undefined takes the request all the same. */
  readonly refuseRepeat: (earlier: Order, call: UpiCall) => string | undefined
  /** What the bank does; the code of a refusal as text, or the answer. */
  readonly take: (call: UpiCall, memory: Memory, request: Request) => BankAnswer | string
}

/** A request that has the right form. */
export interface Request {
  readonly body: Readonly<Record<string, unknown>>
  readonly reference: string
  readonly amountPaise: bigint
  readonly field: (name: string) => string
  /** A first draft of the order, without anything that depends on its kind. */
  readonly draft: (kind: Kind) => Omit<Order, "payer">
  /** The fault that it meets. */
  readonly fault: Fault | undefined
}

/** merchantTranIds of v0 and v1 alike: "letters and digits", at most 35. */
const REFERENCE = /^[0-9A-Za-z]{1,35}$/

/** Takes one request of a merchant, under the fault that it meets: a refused one leaves no trace, and its merchantTranId stays free. */
export const receive = (call: UpiCall, memory: Memory, counter: Counter): BankAnswer => {
  const { generation } = counter
  const fault = call.takeFault("pay", "upi")
  const process = (): BankAnswer => {
    const code = refuseForm(call, counter) ?? refuseRepeat(call, memory, counter)
    if (code !== undefined) return answerWith(call, generation, code)
    const answer = counter.take(call, memory, requestOf(call, memory, counter, fault))
    return typeof answer === "string" ? answerWith(call, generation, answer) : answer
  }
  return answerUnderFault(fault, {
    process,
    withCode: (code, moneyMoved) => {
      if (!(moneyMoved ?? isDebitedBy(code))) return answerWith(call, generation, code)
      return withOtherCode(process(), code)
    }
  })
}

/** The bank did its work, and says something else. */
const withOtherCode = (answer: BankAnswer, code: string): BankAnswer => {
  if (gatewayCodes[code] !== undefined) return { ...sealedAnswer(gatewayReply(code)), moneyMoved: answer.moneyMoved }
  const name = "ActCode" in (answer.body as object) ? "ActCode" : "response"
  return { ...answer, body: { ...(answer.body as object), [name]: code, message: merchantTextOf(code) } }
}

/** The code for a request that has not the right form, in the order in which the bank's own list of codes names the fields. */
const refuseForm = (call: UpiCall, counter: Counter): string | undefined => {
  const body = bodyOf(call)
  const { merchantId } = call.partner
  // "Same value as in the path on v0".
  if (fieldOf(body, "merchantId") !== merchantId || (call.params["merchantId"] ?? merchantId) !== merchantId) return "5001"
  const reference = fieldOf(body, "merchantTranId")
  if (reference === "") return "5003"
  if (!REFERENCE.test(reference)) return invalid(counter)
  if (counter.withoutTerminal !== true) {
    if (fieldOf(body, "terminalId") === "") return "5022"
    if (!/^\d{4}$/.test(fieldOf(body, "terminalId"))) return "5019"
  }
  if (findMissing(body, [...counter.needs, ...(counter.amount === undefined ? [] : [counter.amount])]) !== undefined) return "10"
  if (counter.amount === undefined) return undefined
  const amountPaise = parseRupees(fieldOf(body, counter.amount))
  if (amountPaise !== undefined && amountPaise > 0n) return undefined
  return counter.amount === "refundAmount" ? "5025" : invalid(counter)
}

/** v0 calls invalid data 11, v1 5004. */
export const invalid = ({ generation }: Pick<Counter, "generation">): string => (generation === "v0" ? "11" : "5004")

const refuseRepeat = (call: UpiCall, memory: Memory, counter: Counter): string | undefined => {
  const earlier = memory.find(call.partner.apiKey, fieldOf(bodyOf(call), "merchantTranId"))
  return earlier && counter.refuseRepeat(earlier, call)
}

const requestOf = (call: UpiCall, memory: Memory, counter: Counter, fault: Fault | undefined): Request => {
  const body = bodyOf(call)
  const field = (name: string): string => fieldOf(body, name)
  const amountPaise = (counter.amount === undefined ? undefined : parseRupees(field(counter.amount))) ?? 0n
  const reference = field("merchantTranId")
  return {
    body, reference, amountPaise, field, fault,
    draft: (kind) => ({
      kind,
      generation: counter.generation,
      partner: call.partner.apiKey,
      reference,
      subMerchantId: field("subMerchantId"),
      terminalId: field("terminalId"),
      amountPaise: String(amountPaise),
      remark: field("note") || field("remark") || field("txnNote") || field("billNumber"),
      ...numbersOf(call, memory),
      ...(fault?.fault === "not-found-for-a-while" ? { hiddenUntilMs: call.nowMs + (fault.delayMs ?? 180_000) } : {})
    })
  }
}

/** Far from the numbers that payments get, so that no RRN is given twice. */
const RRN_OFFSET = 1_000_000_000

/** What the next order is called. */
export const numbersOf = (desk: Pick<UpiCall, "seed" | "nowMs">, memory: Memory): Pick<Order, "number" | "rrn" | "madeAtMs"> => {
  const number = memory.nextNumber()
  return { number, rrn: rrnOf(desk.seed, RRN_OFFSET + number), madeAtMs: desk.nowMs }
}
