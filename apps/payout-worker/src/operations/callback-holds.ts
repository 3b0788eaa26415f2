import { formatRupees } from "@hundi/catalog"
import { HundiError, type Journal, type Payout, type PayoutView } from "@hundi/core"
import type { Inbox } from "@hundi/operations/inbox"

/** Payouts that a callback made us keep back: it says that an earlier attempt was paid after all. */
export interface CallbackHolds {
  /** Why a callback keeps it back, in words for people; undefined when none does, or people have released it. */
  readonly reasonFor: (payout: Payout) => Promise<string | undefined>
  /**
   * A person has looked at the statement: it may go.
   * @throws HundiError ILLEGAL_TRANSITION when no callback holds it, LIVE_ATTEMPT, NOT_FOUND
   */
  readonly release: (order: { readonly id: string; readonly by: string; readonly reason: string }) => Promise<PayoutView>
}

interface Parts {
  readonly inbox: Pick<Inbox, "list">
  readonly journal: Journal
  readonly owner: string
  readonly now: () => number
}

const RELEASED = "callback-hold-released"
const LEASE_MS = 30_000

/** The hold stands until a person's word about that callback, or a later one, is in the payout's history. */
export const createCallbackHolds = ({ inbox, journal, owner, now }: Parts): CallbackHolds => {
  const standing = async (id: string) => {
    const [hint] = inbox.list({ state: "held", payoutId: id, limit: 1 })
    if (hint === undefined) return undefined
    const view = await journal.get(id)
    const released = view?.events.findLast(({ kind }) => kind === RELEASED)?.detail["callback"]
    return typeof released === "number" && released >= hint.id ? undefined : hint
  }
  return {
    reasonFor: async ({ id, amountPaise }) => {
      const hint = await standing(id)
      return hint === undefined
        ? undefined
        : `The bank's callback says that the earlier attempt ${hint.reference} was paid after all: another one would pay Rs ${formatRupees(amountPaise)} twice.`
            + " Look for that reference on the statement. If it is there, reject this payout; if not, approve it as «release»."
    },
    release: async ({ id, by, reason }) => {
      const view = await journal.get(id)
      if (view === undefined) throw new HundiError("NOT_FOUND", "there is no payout of that id")
      const hint = await standing(id)
      if (hint === undefined) throw new HundiError("ILLEGAL_TRANSITION", "no callback of the bank keeps this payout back: there is nothing to release")
      const work = await journal.claim(id, { owner, now: now(), leaseMs: LEASE_MS })
      if (work === undefined) throw new HundiError("LIVE_ATTEMPT", "this payout is being worked on now: look again in a moment")
      try {
        await journal.note(id, { kind: RELEASED, detail: { by, reason, callback: hint.id } }, now())
        await journal.release(id, work.epoch, Math.max(now(), work.payout.scheduledFor ?? 0))
      } catch (error) {
        await journal.release(id, work.epoch, work.payout.dueAt)
        throw error
      }
      return (await journal.get(id)) ?? view
    }
  }
}
