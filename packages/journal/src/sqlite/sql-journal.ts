import { asHundiError, type ClaimRequest, HundiError, type HundiErrorCode, type Journal, type PayoutStatus } from "@hundi/core"
import type { Sql, SqlRow } from "../sql.ts"
import { acceptAll } from "./accept.ts"
import { anchoring } from "./anchors.ts"
import { cancelPayout } from "./cancel.ts"
import { claimRow, type ClaimTerms } from "./claim.ts"
import { holdPayout, readBeneficiaryHistory, spendOnce } from "./controls.ts"
import { findByReference, listPayouts, readChanges, readStandings, readView, verifyChains } from "./reads.ts"
import { appendEvent, fencedRow, payoutRow } from "./write.ts"
import { markAttempt, markLost } from "./mark-attempt.ts"
import { recordChange } from "./record.ts"
import { reserveAttempt } from "./reserve.ts"

const DUE_SENDS = `SELECT * FROM payouts WHERE lane = 0 AND look_at <= ?1 AND rail NOT IN (SELECT rail FROM pauses)
  ORDER BY look_at, no LIMIT ?2`
const DUE_ENQUIRIES = "SELECT * FROM payouts WHERE lane = 1 AND look_at <= ?1 ORDER BY look_at, no LIMIT ?2"
const NEXT_SEND = `SELECT look_at FROM payouts WHERE lane = 0 AND look_at IS NOT NULL AND rail NOT IN (SELECT rail FROM pauses)
  ORDER BY look_at LIMIT 1`
const NEXT_ENQUIRY = "SELECT look_at FROM payouts WHERE lane = 1 AND look_at IS NOT NULL ORDER BY look_at LIMIT 1"
const ANY_SENDS = "SELECT 1 FROM payouts WHERE lane = 0 AND look_at <= ?1 AND rail NOT IN (SELECT rail FROM pauses) LIMIT 1"
const ANY_ENQUIRIES = "SELECT 1 FROM payouts WHERE lane = 1 AND look_at <= ?1 LIMIT 1"

/**
 * A journal over the SQL seam: node:sqlite today, Durable Objects by the same text. Every method is one transaction.
 * The tables must be migrated (see `migrate`).
 */
export const createSqlJournal = (sql: Sql, close: () => void, run: Executor = atOnce): Journal => {
  const journal: Synchronous<Omit<Journal, "close">> = {
    accept: (payouts, at) => sql.transact(() => acceptAll(sql, payouts, at)),
    claimDue: (request) => {
      const [query, any] = request.want === "sends" ? [DUE_SENDS, ANY_SENDS] : [DUE_ENQUIRIES, ANY_ENQUIRIES]
      // Most looks find nothing; only a find is worth a write.
      if (sql.all(any, request.now).length === 0) return []
      return sql.transact(() => sql.all(query, request.now, request.limit).map((row) => claimRow(sql, row, request)))
    },
    claim: (payoutId, request) => sql.transact(() => claimOne(sql, payoutRow(sql, payoutId), request)),
    release: (payoutId, epoch, dueAt) =>
      sql.transact(() => {
        const { no = null } = fencedRow(sql, payoutId, epoch)
        sql.all("UPDATE payouts SET due_at = ?2, look_at = ?2, lease_owner = NULL, lease_until = NULL WHERE no = ?1", no, dueAt)
      }),
    takeOver: (owner, now) =>
      sql.transact(
        () =>
          sql.all(
            `UPDATE payouts SET lease_until = ?2, look_at = max(due_at, ?2)
             WHERE lane IN (0, 1) AND look_at > ?2 AND lease_owner = ?1 AND lease_until > ?2 RETURNING no`,
            ...[owner, now]
          ).length
      ),
    reserve: (reservation) => sql.transact(() => reserveAttempt(sql, reservation)),
    markSending: (holder, plaintextDigest) => sql.transact(() => markAttempt(sql, holder, plaintextDigest)),
    markLost: (holder, sentAt) => sql.transact(() => markLost(sql, holder, sentAt)),
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
    nextDueAt: (want) => {
      const [row] = sql.all(want === "sends" ? NEXT_SEND : NEXT_ENQUIRY)
      return row === undefined ? null : Number(row["look_at"])
    },
    counts: (tenant) =>
      Object.fromEntries(
        sql
          .all("SELECT status, count(*) AS count FROM payouts WHERE tenant = ?1 GROUP BY status", tenant)
          .map((row) => [String(row["status"]), Number(row["count"])])
      ),
    note: (payoutId, event, at) =>
      sql.transact(() => {
        const row = payoutRow(sql, payoutId)
        const head = appendEvent(sql, row, at, event, String(row["status"]) as PayoutStatus)
        sql.all("UPDATE payouts SET last_seq = ?2, last_hash = ?3 WHERE no = ?1", row["no"] ?? null, head.seq, head.hash)
      }),
    findByReference: (reference) => findByReference(sql, reference),
    changesSince: (cursor, limit) => readChanges(sql, cursor, limit),
    verify: () => verifyChains(sql),
    ...anchoring(sql)
  }
  return {
    ...promised(journal, run),
    // After what was asked for before, and not in its transaction.
    close: async () => {
      await run(() => undefined)
      close()
    }
  }
}

const claimOne = (sql: Sql, row: SqlRow, request: Omit<ClaimRequest, "limit" | "want">) => {
  const free = row["lease_until"] === null || Number(row["lease_until"]) <= request.now
  return free ? claimRow(sql, row, request satisfies ClaimTerms) : undefined
}

type Synchronous<J> = { [K in keyof J]: J[K] extends (...args: infer A) => Promise<infer R> ? (...args: A) => R : never }

/** Runs one call of the journal; the promise resolves when what it wrote is durable. */
export type Executor = <A>(call: () => A) => Promise<A>

const atOnce: Executor = async (call) => call()

/** SQLite answers at once; the port promises. What SQLite throws becomes the journal's own error. */
const promised = (journal: Synchronous<Omit<Journal, "close">>, run: Executor): Omit<Journal, "close"> =>
  Object.fromEntries(
    Object.entries(journal).map(([name, method]) => [
      name,
      async (...args: never[]) => {
        try {
          return await run(() => method(...args))
        } catch (cause) {
          throw toJournalError(cause)
        }
      }
    ])
  ) as unknown as Omit<Journal, "close">

const constraints: readonly (readonly [RegExp, HundiErrorCode, string])[] = [
  [/UNIQUE.*attempts\.reference/, "REFERENCE_TAKEN", "this reference was used before"],
  [/UNIQUE.*attempts\.payout_no/, "LIVE_ATTEMPT", "this payout has an attempt that is not proved failed: ask the bank, do not pay again"],
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
