import { type Holder, HundiError, lostDetail, railHeld } from "@hundi/core"
import type { Sql } from "../sql.ts"
import { appendEvent, fencedRow } from "./write.ts"

/** Takes a reserved attempt for one that was sent, nobody knows with what end; called inside one transaction (L4). */
export const markLost = (sql: Sql, { payoutId, reference, epoch, at }: Holder, sentAt: number): void => {
  const row = fencedRow(sql, payoutId, epoch)
  const no = row["no"] ?? null
  const marked = sql.all(
    `UPDATE attempts SET state = 'unknown', sending_at = ?3, unknown_since = ?4, epoch = ?5
     WHERE payout_no = ?2 AND +reference = ?1 AND state = 'reserved' RETURNING number`,
    ...[reference, no, sentAt, at, epoch]
  )
  if (marked.length === 0) throw new HundiError("ILLEGAL_TRANSITION", "only a reserved attempt can be taken for a lost one")
  const head = appendEvent(sql, row, at, { kind: "unknown", detail: { reference, ...lostDetail } }, "unknown")
  sql.all(
    `UPDATE payouts SET status = 'unknown', lane = 1, due_at = ?4, look_at = ?4, lease_owner = NULL, lease_until = NULL, hold_kind = NULL,
       hold_reason = NULL, last_seq = ?2, last_hash = ?3 WHERE no = ?1`,
    ...[no, head.seq, head.hash, at]
  )
}

/** Marks a reserved attempt as sending, the last step before a byte may leave; called inside one transaction (L1, L7). */
export const markAttempt = (sql: Sql, { payoutId, reference, epoch, at }: Holder, plaintextDigest: string): void => {
  const row = fencedRow(sql, payoutId, epoch)
  const no = row["no"] ?? null
  const rail = String(row["rail"])
  if (sql.all("SELECT rail FROM pauses WHERE rail = ?1", rail).length > 0) throw railHeld(rail)
  // The plus keeps the look-up on the payout's own rows, which lie together: references are spread over the whole index.
  const marked = sql.all(
    `UPDATE attempts SET state = 'sending', sending_at = ?3, plaintext_digest = ?4, epoch = ?5
     WHERE payout_no = ?2 AND +reference = ?1 AND state = 'reserved' RETURNING number`,
    ...[reference, no, at, plaintextDigest, epoch]
  )
  if (marked.length === 0) throw new HundiError("ILLEGAL_TRANSITION", "only a reserved attempt can be marked as sending")
  const head = appendEvent(sql, row, at, { kind: "sending", detail: { reference } }, "in-flight")
  sql.all("UPDATE payouts SET status = 'in-flight', lane = 1, last_seq = ?2, last_hash = ?3 WHERE no = ?1", no, head.seq, head.hash)
}
