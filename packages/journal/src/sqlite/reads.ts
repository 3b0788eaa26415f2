import {
  type AttemptState,
  chainHash,
  GENESIS,
  type ListQuery,
  type Payout,
  type PayoutStatus,
  type PayoutView,
  type Standing
} from "@hundi/core"
import type { Sql } from "../sql.ts"
import { toAttempt, toEvent, toPayout } from "./rows.ts"

const ATTEMPTS = "SELECT * FROM attempts WHERE payout_no = ?1 ORDER BY number"
const EVENTS = "SELECT seq, at, kind, detail, hash FROM events WHERE payout_no = ?1 ORDER BY seq"

export const readView = (sql: Sql, payoutId: string): PayoutView | undefined => {
  const [row] = sql.all("SELECT * FROM payouts WHERE id = ?1", payoutId)
  if (row === undefined) return undefined
  return {
    payout: toPayout(row),
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
  return { data: page.map(toPayout), nextCursor: rows.length > limit ? String(page.at(-1)?.["no"]) : null }
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
