import type { ClaimRequest, Work } from "@hundi/core"
import type { Sql, SqlRow } from "../sql.ts"
import { toAttempt, toPayout } from "./rows.ts"
import { appendEvent } from "./write.ts"

export type ClaimTerms = Pick<ClaimRequest, "owner" | "now" | "leaseMs">

/**
 * Claims one free payout under a new epoch (L7). An attempt left in `sending` is lost to its sender: it becomes `unknown`
 * here and now, so that nobody can take it for one that was not sent (MONEY.md, States).
 */
export const claimRow = (sql: Sql, row: SqlRow, { owner, now, leaseMs }: ClaimTerms): Work => {
  const id = String(row["id"])
  const epoch = Number(row["epoch"]) + 1
  sql.all("UPDATE payouts SET epoch = ?2, lease_owner = ?3, lease_until = ?4 WHERE id = ?1", id, epoch, owner, now + leaseMs)
  const last = lastAttempt(sql, id)
  if (last?.["state"] === "sending") {
    sql.all(
      "UPDATE attempts SET state = 'unknown', unknown_since = coalesce(unknown_since, ?2), epoch = ?3 WHERE reference = ?1",
      String(last["reference"]),
      now,
      epoch
    )
    const head = appendEvent(sql, row, now, { kind: "unknown", detail: { reason: "lease-lapsed" } })
    sql.all("UPDATE payouts SET status = 'unknown', last_seq = ?2, last_hash = ?3 WHERE id = ?1", id, head.seq, head.hash)
  }
  const attempt = lastAttempt(sql, id)
  const status = last?.["state"] === "sending" ? "unknown" : (row["status"] ?? null)
  return { payout: toPayout({ ...row, epoch, status }), attempt: attempt === undefined ? null : toAttempt(attempt), epoch }
}

const lastAttempt = (sql: Sql, id: string): SqlRow | undefined =>
  sql.all("SELECT * FROM attempts WHERE payout_id = ?1 ORDER BY number DESC LIMIT 1", id)[0]
