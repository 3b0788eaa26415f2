import type { Credit, Payment } from "../bank-types.ts"
import { partReturnPaise } from "../books.ts"
import { chargesOf } from "./charges.ts"
import { creditNarrationOf, narrationOf, returnNarrationOf } from "./narration.ts"

/** One line of an account statement. */
export interface Entry {
  /** The statement's own id: it has nothing to do with the partner's reference, which no statement carries as a field. */
  readonly id: string
  readonly atMs: number
  /** Paise; below zero = debit. */
  readonly amountPaise: bigint
  readonly narration: string
  /** Paise after this line. */
  readonly balancePaise: bigint
}

/** A statement: what stood before, the lines, what stands after. */
export interface Statement {
  readonly account: string
  readonly fromMs: number
  /** The first instant that is not in it. */
  readonly untilMs: number
  readonly openingPaise: bigint
  readonly closingPaise: bigint
  readonly entries: readonly Entry[]
}

/** What a statement is made from. */
export interface StatementOrder {
  readonly account: string
  /** The account's payments, in order of arrival. */
  readonly payments: Iterable<Payment>
  /** What came in, in order of arrival. */
  readonly credits: Iterable<Credit>
  readonly accountOpeningPaise: bigint
  readonly fromMs: number
  readonly untilMs: number
  /** Nothing later than this has happened yet. */
  readonly nowMs: number
  readonly withCharges: boolean
}

type Line = Pick<Entry, "atMs" | "amountPaise" | "narration">

/** The lines of an account in order of time, with the balance after each. */
export const makeStatement = (order: StatementOrder): Statement => {
  const { account, fromMs, untilMs, nowMs } = order
  const lines: Line[] = []
  for (const payment of order.payments) lines.push(...linesOf(payment, order.withCharges))
  for (const credit of order.credits) {
    lines.push({ atMs: credit.atMs, amountPaise: BigInt(credit.amountPaise), narration: creditNarrationOf(credit) })
  }
  // Array.sort is stable: lines of one instant keep the order of arrival.
  const past = lines.filter(({ atMs }) => atMs <= nowMs && atMs < untilMs).sort((a, b) => a.atMs - b.atMs)
  let balancePaise = order.accountOpeningPaise
  const entries = past.map((line, index): Entry => {
    balancePaise += line.amountPaise
    return { ...line, id: `S${100_001 + index}`, balancePaise }
  })
  const shown = entries.filter(({ atMs }) => atMs >= fromMs)
  const openingPaise = entries.findLast(({ atMs }) => atMs < fromMs)?.balancePaise ?? order.accountOpeningPaise
  return { account, fromMs, untilMs, openingPaise, closingPaise: balancePaise, entries: shown }
}

const linesOf = (payment: Payment, withCharges: boolean): readonly Line[] => {
  const amountPaise = BigInt(payment.amountPaise)
  const taken = payment.steps.findIndex(({ state }) => state !== "none")
  // A payment that waited for somebody, or in a queue, is debited when its time has come.
  const debitedAtMs = taken > 0 ? (payment.steps[taken]?.fromMs ?? payment.receivedAtMs) : payment.receivedAtMs
  const debit: Line = { atMs: debitedAtMs, amountPaise: -amountPaise, narration: narrationOf(payment) }
  const returned = (atMs: number): Line => ({ atMs, amountPaise, narration: returnNarrationOf(payment) })
  // Refused after the debit: both lines stand at the same instant, and the ledger knows of neither.
  if (payment.bounced === true) return [debit, returned(payment.receivedAtMs)]
  if (taken === -1) return []
  const charges = withCharges ? chargesOf(payment).map((charge) => ({ ...charge, atMs: debitedAtMs })) : []
  const reversal = payment.steps.slice(taken).find(({ state }) => state === "reversed")
  const part = payment.partReturnedAtMs
  return [
    debit, ...charges,
    ...(part === undefined ? [] : [{ ...returned(part), amountPaise: partReturnPaise(payment) }]),
    ...(reversal === undefined ? [] : [returned(reversal.fromMs)])
  ]
}
