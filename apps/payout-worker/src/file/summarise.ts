import { provedFailures, type Standing } from "@hundi/core"
import type { LedgerRow } from "../bank/ask-simulator.ts"
import type { Holds } from "./held.ts"
import { type OutcomeName, outcomeNames, outcomeOf } from "./outcome-of.ts"

/** One file's result (CONTRACTS, Summary JSON). Counts, and milliseconds. */
export type Summary = { readonly [K in "payouts" | "invalid" | OutcomeName | "doublePaid" | "bankDebits" | "elapsedMs"]: number }

/** What a summary is made of. Without a `ledger` (a real bank has none to show) the journal's own word is counted. */
export interface SummaryParts {
  readonly standings: readonly Standing[]
  /** The journal's ids of payouts that are kept back here. */
  readonly held?: ReadonlySet<string> | Holds
  readonly ledger: readonly LedgerRow[] | undefined
  readonly invalid: number
  readonly elapsedMs: number
}

/** Counts outcomes and debits. The outcomes add up to `payouts`. */
export const summarise = ({ standings, held, ledger, invalid, elapsedMs }: SummaryParts): Summary => {
  const counts = Object.fromEntries(outcomeNames.map((name) => [name, 0])) as Record<OutcomeName, number>
  for (const standing of standings) counts[outcomeOf(standing, held?.has(standing.id))]++
  const debits = ledger === undefined ? countJournalled(standings) : countInLedger(standings, ledger)
  return { payouts: standings.length, invalid, ...counts, ...debits, elapsedMs }
}

type Debits = Pick<Summary, "doublePaid" | "bankDebits">

/** Debits that stand in the bank's books under references of these payouts. */
const countInLedger = (standings: readonly Standing[], ledger: readonly LedgerRow[]): Debits => {
  const standing = new Map<string, number>()
  for (const { tranRefNo, state } of ledger) if (state !== "reversed") standing.set(tranRefNo, (standing.get(tranRefNo) ?? 0) + 1)
  const perPayout = standings.map(({ references }) => references.reduce((sum, reference) => sum + (standing.get(reference) ?? 0), 0))
  return { doublePaid: perPayout.filter((count) => count > 1).length, bankDebits: perPayout.reduce((sum, count) => sum + count, 0) }
}

/**
 * Without the bank's books: what the journal proves. More than one try that is not proved failed would be a double pay;
 * the journal's index makes that impossible (L2), so only the last try of a payout can be live.
 */
const countJournalled = (standings: readonly Standing[]): Debits => ({
  doublePaid: 0,
  bankDebits: standings.filter(({ state }) => state !== null && !provedFailures.includes(state) && (state === "settled" || state === "accepted")).length
})
