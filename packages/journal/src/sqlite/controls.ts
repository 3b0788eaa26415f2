import {
  type AttemptState,
  type BeneficiaryHistory,
  checkHold,
  exceeds,
  type HoldOrder,
  type PayoutStatus,
  type SpendAnswer,
  type SpendLimit,
  type SpendRequest
} from "@hundi/core"
import type { Sql, SqlRow, SqlValue } from "../sql.ts"
import { paiseOf } from "./rows.ts"
import { appendEvent, fencedRow, payoutRow } from "./write.ts"

/** Keeps a payout back, with its reason; called inside one transaction. */
export const holdPayout = (sql: Sql, { payoutId, epoch, at, status, dueAt, kind, reason }: HoldOrder): void => {
  const row = fencedRow(sql, payoutId, epoch)
  const no = row["no"] ?? null
  const [live] = sql.all("SELECT state FROM attempts WHERE payout_no = ?1 AND proved_failed_at IS NULL", no)
  checkHold(live?.["state"] as AttemptState | undefined, String(row["status"]) as PayoutStatus)
  const head = appendEvent(sql, row, at, { kind: "held", detail: { hold: kind, reason } }, status)
  sql.all(
    `UPDATE payouts SET status = ?2, due_at = ?3, look_at = ?3, lane = 0, hold_kind = ?4, hold_reason = ?5, last_seq = ?6, last_hash = ?7,
       lease_owner = NULL, lease_until = NULL WHERE no = ?1`,
    ...[no, status, dueAt, kind, reason, head.seq, head.hash]
  )
}

/** Counts a payout against all limits, or against none; called inside one transaction. */
export const spendOnce = (sql: Sql, { payoutId, epoch, at, day, limits, balance }: SpendRequest): SpendAnswer => {
  const head = fencedRow(sql, payoutId, epoch)
  if (head["admitted_at"] !== null) return { kind: "taken" }
  const row = payoutRow(sql, payoutId)
  const amountPaise = paiseOf(row)
  for (const limit of limits) {
    const used = limit.withinMs === undefined ? usedOn(sql, row, day, limit) : usedSince(sql, row, at - limit.withinMs, limit)
    const answer = exceeds(limit, amountPaise, used.paise, used.count)
    if (answer !== undefined) return answer
  }
  if (balance !== undefined) {
    const openPaise = outstandingSince(sql, balance.asOf)
    if (openPaise + amountPaise > balance.paise) return { kind: "short", balancePaise: balance.paise, openPaise }
  }
  for (const over of keysOf(row)) {
    sql.all(
      `INSERT INTO spends (over, day, paise, count) VALUES (?1, ?2, ?3, 1)
       ON CONFLICT (over, day) DO UPDATE SET paise = paise + excluded.paise, count = count + 1`,
      ...[over, day, row["amount_paise"] ?? null]
    )
  }
  sql.all("UPDATE payouts SET admitted_at = ?2, admitted_day = ?3 WHERE id = ?1", payoutId, at, day)
  return { kind: "taken" }
}

/** A payout of which no money left, or all of it came back, is not spent after all. */
export const giveBack = (sql: Sql, head: SqlRow): void => {
  if (head["admitted_at"] === null) return
  const row = payoutRow(sql, String(head["id"]))
  for (const over of keysOf(row)) {
    sql.all(
      "UPDATE spends SET paise = paise - ?3, count = count - 1 WHERE over = ?1 AND day = ?2",
      ...[over, row["admitted_day"] ?? null, row["amount_paise"] ?? null]
    )
  }
  sql.all("UPDATE payouts SET admitted_at = NULL, admitted_day = NULL, settled_at = NULL WHERE no = ?1", row["no"] ?? null)
}

/** What each day limit adds up. */
const keysOf = (row: SqlRow): readonly string[] => (["all", "tenant", "rail", "beneficiary"] as const).map((over) => keyOf(row, over))

const columns = { tenant: "tenant", rail: "rail", beneficiary: "beneficiary_hash" } as const

const keyOf = (row: SqlRow, over: SpendLimit["over"]): string => (over === "all" ? over : `${over}:${String(row[columns[over]])}`)

interface Used {
  readonly paise: bigint
  readonly count: number
}

const toUsed = (row: SqlRow | undefined): Used => ({
  paise: BigInt(Number(row?.["paise"] ?? 0)),
  count: Number(row?.["count"] ?? 0)
})

const usedOn = (sql: Sql, row: SqlRow, day: string, { over }: SpendLimit): Used =>
  toUsed(sql.all("SELECT paise, count FROM spends WHERE over = ?1 AND day = ?2", keyOf(row, over), day)[0])

const usedSince = (sql: Sql, row: SqlRow, since: number, { over }: SpendLimit): Used => {
  const column = over === "all" ? undefined : columns[over]
  const matches: SqlValue = column === undefined ? null : (row[column] ?? null)
  const condition = column === undefined ? "?2 IS NULL" : `${column} = ?2`
  const found = sql.all(
    `SELECT sum(amount_paise) AS paise, count(*) AS count FROM payouts WHERE admitted_at > ?1 AND ${condition}`,
    ...[since, matches]
  )
  return toUsed(found[0])
}

/** Let through and not known to have left before that time: what the balance of then may not show yet. */
const outstandingSince = (sql: Sql, asOf: number): bigint => {
  const [row] = sql.all(
    `SELECT (SELECT coalesce(sum(amount_paise), 0) FROM payouts INDEXED BY payouts_outstanding WHERE admitted_at IS NOT NULL AND settled_at IS NULL)
      + (SELECT coalesce(sum(amount_paise), 0) FROM payouts WHERE settled_at >= ?1) AS paise`,
    asOf
  )
  return BigInt(Number(row?.["paise"] ?? 0))
}

const TWINS_SHOWN = 10

export const readBeneficiaryHistory = (sql: Sql, payoutId: string, since: number): BeneficiaryHistory => {
  const row = payoutRow(sql, payoutId)
  const hash = row["beneficiary_hash"] ?? null
  const twins = sql.all(
    `SELECT payout_id FROM payouts WHERE beneficiary_hash = ?1 AND amount_paise = ?2 AND created_at >= ?3 AND id <> ?4
       AND status NOT IN ('failed', 'cancelled', 'reversed') ORDER BY no DESC LIMIT ?5`,
    ...[hash, row["amount_paise"] ?? null, since, payoutId, TWINS_SHOWN]
  )
  const [settled] = sql.all(
    "SELECT count(*) AS count FROM payouts WHERE beneficiary_hash = ?1 AND status = 'settled' AND id <> ?2",
    hash,
    payoutId
  )
  return { twins: twins.map((twin) => String(twin["payout_id"])), settled: Number(settled?.["count"] ?? 0) }
}
