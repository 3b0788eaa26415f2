import type { ClaimRequest, Work } from "@hundi/core"
import type { Sql, SqlRow, SqlValue } from "../sql.ts"
import { toAttempt, toPayout } from "./rows.ts"
import { appendEvent } from "./write.ts"

export type ClaimTerms = Pick<ClaimRequest, "owner" | "now" | "leaseMs">

/**
 * Claims one free payout under a new epoch (L7). An attempt left in `sending` is lost to its sender: it becomes `unknown`
 * here and now, so that nobody can take it for one that was not sent (MONEY.md, States).
 */
export const claimRow = (sql: Sql, row: SqlRow, { owner, now, leaseMs }: ClaimTerms): Work => {
  const no = row["no"] ?? null
  const id = String(row["id"])
  const epoch = Number(row["epoch"]) + 1
  sql.all(
    "UPDATE payouts SET epoch = ?2, lease_owner = ?3, lease_until = ?4, look_at = max(due_at, ?4) WHERE no = ?1",
    ...[no, epoch, owner, now + leaseMs]
  )
  // Its first line of history is its acceptance: before a second one there is no attempt.
  const attempts = row["last_seq"] === 1 ? [] : attemptRows(sql, no, id)
  const last = attempts.at(-1)
  const earlier = attempts.slice(0, -1).map(toAttempt)
  if (last?.["state"] !== "sending") {
    return { payout: toPayout({ ...row, epoch }, sql.vault), attempt: last === undefined ? null : toAttempt(last), earlier, epoch }
  }
  const unknownSince = last["unknown_since"] ?? now
  sql.all(
    "UPDATE attempts SET state = 'unknown', unknown_since = ?2, epoch = ?3 WHERE reference = ?1",
    ...[String(last["reference"]), unknownSince, epoch]
  )
  const head = appendEvent(sql, row, now, { kind: "unknown", detail: { reason: "lease-lapsed" } }, "unknown")
  sql.all("UPDATE payouts SET status = 'unknown', lane = 1, last_seq = ?2, last_hash = ?3 WHERE no = ?1", no, head.seq, head.hash)
  const attempt = toAttempt({ ...last, state: "unknown", unknown_since: unknownSince, epoch })
  return { payout: toPayout({ ...row, epoch, status: "unknown" }, sql.vault), attempt, earlier, epoch }
}

const attemptRows = (sql: Sql, no: SqlValue, id: string): readonly SqlRow[] =>
  sql.all("SELECT * FROM attempts WHERE payout_no = ?1 ORDER BY number", no).map((row) => ({ ...row, payout_id: id }))
