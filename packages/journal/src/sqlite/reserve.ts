import { type Attempt, checkReserve, type PayoutStatus, type Reservation, type Route } from "@hundi/core"
import type { Sql } from "../sql.ts"
import { appendEvent, fencedRow } from "./write.ts"

/** Opens an attempt; called inside one transaction. The index over live attempts refuses a second one (L1, L2). */
export const reserveAttempt = (sql: Sql, { payoutId, epoch, reference, fingerprint, businessDate, at, route }: Reservation): Attempt => {
  const row = fencedRow(sql, payoutId, epoch)
  const no = row["no"] ?? null
  checkReserve(String(row["status"]) as PayoutStatus)
  const way: Route = route ?? { operation: String(row["operation"]), rail: String(row["rail"]) as Route["rail"] }
  const [created] = sql.all(
    `INSERT INTO attempts (reference, payout_no, number, fingerprint, business_date, epoch, state, reserved_at, operation, rail)
     VALUES (?1, ?2, (SELECT count(*) + 1 FROM attempts WHERE payout_no = ?2), ?3, ?4, ?5, 'reserved', ?6, ?7, ?8) RETURNING number`,
    ...[reference, no, fingerprint, businessDate, epoch, at, way.operation, way.rail]
  )
  const head = appendEvent(sql, row, at, { kind: "reserved", detail: { reference, businessDate, ...(route && { rail: route.rail }) } }, "queued")
  // Somebody must look from now on, whatever becomes of whoever holds it.
  sql.all(
    `UPDATE payouts SET status = 'queued', lane = 0, due_at = ?4, look_at = max(?4, coalesce(lease_until, 0)), review_reason = NULL,
       hold_kind = NULL, hold_reason = NULL, last_seq = ?2, last_hash = ?3, operation = ?5, rail = ?6 WHERE no = ?1`,
    ...[no, head.seq, head.hash, at, way.operation, way.rail]
  )
  const number = Number(created?.["number"])
  return { ...fresh, ...way, payoutId, number, reference, fingerprint, businessDate, epoch, reservedAt: at }
}

const fresh = {
  state: "reserved",
  sendingAt: null,
  plaintextDigest: null,
  unknownSince: null,
  asked: 0,
  technicalCode: null,
  technicalAt: null,
  notSentCount: 0,
  rrn: null,
  provedFailedAt: null,
  lastCode: null
} as const
