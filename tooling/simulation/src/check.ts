import type { PayoutView } from "@hundi/core"
import type { LedgerRow } from "@hundi/simulator"
import { END, type World } from "./world.ts"

/** What MONEY.md calls lost, stuck and double pay, and every other broken promise, by payout. */
export interface Verdict {
  readonly doublePays: readonly string[]
  readonly lost: readonly string[]
  readonly stuck: readonly string[]
  readonly violations: readonly string[]
}

const FINAL = new Set(["settled", "failed", "reversed", "cancelled"])

/** Holds the journal against the bank's ledger after the last day. */
export const check = async (world: World, taken: ReadonlySet<string>): Promise<Verdict> => {
  const rows = groupBy(world.bank.ledger(), (row) => row.tranRefNo)
  const known = new Set<string>()
  const lost: string[] = []
  const stuck: string[] = []
  const violations: string[] = []
  const doublePays = new Set(world.doubles)
  for (const id of taken) {
    const view = await world.journal.get(id)
    if (view === undefined || view.events.length < 2) {
      lost.push(id)
      continue
    }
    for (const attempt of view.attempts) known.add(attempt.reference)
    const debits = view.attempts.flatMap((attempt) => rows.get(attempt.reference) ?? [])
    if (debits.filter((debit) => debit.state !== "reversed").length > 1) doublePays.add(id)
    if (isStuck(view)) stuck.push(id)
    violations.push(...disagreements(view, debits))
  }
  for (const reference of rows.keys()) if (!known.has(reference)) lost.push(`debit ${reference}`)
  violations.push(...(await wireViolations(world)), ...(await world.journal.verify()).map((id) => `L9: history of ${id} does not verify`))
  return { doublePays: [...doublePays], lost, stuck, violations }
}

/** After T+7 everything is final or with people. */
const isStuck = ({ payout }: PayoutView): boolean => {
  if (FINAL.has(payout.status) || payout.status === "review") return payout.dueAt !== null && payout.dueAt < END - 86_400_000
  return true
}

const disagreements = ({ payout, attempts }: PayoutView, debits: readonly LedgerRow[]): readonly string[] => {
  const standing = debits.filter((debit) => debit.state !== "reversed")
  const paid = debits.reduce((sum, debit) => sum + BigInt(debit.amountPaise), 0n)
  const found: string[] = []
  // A settled payout may have been reversed later; without ever a debit it was invented.
  if (payout.status === "settled" && debits.length === 0) found.push(`settled without a debit: ${payout.id}`)
  if (payout.status === "settled" && debits.length === 1 && paid !== payout.amountPaise) found.push(`another amount: ${payout.id}`)
  if ((payout.status === "failed" || payout.status === "reversed") && standing.length > 0)
    found.push(`failed with a standing debit: ${payout.id}`)
  if (payout.status === "cancelled" && debits.length > 0) found.push(`cancelled with a debit: ${payout.id}`)
  const live = attempts.filter((attempt) => attempt.provedFailedAt === null)
  if (live.length > 1) found.push(`L2: two live attempts: ${payout.id}`)
  return found
}

/** L3: on the wire at most once for each reference, witnessed not-sent ones excepted, which never reach the wire here. */
const wireViolations = async (world: World): Promise<readonly string[]> =>
  [...world.sends].filter(([, count]) => count > 1).map(([reference]) => `L3: ${reference} was sent twice`)

const groupBy = <A>(items: readonly A[], key: (item: A) => string): ReadonlyMap<string, readonly A[]> => {
  const groups = new Map<string, A[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group === undefined) groups.set(key(item), [item])
    else group.push(item)
  }
  return groups
}
