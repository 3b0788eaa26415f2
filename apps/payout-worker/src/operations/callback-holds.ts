import { formatRupees } from "@hundi/catalog"
import { HundiError, isUnsent, type Journal, type Payout, type PayoutView } from "@hundi/core"
import { isSamePerson } from "@hundi/operations/controls"
import type { HintView, Inbox } from "@hundi/operations/inbox"

/** Payouts, and their beneficiaries, that a callback made us keep back: it says that an attempt which had failed was paid after all. */
export interface CallbackHolds {
  /** Why a callback keeps this very payout back, in words for people; undefined when none does, or people have released it. */
  readonly reasonFor: (payout: Payout) => Promise<string | undefined>
  /** Why a callback about another payout holds this one's beneficiary (MONEY.md, States: late money). */
  readonly beneficiaryReasonFor: (payout: Payout) => Promise<string | undefined>
  /**
   * One person's word that the statement was looked at and it may go; it goes, and its beneficiary is free, when a second person says so.
   * @throws HundiError ILLEGAL_TRANSITION when no callback holds it or the second person is the first, LIVE_ATTEMPT, NOT_FOUND
   */
  readonly release: (order: ReleaseOrder) => Promise<{ readonly released: boolean; readonly says: string }>
}

interface ReleaseOrder {
  /** The journal's id. */
  readonly id: string
  readonly by: string
  readonly reason: string
}

interface Parts {
  readonly inbox: Pick<Inbox, "list">
  readonly journal: Journal
  readonly owner: string
  readonly now: () => number
}

const PROPOSED = "callback-hold-release-proposed"
const RELEASED = "callback-hold-released"
const LEASE_MS = 30_000
const MOST = 1000

/** The hold stands until two people's word about that callback, or a later one, is in the payout's history. */
export const createCallbackHolds = ({ inbox, journal, owner, now }: Parts): CallbackHolds => {
  /** Those that nobody has answered yet: the payout waits, people must look, or the bank is being asked. */
  const open = (payoutId?: string): readonly HintView[] =>
    (["held", "people", "open"] as const)
      .flatMap((state) => inbox.list({ state, limit: MOST, ...(payoutId === undefined ? {} : { payoutId }) }))
      .filter(({ says }) => says === "paid")
  const standing = async (id: string): Promise<HintView | undefined> => {
    const hints = open(id)
    if (hints.length === 0) return undefined
    const view = await journal.get(id)
    return view === undefined ? undefined : hints.find((hint) => stands(hint, view))
  }
  return {
    reasonFor: async ({ id, amountPaise }) => {
      const hint = await standing(id)
      return hint === undefined || hint.state !== "held"
        ? undefined
        : `The bank's callback says that the earlier attempt ${hint.reference} was paid after all: another one would pay Rs ${formatRupees(amountPaise)} twice.`
            + " Look for that reference on the statement. If it is there, reject this payout; if not, two people approve it as «release»."
    },
    beneficiaryReasonFor: async ({ id, tenant, beneficiaryHash }) => {
      for (const hint of open()) {
        const view = hint.payoutId === null || hint.payoutId === id ? undefined : await journal.get(hint.payoutId)
        if (view === undefined || !stands(hint, view)) continue
        if (view.payout.tenant !== tenant || view.payout.beneficiaryHash !== beneficiaryHash) continue
        return (
          `The bank's callback says that the failed attempt ${hint.reference} of ${view.payout.payoutId}, to the same beneficiary, was paid after all. Until that is`
          + ` clear nothing more goes to this beneficiary. Look for that reference on the statement; two people end it by approving ${view.payout.payoutId} as «release».`
        )
      }
      return undefined
    },
    release: async (order) => {
      const { id, by, reason } = order
      const view = await journal.get(id)
      if (view === undefined) throw new HundiError("NOT_FOUND", "there is no payout of that id")
      const hint = await standing(id)
      if (hint === undefined) throw new HundiError("ILLEGAL_TRANSITION", "no callback of the bank keeps this payout back: there is nothing to release")
      const first = view.events.findLast(({ kind, detail }) => kind === PROPOSED && detail["callback"] === hint.id)
      if (first === undefined) {
        await journal.note(id, { kind: PROPOSED, detail: { by, reason, callback: hint.id } }, now())
        return { released: false, says: `${by}'s word is written down: a second person must have looked at the statement too, and say release.` }
      }
      const proposedBy = String(first.detail["by"])
      if (isSamePerson(proposedBy, by)) throw new HundiError("ILLEGAL_TRANSITION", `${proposedBy} has said so already: the second person must be another one`)
      await free(view, { kind: RELEASED, detail: { by, reason, proposedBy, callback: hint.id } })
      return { released: true, says: `${proposedBy} and ${by} have released it; the controls look at it again before anything goes.` }
    }
  }

  async function free({ payout: { id } }: PayoutView, event: Parameters<Journal["note"]>[1]): Promise<void> {
    const work = await journal.claim(id, { owner, now: now(), leaseMs: LEASE_MS })
    if (work === undefined) throw new HundiError("LIVE_ATTEMPT", "this payout is being worked on now: look again in a moment")
    const { status, dueAt, scheduledFor } = work.payout
    let nextAt = dueAt
    try {
      await journal.note(id, event, now())
      if (isUnsent(status)) nextAt = Math.max(now(), scheduledFor ?? 0)
    } finally {
      await journal.release(id, work.epoch, nextAt)
    }
  }
}

/** It is about an attempt whose failure is proved, and no two people have released it or a later one. */
const stands = ({ id, reference }: HintView, { attempts, events }: PayoutView): boolean => {
  const about = attempts.find((attempt) => attempt.reference === reference)
  if (about === undefined || about.provedFailedAt === null) return false
  const released = events.findLast(({ kind }) => kind === RELEASED)?.detail["callback"]
  return !(typeof released === "number" && released >= id)
}
