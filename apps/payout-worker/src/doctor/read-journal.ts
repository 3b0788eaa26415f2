import { type Anchor, chainHash, GENESIS, isUnsent, type Journal, type Payout, type PayoutStatus, type PayoutView } from "@hundi/core"

/** What a journal says of itself. Times are ms since 1970 (UTC). */
export interface JournalFacts {
  /** How many wait, by status; final ones are not counted. */
  readonly waiting: Readonly<Partial<Record<PayoutStatus, number>>>
  readonly oldestUnknownSince: number | null
  /** Due long ago and taken by nobody; what a paused rail holds is not counted. */
  readonly overdue: number
  readonly pauses: readonly { readonly rail: string; readonly reason: string; readonly at: number }[]
  /** How many of the newest histories were recomputed, and whose did not hold. */
  readonly verified: number
  readonly altered: readonly string[]
  readonly anchors: readonly Anchor[]
}

/** A worker looks twice a second, and gives a claimed enquiry up after nine minutes: what waits this long has no worker. */
export const OVERDUE_MS = 15 * 60_000
const CHAINS = 200
const PAGE = 500
/** Beyond this many the oldest by their own date are looked at. */
const MOST_LOOKED_AT = 500
const TENANT = "default"

const waiting = ["awaiting-approval", "scheduled", "queued", "in-flight", "unknown", "review"] as const satisfies readonly PayoutStatus[]

/** Reads a journal through its port. */
export const readJournal = async (journal: Journal, now: number): Promise<JournalFacts> => {
  const pauses = await journal.pauses()
  const paused = new Set(pauses.map(({ rail }) => rail))
  const byStatus = new Map<PayoutStatus, readonly Payout[]>()
  for (const status of waiting) byStatus.set(status, await readAll(journal, status))
  const overdue = [...byStatus.values()].flat().filter((payout) => isOverdue(payout, now, paused)).length
  const views = await viewsOf(journal, (await journal.list({ tenant: TENANT, limit: CHAINS })).data)
  return {
    waiting: Object.fromEntries([...byStatus].map(([status, payouts]) => [status, payouts.length])),
    oldestUnknownSince: await oldestUnknown(journal, [...(byStatus.get("unknown") ?? []), ...(byStatus.get("review") ?? [])]),
    overdue,
    pauses,
    verified: views.length,
    altered: views.filter((view) => !holds(view)).map(({ payout }) => payout.payoutId),
    anchors: await journal.anchors()
  }
}

const readAll = async (journal: Journal, status: PayoutStatus): Promise<readonly Payout[]> => {
  const found: Payout[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<Journal["list"]>> = await journal.list({ tenant: TENANT, status, limit: PAGE, ...(cursor === null ? {} : { cursor }) })
    for (const payout of page.data) found.push(payout)
    cursor = page.nextCursor
  } while (cursor !== null)
  return found
}

const isOverdue = ({ dueAt, status, rail }: Payout, now: number, paused: ReadonlySet<string>): boolean =>
  dueAt !== null && dueAt < now - OVERDUE_MS && !(isUnsent(status) && paused.has(rail))

const viewsOf = async (journal: Journal, payouts: readonly Payout[]): Promise<readonly PayoutView[]> =>
  (await Promise.all(payouts.map(({ id }) => journal.get(id)))).filter((view) => view !== undefined)

const oldestUnknown = async (journal: Journal, payouts: readonly Payout[]): Promise<number | null> => {
  const oldest = [...payouts].sort((one, other) => one.createdAt - other.createdAt).slice(0, MOST_LOOKED_AT)
  const since = (await viewsOf(journal, oldest)).flatMap(({ attempts }) => {
    const last = attempts.at(-1)
    return last?.state === "unknown" && last.unknownSince !== null ? [last.unknownSince] : []
  })
  return since.length === 0 ? null : Math.min(...since)
}

/** Recomputes one chain (L9); `hundi-worker verify-audit` does it for all of them, and compares their ends. */
const holds = ({ payout, events }: PayoutView): boolean => {
  let previous = GENESIS
  return events.every(({ hash, ...event }, index) => {
    previous = chainHash(previous, payout.id, event)
    return hash === previous && event.seq === index + 1
  })
}
