import { type AttemptState, type Cancellation, checkCancel, type PayoutStatus } from "@hundi/core"
import type { Sql } from "../sql.ts"
import { giveBack } from "./controls.ts"
import { appendEvent, fencedRow } from "./write.ts"

/** Ends a payout of which no money left; called inside one transaction. */
export const cancelPayout = (sql: Sql, { payoutId, epoch, at, by, reason }: Cancellation): void => {
  const row = fencedRow(sql, payoutId, epoch)
  const no = row["no"] ?? null
  const [live] = sql.all("SELECT reference, state FROM attempts WHERE payout_no = ?1 AND proved_failed_at IS NULL", no)
  checkCancel(String(row["status"]) as PayoutStatus, live?.["state"] as AttemptState | undefined, live !== undefined)
  if (live !== undefined) {
    sql.all("UPDATE attempts SET state = 'not-sent', proved_failed_at = ?2 WHERE reference = ?1", String(live["reference"]), at)
  }
  giveBack(sql, row)
  const head = appendEvent(sql, row, at, { kind: "cancelled", detail: { by, reason } }, "cancelled")
  sql.all(
    // A failed attempt before it stays watched (MONEY.md, States).
    `UPDATE payouts SET status = 'cancelled', lane = 1, due_at = iif(${WATCHED}, ?4, NULL), look_at = iif(${WATCHED}, ?4, NULL), hold_kind = NULL, hold_reason = NULL,
       lease_owner = NULL, lease_until = NULL, last_seq = ?2, last_hash = ?3 WHERE no = ?1`,
    ...[no, head.seq, head.hash, at]
  )
}

const WATCHED = "EXISTS (SELECT 1 FROM attempts WHERE payout_no = ?1 AND state = 'rejected')"
