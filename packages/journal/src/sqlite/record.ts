import { type AttemptState, type Change, checkMove, type Holder, isUnsent, type PayoutStatus, unspentStatuses } from "@hundi/core"
import type { Sql, SqlRow, SqlValue } from "../sql.ts"
import { giveBack } from "./controls.ts"
import { appendEvent, attemptRow } from "./write.ts"

/** Writes what one look proved, inside one transaction; a stale epoch's word is kept and decides nothing (L6, L7). */
export const recordChange = (sql: Sql, holder: Holder, change: Change): "recorded" | "late" => {
  const row = attemptRow(sql, holder.payoutId, holder.reference)
  if (row["epoch"] !== holder.epoch) {
    keepLate(sql, row, holder, change)
    return "late"
  }
  checkMove(String(row["state"]) as AttemptState, change.attempt)
  updateAttempt(sql, row, change.attempt)
  countSpent(sql, row, holder.at, change.payout.status)
  const head = appendEvent(sql, row, holder.at, change.event, change.payout.status)
  const reviewReason = change.payout.reviewReason === undefined ? (row["review_reason"] ?? null) : change.payout.reviewReason
  const { status, dueAt } = change.payout
  sql.all(
    `UPDATE payouts SET status = ?2, due_at = ?3, look_at = ?3, lane = ?4, review_reason = ?5, last_seq = ?6, last_hash = ?7,
       lease_owner = NULL, lease_until = NULL WHERE no = ?1`,
    ...[row["no"] ?? null, status, dueAt, isUnsent(status) ? 0 : 1, reviewReason, head.seq, head.hash]
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

/** A payout that was counted against limits is given back by a proof of failure, and has left the account once it is settled. */
const countSpent = (sql: Sql, row: SqlRow, at: number, status: Change["payout"]["status"]): void => {
  if (row["admitted_at"] === null) return
  if (unspentStatuses.includes(status)) giveBack(sql, row)
  else if (status === "settled") sql.all("UPDATE payouts SET settled_at = coalesce(settled_at, ?2) WHERE no = ?1", row["no"] ?? null, at)
}

const keepLate = (sql: Sql, row: SqlRow, holder: Holder, change: Change): void => {
  const late = { kind: "late-reply", detail: { said: change.event.kind, ...change.event.detail } }
  const head = appendEvent(sql, row, holder.at, late, String(row["status"]) as PayoutStatus)
  // Somebody knows something: the next look comes at once, or when whoever holds it now lets go.
  sql.all(
    `UPDATE payouts SET due_at = iif(lane = 0, due_at, min(due_at, ?2)), look_at = iif(lane = 0, look_at, max(min(due_at, ?2), coalesce(lease_until, 0))),
       last_seq = ?3, last_hash = ?4 WHERE no = ?1`,
    ...[row["no"] ?? null, holder.at, head.seq, head.hash]
  )
}

const columns: readonly (readonly [keyof Change["attempt"], string])[] = [
  ["state", "state"],
  ["provedFailedAt", "proved_failed_at"],
  ["rrn", "rrn"],
  ["asked", "asked"],
  ["technicalCode", "technical_code"],
  ["technicalAt", "technical_at"],
  ["notSentCount", "not_sent_count"],
  ["lastCode", "last_code"]
]

/** Writes the fields that are given; since when it is unknown is written once. */
const updateAttempt = (sql: Sql, row: SqlRow, change: Change["attempt"]): void => {
  const given = columns.filter(([field]) => change[field] !== undefined)
  const sets = given.map(([, column], index) => `${column} = ?${index + 3}`)
  const values = given.map(([field]): SqlValue => change[field] ?? null)
  if (change.unknownSince !== undefined) {
    sets.push(`unknown_since = coalesce(unknown_since, ?${values.length + 3})`)
    values.push(change.unknownSince)
  }
  sql.all(`UPDATE attempts SET ${sets.join(", ")} WHERE payout_no = ?1 AND number = ?2`, row["no"] ?? null, row["number"] ?? null, ...values)
}
