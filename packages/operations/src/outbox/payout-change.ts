import type { PayoutStatus } from "@hundi/core"

/** One line of a payout's history, with where it left the payout. */
export interface PayoutChange {
  /** The journal's id, `tenant/payoutId`. */
  readonly payoutId: string
  /** The event's number in this payout's chain: 1, 2, 3, ... without a gap. */
  readonly seq: number
  /** ms since 1970 (UTC). */
  readonly at: number
  /** The event's kind, e.g. `held`. */
  readonly kind: string
  /** The payout's status after this event. */
  readonly status: PayoutStatus
  readonly amountPaise: bigint
  /** Of the newest attempt at that moment. */
  readonly reference: string | null
  readonly rrn: string | null
  /** Why it is held, in review, unknown or failed, in words that a program made. Never what a person typed: that may be about a person. */
  readonly reason: string | null
}

/** `cursor`: where the next page begins; give it back as it is. */
export interface ChangePage {
  readonly changes: readonly PayoutChange[]
  readonly cursor: string | null
}

/**
 * The journal's history of all payouts, in an order in which each payout's events stand by `seq`.
 *
 * Gap-free: once a cursor has been handed out, no event may become visible before it. A journal with one writer at a time gets that from
 * a number given in the event's own transaction. With several (PostgreSQL) a sequence does not do: a transaction that took a lower number
 * may commit later; stop the page before the oldest transaction still running (`pg_snapshot_xmin`), or give numbers under a lock.
 */
export interface ChangeFeed {
  /** Every event after the cursor, from the beginning with null, at most `limit`. An empty page: nothing new. */
  readonly changesSince: (cursor: string | null, limit: number) => Promise<ChangePage>
}
