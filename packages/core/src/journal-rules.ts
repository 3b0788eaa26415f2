import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"
import { type AttemptState, attemptMoves, type JournalEvent, provedFailures } from "./domain.ts"
import { HundiError } from "./hundi-error.ts"
import type { Change } from "./journal.ts"

/** The hash before a payout's first event. */
export const GENESIS = "0".repeat(64)

/** An event's hash over the one before it: a history cannot be changed in the middle without changing its end (L9). */
export const chainHash = (previous: string, payoutId: string, event: Omit<JournalEvent, "hash">): string =>
  bytesToHex(sha256(utf8ToBytes(JSON.stringify([previous, payoutId, event.seq, event.at, event.kind, event.detail]))))

/** Refuses a move that the states do not allow, and a proof of failure without a state that proves it (L2, L4). */
export const checkMove = (from: AttemptState, change: Change["attempt"]): void => {
  if (!attemptMoves[from].includes(change.state)) {
    throw new HundiError("ILLEGAL_TRANSITION", `an attempt cannot go from ${from} to ${change.state}`)
  }
  if (change.provedFailedAt !== undefined && !provedFailures.includes(change.state)) {
    throw new HundiError("ILLEGAL_TRANSITION", `${change.state} proves no failure`)
  }
}
