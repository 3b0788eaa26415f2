import type { LedgerRow } from "./bank-control.ts"
import type { ClientLine } from "./run-client.ts"
import type { Scenario } from "./scenarios.ts"

/** What is wrong with one payout; none when the client's word fits the bank's books. */
export type Mistake = "paid twice" | "lost" | "mis-stated"

/** One payout, judged. */
export interface Verdict {
  readonly payoutId: string
  readonly fault: string
  /** Did the bank ever debit for it, reversed or not? */
  readonly moneyMoved: boolean
  /** Debits that stand: reversed ones are not counted. */
  readonly debits: number
  readonly said: ClientLine["status"] | "nothing"
  readonly wrong: readonly Mistake[]
}

/**
 * Holds what a client says against what the bank did. `ledger` holds the debits of this run only.
 * Saying `unknown` is never wrong; saying `failed` while a debit stands is, and `paid` without one, or with another amount.
 */
export const judge = (
  scenarios: readonly Scenario[],
  ledger: readonly LedgerRow[],
  lines: ReadonlyMap<string, ClientLine>
): readonly Verdict[] => {
  const byAccount = new Map<string, LedgerRow[]>()
  for (const row of ledger) byAccount.set(row.beneficiaryAccount, [...(byAccount.get(row.beneficiaryAccount) ?? []), row])
  return scenarios.map(({ payoutId, fault, account, amountPaise }) => {
    const moved = byAccount.get(account) ?? []
    const standing = moved.filter(({ state }) => state !== "reversed")
    const said = lines.get(payoutId)?.status ?? "nothing"
    const isAmountWrong = standing.some((row) => BigInt(row.amountPaise) !== amountPaise)
    const wrong: Mistake[] = []
    if (standing.length > 1) wrong.push("paid twice")
    if (said === "nothing" && moved.length > 0) wrong.push("lost")
    if ((said === "failed" && standing.length > 0) || (said === "paid" && standing.length === 0) || isAmountWrong) wrong.push("mis-stated")
    return { payoutId, fault, moneyMoved: moved.length > 0, debits: standing.length, said, wrong }
  })
}

/** Debits to accounts that nobody asked to pay. */
export const findStray = (scenarios: readonly Scenario[], ledger: readonly LedgerRow[]): readonly LedgerRow[] => {
  const known = new Set(scenarios.map(({ account }) => account))
  return ledger.filter(({ beneficiaryAccount }) => !known.has(beneficiaryAccount))
}
