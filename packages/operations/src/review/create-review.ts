import type { Holidays } from "@hundi/catalog/calendar"
import { HundiError, idOf, type Journal, type JournalEvent, type PayoutView, type Work } from "@hundi/core"
import { isSamePerson } from "../controls/person.ts"
import { decide } from "./decide.ts"
import { checkReviewOrder, type ReviewOrder } from "./review-order.ts"

/** What {@link createReview} takes. */
export interface ReviewOptions {
  readonly journal: Journal
  /** Names the holder of leases, as everywhere: the instance. */
  readonly owner: string
  /** ms since 1970 (UTC). */
  readonly now: () => number
  readonly holidays?: Holidays
}

/** What one word led to. */
export interface ReviewResult {
  /** False: it is written down, and waits for a second person to say the same. */
  readonly decided: boolean
  readonly view: PayoutView
}

export interface Review {
  /**
   * Takes one person's word about a payout in review. Asking the bank again is one person's to order; what says where money is
   * needs two different people who say the same, and evidence. The first word is kept as a proposal; another one replaces it.
   *
   * @throws HundiError INVALID_REQUEST, NOT_FOUND, ILLEGAL_TRANSITION (not in review, or the journal's evidence forbids it),
   * LIVE_ATTEMPT while somebody works on the payout
   */
  readonly act: (order: ReviewOrder) => Promise<ReviewResult>
}

const LEASE_MS = 30_000

/**
 * The desk of those who decide what no program can. Every word goes into the payout's chained history.
 *
 * @example
 * const review = createReview({ journal, owner: "01", now: Date.now })
 * await review.act({ payoutId: "P1", action: "confirm-paid", by: "asha", reason: "on the statement of the 21st", rrn: "600000000001" })
 */
export const createReview = ({ journal, owner, now, holidays }: ReviewOptions): Review => ({
  act: async (order) => {
    checkReviewOrder(order)
    const id = idOf(order.payoutId, order.tenant)
    const work = await claim(journal, id, owner, now())
    const view = await viewOf(journal, id)
    try {
      const proposal = order.action === "ask-again" ? undefined : proposalOf(view.events)
      if (proposal !== undefined && isSamePerson(String(proposal.detail["by"]), order.by) && sameWord(proposal, order)) {
        throw new HundiError("ILLEGAL_TRANSITION", `${order.by} has said so already: the second person must be another one`)
      }
      const isSecond = proposal !== undefined && sameWord(proposal, order)
      const change = decide({ view, work, order, proposal, isSecond, now: now(), holidays })
      await journal.record({ payoutId: id, reference: change.reference, epoch: work.epoch, at: now() }, change)
      return { decided: change.decided, view: await viewOf(journal, id) }
    } catch (error) {
      await journal.release(id, work.epoch, work.payout.dueAt)
      throw error
    }
  }
})

const claim = async (journal: Journal, id: string, owner: string, now: number): Promise<Work> => {
  const work = await journal.claim(id, { owner, now, leaseMs: LEASE_MS })
  if (work === undefined) throw new HundiError("LIVE_ATTEMPT", "this payout is being worked on now: look again in a moment")
  return work
}

const viewOf = async (journal: Journal, id: string): Promise<PayoutView> => {
  const view = await journal.get(id)
  if (view === undefined) throw new HundiError("NOT_FOUND", "there is no payout of that id")
  return view
}

/** The word that waits for a second one: nothing has been decided since. */
const proposalOf = (events: readonly JournalEvent[]): JournalEvent | undefined => {
  const last = events.findLast(({ kind }) => kind === "review-proposed" || kind === "review-decided")
  return last?.kind === "review-proposed" ? last : undefined
}

/** Two people agree when they name the same action and the same evidence; their reasons are their own. */
const sameWord = ({ detail }: JournalEvent, { action, rrn, amountPaise, statementFrom, statementTo }: ReviewOrder): boolean =>
  detail["action"] === action
  && detail["rrn"] === (rrn ?? null)
  && detail["amountPaise"] === (amountPaise?.toString() ?? null)
  && detail["statementFrom"] === (statementFrom ?? null)
  && detail["statementTo"] === (statementTo ?? null)
