import { type AttemptState, type Change, checkMove, type Holder, unspentStatuses } from "@hundi/core"
import type { Sql, SqlRow } from "../sql.ts"
import { giveBack } from "./controls.ts"
import { appendEvent, attemptRow, payoutRow } from "./write.ts"

/** Writes what one look proved, inside one transaction; a stale epoch's word is kept and decides nothing (L6, L7). */
export const recordChange = (sql: Sql, holder: Holder, change: Change): "recorded" | "late" => {
  const payout = payoutRow(sql, holder.payoutId)
  const attempt = attemptRow(sql, holder.payoutId, holder.reference)
  if (payout["epoch"] !== holder.epoch) {
    keepLate(sql, payout, holder, change)
    return "late"
  }
  checkMove(String(attempt["state"]) as AttemptState, change.attempt)
  updateAttempt(sql, holder.reference, change.attempt)
  if (payout["admitted_at"] !== null && unspentStatuses.includes(change.payout.status)) giveBack(sql, payout)
  const head = appendEvent(sql, payout, holder.at, change.event)
  const reviewReason = change.payout.reviewReason === undefined ? (payout["review_reason"] ?? null) : change.payout.reviewReason
  sql.all(
    `UPDATE payouts SET status = ?2, due_at = ?3, review_reason = ?4, last_seq = ?5, last_hash = ?6, lease_owner = NULL, lease_until = NULL,
       settled_at = CASE WHEN ?2 = 'settled' AND admitted_at IS NOT NULL THEN coalesce(settled_at, ?7) ELSE settled_at END WHERE id = ?1`,
    ...[holder.payoutId, change.payout.status, change.payout.dueAt, reviewReason, head.seq, head.hash, holder.at]
  )
  if (change.pause !== undefined) {
    sql.all(
      "INSERT INTO pauses (rail, reason, at) VALUES (?1, ?2, ?3) ON CONFLICT (rail) DO NOTHING",
      change.pause.rail,
      change.pause.reason,
      holder.at
    )
  }
  return "recorded"
}

const keepLate = (sql: Sql, payout: SqlRow, holder: Holder, change: Change): void => {
  const head = appendEvent(sql, payout, holder.at, { kind: "late-reply", detail: { said: change.event.kind, ...change.event.detail } })
  // Somebody knows something: the next look comes at once.
  sql.all(
    "UPDATE payouts SET due_at = CASE WHEN status IN ('queued', 'scheduled', 'awaiting-approval') THEN due_at ELSE min(due_at, ?2) END, last_seq = ?3, last_hash = ?4 WHERE id = ?1",
    ...[holder.payoutId, holder.at, head.seq, head.hash]
  )
}

const updateAttempt = (sql: Sql, reference: string, change: Change["attempt"]): void => {
  sql.all(
    `UPDATE attempts SET state = ?2, proved_failed_at = coalesce(?3, proved_failed_at), rrn = coalesce(?4, rrn),
       unknown_since = coalesce(?5, unknown_since), asked = coalesce(?6, asked), technical_code = coalesce(?7, technical_code),
       technical_at = coalesce(?8, technical_at), not_sent_count = coalesce(?9, not_sent_count), last_code = coalesce(?10, last_code)
     WHERE reference = ?1`,
    ...[reference, change.state, change.provedFailedAt ?? null, change.rrn ?? null, change.unknownSince ?? null, change.asked ?? null],
    ...[change.technicalCode ?? null, change.technicalAt ?? null, change.notSentCount ?? null, change.lastCode ?? null]
  )
}
