import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"
import { type AttemptState, attemptMoves, finalStatuses, type JournalEvent, type PayoutStatus, provedFailures } from "./domain.ts"
import { HundiError } from "./hundi-error.ts"
import type { Anchor, Change } from "./journal.ts"
import { sha256Hex } from "./sha256.ts"
import type { SpendAnswer, SpendLimit } from "./spend.ts"

/** The hash before a payout's first event. */
export const GENESIS = "0".repeat(64)

/** An event's hash over the one before it: a history cannot be changed in the middle without changing its end (L9). */
export const chainHash = (previous: string, payoutId: string, event: Omit<JournalEvent, "hash">): string =>
  sha256Hex(JSON.stringify([previous, payoutId, event.seq, event.at, event.kind, event.detail]))

/** The end of one payout's chain. */
export interface ChainHead {
  readonly payoutId: string
  readonly seq: number
  readonly hash: string
}

/** An anchor's hash: over the one before it, its number and time, and the heads in order of payout id (L9). */
export const anchorHash = (previous: string, { no, at }: Pick<Anchor, "no" | "at">, heads: Iterable<ChainHead>): string => {
  const digest = sha256.create().update(utf8ToBytes(JSON.stringify([previous, no, at])))
  for (const { payoutId, seq, hash } of heads) digest.update(utf8ToBytes(JSON.stringify([payoutId, seq, hash])))
  return bytesToHex(digest.digest())
}

/** Refuses to cancel what is final, in review, or may have been paid. */
export const checkCancel = (status: PayoutStatus, state: AttemptState | undefined, isLive: boolean): void => {
  if (status === "review") throw new HundiError("HELD", "people are reviewing this payout: they decide")
  if (finalStatuses.includes(status)) throw new HundiError("ILLEGAL_TRANSITION", `this payout is ${status}: that is final`)
  if (isLive && state !== "reserved") throw new HundiError("LIVE_ATTEMPT", "it was sent and may have been paid: it cannot be cancelled any more")
}

/** What the history says of an attempt that was taken for lost. */
export const lostDetail = Object.freeze({ reason: "lease-lapsed", restored: true })

/** What a send meets on a paused rail. */
export const railHeld = (rail: string): HundiError => new HundiError("HELD", `${rail} is paused: nothing is sent over it until it is resumed`)

/** Refuses another attempt of a payout that people review, or that was cancelled. */
export const checkReserve = (status: PayoutStatus): void => {
  if (status === "review") throw new HundiError("HELD", "people are reviewing this payout: no new attempt until they have decided")
  if (status === "cancelled") throw new HundiError("ILLEGAL_TRANSITION", "this payout was cancelled: that is final")
}

/** Refuses a move that the states do not allow, and a proof of failure without a state that proves it (L2, L4). */
export const checkMove = (from: AttemptState, change: Change["attempt"]): void => {
  if (!attemptMoves[from].includes(change.state)) {
    throw new HundiError("ILLEGAL_TRANSITION", `an attempt cannot go from ${from} to ${change.state}`)
  }
  if (change.provedFailedAt !== undefined && !provedFailures.includes(change.state)) {
    throw new HundiError("ILLEGAL_TRANSITION", `${change.state} proves no failure`)
  }
}

/** Statuses of payouts that wait to be sent: now, at their time, or for an approval. */
const unsentStatuses: readonly PayoutStatus[] = Object.freeze(["queued", "scheduled", "awaiting-approval"] as const)

export const isUnsent = (status: PayoutStatus): boolean => unsentStatuses.includes(status)

/** Statuses of payouts that no longer count against a limit: no money left, or all of it came back. */
export const unspentStatuses: readonly PayoutStatus[] = Object.freeze(["failed", "cancelled", "reversed"] as const)

/** Refuses to keep back what may have left. */
export const checkHold = (state: AttemptState | undefined, status: PayoutStatus): void => {
  if (state !== undefined && state !== "reserved") throw new HundiError("LIVE_ATTEMPT", "it was sent and may have been paid: it cannot be held back")
  if (!isUnsent(status) && status !== "failed") throw new HundiError("ILLEGAL_TRANSITION", `this payout is ${status}: there is nothing to hold back`)
}

/** Would one more payout break the limit? */
export const exceeds = (limit: SpendLimit, amountPaise: bigint, usedPaise: bigint, usedCount: number): SpendAnswer | undefined => {
  const { maxPaise, maxCount } = limit
  const breaks = (maxPaise !== undefined && usedPaise + amountPaise > maxPaise) || (maxCount !== undefined && usedCount + 1 > maxCount)
  return breaks ? { kind: "exceeded", limit, usedPaise, usedCount } : undefined
}
