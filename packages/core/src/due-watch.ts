import { isUnsent } from "./journal-rules.ts"
import type { ClaimRequest, Journal } from "./journal.ts"

type Want = ClaimRequest["want"]

/** When each lane must look next, as far as this process knows: it sleeps until then, not by the poll. */
export interface DueWatch {
  /** The earliest known time, ms since 1970 (UTC). */
  readonly next: (want: Want) => number
  /** What the journal said: replaces what was known. */
  readonly learn: (want: Want, at: number | null) => void
  /** Hears of every time that comes before what was known. */
  readonly onSooner: (want: Want, wake: () => void) => void
  /** The journal, overheard: what is written about a payout says when it is due. */
  readonly overhear: (journal: Journal) => Journal
}

export const createDueWatch = (): DueWatch => {
  const times: Record<Want, number> = { sends: Infinity, enquiries: Infinity }
  const wakers: Partial<Record<Want, () => void>> = {}
  const note = (want: Want, at: number | null): void => {
    if (at === null || at >= times[want]) return
    times[want] = at
    wakers[want]?.()
  }
  return {
    next: (want) => times[want],
    learn: (want, at) => void (times[want] = at ?? Infinity),
    onSooner: (want, wake) => void (wakers[want] = wake),
    overhear: (journal) => ({
      ...journal,
      record: async (holder, change) => {
        const result = await journal.record(holder, change)
        note(isUnsent(change.payout.status) ? "sends" : "enquiries", change.payout.dueAt)
        return result
      },
      release: async (payoutId, epoch, dueAt) => {
        await journal.release(payoutId, epoch, dueAt)
        note("sends", dueAt)
        note("enquiries", dueAt)
      },
      hold: async (order) => {
        await journal.hold(order)
        note("sends", order.dueAt)
      }
    })
  }
}
