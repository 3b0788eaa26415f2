import {
  type AttemptState,
  chainHash,
  type ChangePage,
  changeReason,
  GENESIS,
  type JournalEvent,
  type ListQuery,
  type Payout,
  type PayoutChange,
  type PayoutStatus,
  type PayoutView,
  type Standing
} from "@hundi/core"
import type { Sql, SqlValue } from "../sql.ts"
import { paiseOf, toAttempt, toEvent, toPayout } from "./rows.ts"

const ATTEMPTS = "SELECT * FROM attempts WHERE payout_no = ?1 ORDER BY number"
const EVENTS = "SELECT seq, at, kind, detail, hash FROM events WHERE payout_no = ?1 ORDER BY seq"

export const readView = (sql: Sql, payoutId: string): PayoutView | undefined => {
  const [row] = sql.all("SELECT * FROM payouts WHERE id = ?1", payoutId)
  if (row === undefined) return undefined
  return {
    payout: toPayout(row, sql.vault),
    attempts: sql.all(ATTEMPTS, row["no"] ?? null).map((attempt) => toAttempt({ ...attempt, payout_id: payoutId })),
    events: sql.all(EVENTS, row["no"] ?? null).map(toEvent)
  }
}

/** Newest first; the cursor is the last row's number. */
export const listPayouts = (
  sql: Sql,
  { tenant, status, cursor, limit }: ListQuery
): { readonly data: readonly Payout[]; readonly nextCursor: string | null } => {
  const rows = sql.all(
    "SELECT * FROM payouts WHERE tenant = ?1 AND (?2 IS NULL OR status = ?2) AND (?3 IS NULL OR no < ?3) ORDER BY no DESC LIMIT ?4",
    ...[tenant, status ?? null, cursor === undefined ? null : Number(cursor), limit + 1]
  )
  const page = rows.slice(0, limit)
  return { data: page.map((row) => toPayout(row, sql.vault)), nextCursor: rows.length > limit ? String(page.at(-1)?.["no"]) : null }
}

export const readStandings = (sql: Sql, ids: readonly string[]): readonly Standing[] =>
  sql
    .all(
      `SELECT p.id, p.status, p.due_at, p.rail, group_concat(a.reference, ' ') AS refs,
         (SELECT state FROM attempts WHERE payout_no = p.no ORDER BY number DESC LIMIT 1) AS state
       FROM json_each(?1) AS wanted JOIN payouts AS p ON p.id = wanted.value LEFT JOIN attempts AS a ON a.payout_no = p.no
       GROUP BY wanted.key ORDER BY wanted.key`,
      JSON.stringify(ids)
    )
    .map((row) => ({
      id: String(row["id"]),
      status: String(row["status"]) as PayoutStatus,
      state: row["state"] === null ? null : (String(row["state"]) as AttemptState),
      references: row["refs"] === null ? [] : String(row["refs"]).split(" "),
      dueAt: row["due_at"] === null ? null : Number(row["due_at"]),
      rail: String(row["rail"])
    }))

export const findByReference = (sql: Sql, reference: string): string | undefined => {
  const [row] = sql.all("SELECT p.id FROM attempts AS a JOIN payouts AS p ON p.no = a.payout_no WHERE a.reference = ?1", reference)
  return row === undefined ? undefined : String(row["id"])
}

/** SQLite has one writer at a time, and an event's number is given in the transaction that writes it: no gap can fill up later. */
export const readChanges = (sql: Sql, cursor: string | null, limit: number): ChangePage => {
  const rows = sql.all(
    `SELECT e.no, e.seq, e.at, e.kind, e.detail, coalesce(e.status, p.status) AS status, p.id, p.amount_paise, p.review_reason, a.reference, a.rrn
     FROM events AS e JOIN payouts AS p ON p.no = e.payout_no
     LEFT JOIN attempts AS a ON a.payout_no = p.no AND a.number = (SELECT max(number) FROM attempts WHERE payout_no = p.no)
     WHERE e.no > ?1 ORDER BY e.no LIMIT ?2`,
    ...[Number(cursor ?? 0), limit]
  )
  const text = (value: SqlValue | undefined): string | null => (value === null || value === undefined ? null : String(value))
  const changes = rows.map((row): PayoutChange => {
    const kind = String(row["kind"])
    const detail = JSON.parse(String(row["detail"])) as JournalEvent["detail"]
    return {
      payoutId: String(row["id"]),
      seq: Number(row["seq"]),
      at: Number(row["at"]),
      kind,
      status: String(row["status"]) as PayoutStatus,
      amountPaise: paiseOf(row),
      reference: text(row["reference"]),
      rrn: text(row["rrn"]),
      reason: changeReason(kind, detail, text(row["review_reason"]))
    }
  })
  return { changes, cursor: rows.length === 0 ? cursor : String(rows.at(-1)?.["no"]) }
}

/** Recomputes every chain, and compares its end with the payout's row: returns the payouts whose history was altered (L9). */
export const verifyChains = (sql: Sql): readonly string[] => {
  const altered: string[] = []
  for (const row of sql.all("SELECT no, id, last_seq, last_hash FROM payouts ORDER BY no")) {
    const id = String(row["id"])
    let previous = GENESIS
    let seq = 0
    const holds = sql.all(EVENTS, row["no"] ?? null).every((eventRow) => {
      const { hash, ...event } = toEvent(eventRow)
      previous = chainHash(previous, id, event)
      seq++
      return hash === previous && event.seq === seq
    })
    if (!holds || seq !== row["last_seq"] || previous !== row["last_hash"]) altered.push(id)
  }
  return altered
}
