import { type Attempt, checkReserve, type PayoutStatus, type Reservation } from "@hundi/core"
import type { Sql } from "../sql.ts"
import { appendEvent, fencedRow } from "./write.ts"

/** Opens an attempt; called inside one transaction. The index over live attempts refuses a second one (L1, L2). */
export const reserveAttempt = (sql: Sql, { payoutId, epoch, reference, fingerprint, businessDate, at }: Reservation): Attempt => {
  const row = fencedRow(sql, payoutId, epoch)
  const no = row["no"] ?? null
  checkReserve(String(row["status"]) as PayoutStatus)
  const [created] = sql.all(
    `INSERT INTO attempts (reference, payout_no, number, fingerprint, business_date, epoch, state, reserved_at)
     VALUES (?1, ?2, (SELECT count(*) + 1 FROM attempts WHERE payout_no = ?2), ?3, ?4, ?5, 'reserved', ?6) RETURNING number`,
    ...[reference, no, fingerprint, businessDate, epoch, at]
  )
  const head = appendEvent(sql, row, at, { kind: "reserved", detail: { reference, businessDate } }, "queued")
  // Somebody must look from now on, whatever becomes of whoever holds it.
  sql.all(
    `UPDATE payouts SET status = 'queued', lane = 0, due_at = ?4, look_at = max(?4, coalesce(lease_until, 0)), review_reason = NULL,
       hold_kind = NULL, hold_reason = NULL, last_seq = ?2, last_hash = ?3 WHERE no = ?1`,
    ...[no, head.seq, head.hash, at]
  )
  const number = Number(created?.["number"])
  return { ...fresh, payoutId, number, reference, fingerprint, businessDate, epoch, reservedAt: at }
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
