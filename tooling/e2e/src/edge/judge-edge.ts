import type { LedgerRow } from "../crash/start-harsh-bank.ts"
import { type FaultRow, isReturnedLater } from "./fault-list.ts"

/** What the worker answers about one payout. */
export interface PayoutDetail {
  readonly id: string
  readonly status: string
  readonly attempts: readonly { readonly reference: string; readonly state: string }[]
  readonly timeline: readonly unknown[]
  readonly next: { readonly at: string | null }
}

/** What a run is judged by. */
export interface EdgeEvidence {
  readonly rows: readonly FaultRow[]
  /** Undefined: the worker has no such payout. */
  readonly details: ReadonlyMap<string, PayoutDetail>
  readonly ledger: readonly LedgerRow[]
  /** How often the bank saw each reference with a payment. */
  readonly seen: ReadonlyMap<string, number>
}

/** Worker against ledger (MONEY.md: lost, stuck, double pay). All lists must be empty. */
export interface EdgeVerdict {
  readonly byStatus: Readonly<Record<string, number>>
  readonly debits: number
  readonly doublePaid: readonly string[]
  readonly lost: readonly string[]
  readonly stuck: readonly string[]
  readonly misstated: readonly string[]
  readonly sentTwice: readonly string[]
}

const FINAL = ["settled", "failed", "reversed", "cancelled"]

/** Holds every payout of the list against every debit of the bank. */
export const judgeEdge = ({ rows, details, ledger, seen }: EdgeEvidence): EdgeVerdict => {
  const found = { doublePaid: [] as string[], lost: [] as string[], stuck: [] as string[], misstated: [] as string[] }
  const byStatus: Record<string, number> = {}
  const known = new Set<string>()
  for (const row of rows) {
    const { payoutId, account, amountPaise, trouble } = row
    const name = `${payoutId} (${trouble})`
    const detail = details.get(payoutId)
    if (detail === undefined) {
      found.lost.push(`${name}: the worker does not know it`)
      continue
    }
    byStatus[detail.status] = (byStatus[detail.status] ?? 0) + 1
    for (const { reference } of detail.attempts) known.add(reference)
    if (detail.timeline.length < 2) found.lost.push(`${name}: nothing happened to it`)
    const { status, next } = detail
    if (!FINAL.includes(status) && status !== "review" && next.at === null) found.stuck.push(`${name}: ${status}, and never looked at again`)
    // An account of the list is one payout's own, or a magic one: then the amount tells.
    const own = ledger.filter((debit) => debit.beneficiaryAccount === account && BigInt(debit.amountPaise) === amountPaise)
    const standing = own.filter(({ state }) => state !== "reversed").length
    if (standing > 1) found.doublePaid.push(`${name}: ${standing} debits stand`)
    if (status === "settled" && standing === 0 && !(own.length > 0 && isReturnedLater(row))) found.misstated.push(`${name}: settled, and no debit stands`)
    if ((status === "failed" || status === "cancelled" || status === "reversed") && standing > 0) found.misstated.push(`${name}: ${status}, and a debit stands`)
  }
  const foreign = [...new Set([...seen.keys(), ...ledger.map(({ tranRefNo }) => tranRefNo)])].filter((reference) => !known.has(reference))
  found.lost.push(...foreign.map((reference) => `${reference}: at the bank, and not in the journal`))
  const sentTwice = [...seen].flatMap(([reference, times]) => (times > 1 ? [`${reference}: ${times} times`] : []))
  return { ...found, byStatus, debits: ledger.length, sentTwice }
}
