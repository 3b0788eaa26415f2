import type { Journal, PayoutStatus } from "@hundi/core"
import type { Instruments } from "./instruments.ts"
import type { Labels } from "./otel-like.ts"
import { oneOf, rails } from "./safe-labels.ts"

interface Parts {
  readonly instruments: Instruments
  readonly now: () => number
  readonly tenants: readonly string[]
  readonly lookEveryMs: number
}

/** Statuses in which a payout waits for somebody: the bank, a worker, people. */
const waiting = ["awaiting-approval", "scheduled", "queued", "in-flight", "unknown", "review"] as const satisfies readonly PayoutStatus[]

const PAGE = 500
/** A gauge that reads more than this is a load of its own: of so many the newest are looked at. */
const MOST_ROWS = 20_000

interface Seen {
  readonly payouts: readonly (readonly [number, Labels])[]
  readonly oldestUnknownSince: number | undefined
}

/** Gauges over what waits in the journal, read through the journal itself at most every `lookEveryMs`. Returns how to end them. */
export const observeJournal = (journal: Journal, { instruments, now, tenants, lookEveryMs }: Parts): (() => void) => {
  const sinceOf = rememberUnknownSince(journal)
  const look = async (): Promise<Seen> => {
    const counts = await Promise.all(tenants.map((tenant) => journal.counts(tenant)))
    const payouts = waiting.map((status) => [counts.reduce((sum, one) => sum + (one[status] ?? 0), 0), { "hundi.status": status }] as const)
    const unknown = await Promise.all(tenants.map((tenant) => readIds(journal, tenant, "unknown")))
    return { payouts, oldestUnknownSince: await sinceOf(unknown.flat()) }
  }
  const seen = atMostEvery(look, now, lookEveryMs)
  const stops = [
    instruments.observe.payouts(async () => (await seen()).payouts),
    instruments.observe.unknownOldest(async () => {
      const { oldestUnknownSince: since } = await seen()
      return [[since === undefined ? 0 : Math.max(0, now() - since), {}]]
    }),
    instruments.observe.railsPaused(async () => {
      const paused = new Set((await journal.pauses()).map(({ rail }) => rail))
      return rails.map((rail) => [paused.has(rail) ? 1 : 0, { "hundi.rail": oneOf(rails, rail) }])
    })
  ]
  return () => stops.forEach((stop) => stop())
}

const readIds = async (journal: Journal, tenant: string, status: PayoutStatus): Promise<readonly string[]> => {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<Journal["list"]>> = await journal.list({ tenant, status, limit: PAGE, ...(cursor === null ? {} : { cursor }) })
    for (const { id } of page.data) ids.push(id)
    cursor = page.nextCursor
  } while (cursor !== null && ids.length < MOST_ROWS)
  return ids
}

/** An attempt's `unknownSince` never changes once set, so each is read once and kept while its payout is seen to be unknown. */
const rememberUnknownSince = (journal: Journal) => {
  let known = new Map<string, number>()
  return async (ids: readonly string[]): Promise<number | undefined> => {
    const next = new Map<string, number>()
    for (const id of ids) {
      const since = known.get(id) ?? (await readUnknownSince(journal, id))
      if (since !== undefined) next.set(id, since)
    }
    known = next
    return next.size === 0 ? undefined : Math.min(...next.values())
  }
}

const readUnknownSince = async (journal: Journal, id: string): Promise<number | undefined> =>
  (await journal.get(id))?.attempts.at(-1)?.unknownSince ?? undefined

/** One look serves all gauges of a collection, and those of the next ones until it is old. A look that failed is not kept. */
const atMostEvery = <A>(look: () => Promise<A>, now: () => number, everyMs: number): (() => Promise<A>) => {
  let kept: { readonly at: number; readonly answer: Promise<A> } | undefined
  return () => {
    if (kept !== undefined && now() - kept.at < everyMs) return kept.answer
    const answer = look()
    kept = { at: now(), answer }
    answer.catch(() => (kept = undefined))
    return answer
  }
}
