import { asHundiError, checkReserve, type ClaimRequest, HundiError, type HundiErrorCode, type Journal, type PayoutStatus } from "@hundi/core"
import type { Sql, SqlRow } from "../sql.ts"
import { acceptAll } from "./accept.ts"
import { anchoring } from "./anchors.ts"
import { cancelPayout } from "./cancel.ts"
import { claimRow, type ClaimTerms } from "./claim.ts"
import { holdPayout, readBeneficiaryHistory, spendOnce } from "./controls.ts"
import { listPayouts, readStandings, readView, verifyChains } from "./reads.ts"
import { appendEvent, attemptRow, fencedRow, payoutRow } from "./write.ts"
import { markAttempt } from "./mark-attempt.ts"
import { recordChange } from "./record.ts"
import { toAttempt } from "./rows.ts"

const FREE = "(lease_until IS NULL OR lease_until <= ?1)"
const DUE_SENDS = `SELECT * FROM payouts WHERE status IN ('queued', 'scheduled', 'awaiting-approval') AND due_at <= ?1 AND ${FREE}
  AND rail NOT IN (SELECT rail FROM pauses) ORDER BY due_at, no LIMIT ?2`
const DUE_ENQUIRIES = `SELECT * FROM payouts WHERE status NOT IN ('queued', 'scheduled', 'awaiting-approval') AND due_at <= ?1 AND ${FREE}
  ORDER BY due_at, no LIMIT ?2`

/**
 * A journal over the SQL seam: node:sqlite today, Durable Objects by the same text. Every method is one transaction.
 * The tables must be migrated (see `migrate`).
 */
export const createSqlJournal = (sql: Sql, close: () => void): Journal => {
  const journal: Synchronous<Journal> = {
    accept: (payouts, at) => sql.transact(() => acceptAll(sql, payouts, at)),
    claimDue: (request) => {
      const query = request.want === "sends" ? DUE_SENDS : DUE_ENQUIRIES
      // Most looks find nothing; only a find is worth a write.
      if (sql.all(query, request.now, 1).length === 0) return []
      return sql.transact(() => sql.all(query, request.now, request.limit).map((row) => claimRow(sql, row, request)))
    },
    claim: (payoutId, request) => sql.transact(() => claimOne(sql, payoutRow(sql, payoutId), request)),
    release: (payoutId, epoch, dueAt) =>
      sql.transact(() => {
        fencedRow(sql, payoutId, epoch)
        sql.all("UPDATE payouts SET due_at = ?2, lease_owner = NULL, lease_until = NULL WHERE id = ?1", payoutId, dueAt)
      }),
    takeOver: (owner, now) =>
      sql.transact(
        () => sql.all("UPDATE payouts SET lease_until = ?2 WHERE lease_owner = ?1 AND lease_until > ?2 RETURNING no", owner, now).length
      ),
    reserve: (reservation) =>
      sql.transact(() => {
        const { payoutId, epoch, reference, fingerprint, businessDate, at } = reservation
        const row = fencedRow(sql, payoutId, epoch)
        checkReserve(String(row["status"]) as PayoutStatus)
        sql.all(
          `INSERT INTO attempts (reference, payout_id, number, fingerprint, business_date, epoch, state, reserved_at)
           VALUES (?1, ?2, (SELECT count(*) + 1 FROM attempts WHERE payout_id = ?2), ?3, ?4, ?5, 'reserved', ?6)`,
          ...[reference, payoutId, fingerprint, businessDate, epoch, at]
        )
        const head = appendEvent(sql, row, at, { kind: "reserved", detail: { reference, businessDate } })
        sql.all(
          "UPDATE payouts SET status = 'queued', review_reason = NULL, hold_kind = NULL, hold_reason = NULL, last_seq = ?2, last_hash = ?3 WHERE id = ?1",
          payoutId,
          head.seq,
          head.hash
        )
        return toAttempt(attemptRow(sql, payoutId, reference))
      }),
    markSending: (holder, plaintextDigest) => sql.transact(() => markAttempt(sql, holder, plaintextDigest)),
    cancel: (cancellation) => sql.transact(() => cancelPayout(sql, cancellation)),
    hold: (order) => sql.transact(() => holdPayout(sql, order)),
    spend: (request) => sql.transact(() => spendOnce(sql, request)),
    beneficiaryHistory: (payoutId, since) => readBeneficiaryHistory(sql, payoutId, since),
    record: (holder, change) => sql.transact(() => recordChange(sql, holder, change)),
    pause: (rail, reason, at) =>
      void sql.all("INSERT INTO pauses (rail, reason, at) VALUES (?1, ?2, ?3) ON CONFLICT (rail) DO NOTHING", rail, reason, at),
    resume: (rail) => void sql.all("DELETE FROM pauses WHERE rail = ?1", rail),
    pauses: () =>
      sql
        .all("SELECT rail, reason, at FROM pauses ORDER BY rail")
        .map((row) => ({ rail: String(row["rail"]), reason: String(row["reason"]), at: Number(row["at"]) })),
    get: (payoutId) => readView(sql, payoutId),
    list: (query) => listPayouts(sql, query),
    standings: (ids) => readStandings(sql, ids),
    nextDueAt: () => {
      const row = sql.all("SELECT min(max(due_at, coalesce(lease_until, 0))) AS at FROM payouts WHERE due_at IS NOT NULL")[0]
      return row === undefined || row["at"] === null ? null : Number(row["at"])
    },
    verify: () => verifyChains(sql),
    ...anchoring(sql),
    close
  }
  return promised(journal)
}

const claimOne = (sql: Sql, row: SqlRow, request: Omit<ClaimRequest, "limit" | "want">) => {
  const free = row["lease_until"] === null || Number(row["lease_until"]) <= request.now
  return free ? claimRow(sql, row, request satisfies ClaimTerms) : undefined
}

type Synchronous<J> = { [K in keyof J]: J[K] extends (...args: infer A) => Promise<infer R> ? (...args: A) => R : never }

/** SQLite answers at once; the port promises. What SQLite throws becomes the journal's own error. */
const promised = (journal: Synchronous<Journal>): Journal =>
  Object.fromEntries(
    Object.entries(journal).map(([name, method]) => [
      name,
      async (...args: never[]) => {
        try {
          return (method)(...args)
        } catch (cause) {
          throw toJournalError(cause)
        }
      }
    ])
  ) as unknown as Journal

const constraints: readonly (readonly [RegExp, HundiErrorCode, string])[] = [
  [/UNIQUE.*attempts\.reference/, "REFERENCE_TAKEN", "this reference was used before"],
  [/UNIQUE.*attempts\.payout_id/, "LIVE_ATTEMPT", "this payout has an attempt that is not proved failed: ask the bank, do not pay again"],
  [/never taken back|append-only|never deleted|CHECK constraint/, "ILLEGAL_TRANSITION", "the journal refuses to rewrite what it has proved"]
]

const toJournalError = (cause: unknown): HundiError => {
  if (cause instanceof HundiError) return cause
  const message = cause instanceof Error ? cause.message : ""
  const known = constraints.find(([pattern]) => pattern.test(message))
  return known === undefined
    ? asHundiError(cause, "JOURNAL_UNAVAILABLE", "the journal cannot be written or read")
    : new HundiError(known[1], known[2], { cause })
}
