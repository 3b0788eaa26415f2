import { type Debit, findSecond } from "./books.ts"
import type { Scene } from "./scene.ts"
import type { PayoutOrder, Word } from "./types.ts"
import type { Wire } from "./wire.ts"

/** One time at which the client was asked about a payout. */
export interface Said {
  readonly at: number
  readonly word: Word
}

/** What is wrong, by payout id. */
export interface Verdict {
  readonly doublePays: readonly string[]
  readonly misStated: readonly string[]
  readonly lost: readonly string[]
  readonly stuck: readonly string[]
}

/** Holds what the client says against the bank's books. `answers` are in order of time; the last one was given after T+7. */
export const judge = ({ orders, books }: Scene, wire: Wire, answers: ReadonlyMap<string, readonly Said[]>): Verdict => {
  const [doublePays, misStated, lost, stuck]: [string[], string[], string[], string[]] = [[], [], [], []]
  for (const order of orders) {
    const { payoutId } = order
    const debits = books.debitsTo(order.beneficiary.accountNumber)
    const said = answers.get(payoutId) ?? []
    const word = said.at(-1)?.word ?? "unknown"
    if (findSecond(debits) !== undefined) doublePays.push(payoutId)
    if (said.some((one) => isWrong(order, one, debits))) misStated.push(payoutId)
    if (word !== "unknown") continue
    if (wire.sentFor(payoutId) === 0) lost.push(payoutId)
    else if (debits.some(({ isClear }) => isClear)) stuck.push(payoutId)
  }
  const known = new Set(orders.map(({ beneficiary }) => beneficiary.accountNumber))
  const stray = books.accounts().filter((account) => !known.has(account))
  for (const { reference } of stray.flatMap((account) => books.debitsTo(account))) lost.push(`debit ${reference}`)
  return { doublePays, misStated, lost, stuck }
}

/**
 * "paid" without a debit, with another amount, or when all of it went back before the bank ever called it paid; "not-paid" while a debit
 * stands or is still to come.
 */
const isWrong = ({ amountPaise }: PayoutOrder, { at, word }: Said, debits: readonly Debit[]): boolean => {
  if (word === "not-paid") return debits.some(({ untilMs }) => untilMs > at)
  if (word !== "paid") return false
  return !debits.some((debit) => debit.amountPaise === amountPaise && (debit.wasConfirmed || debit.untilMs > at))
}
