import { chainHash, type Change, HundiError, type PayoutStatus } from "@hundi/core"
import type { Sql, SqlRow } from "../sql.ts"

/** What every write needs of a payout: its number, who may write, and the end of its chain. */
const HEAD = "no, id, epoch, status, operation, rail, admitted_at, last_seq, last_hash"

const noPayout = (): HundiError => new HundiError("NOT_FOUND", "there is no payout of that id")

/** The whole row of a payout. @throws HundiError NOT_FOUND */
export const payoutRow = (sql: Sql, payoutId: string): SqlRow => {
  const [row] = sql.all("SELECT * FROM payouts WHERE id = ?1", payoutId)
  if (row === undefined) throw noPayout()
  return row
}

/** The head of a payout that this epoch holds (L7). @throws HundiError FENCED, NOT_FOUND */
export const fencedRow = (sql: Sql, payoutId: string, epoch: number): SqlRow => {
  const [row] = sql.all(`SELECT ${HEAD} FROM payouts WHERE id = ?1`, payoutId)
  if (row === undefined) throw noPayout()
  if (row["epoch"] !== epoch) throw new HundiError("FENCED", "another holder has claimed this payout")
  return row
}

/** The head of a payout and the state of one of its attempts, whoever holds them. @throws HundiError NOT_FOUND */
export const attemptRow = (sql: Sql, payoutId: string, reference: string): SqlRow => {
  const [row] = sql.all(
    `SELECT p.no, p.id, p.epoch, p.status, p.review_reason, p.admitted_at, p.last_seq, p.last_hash, a.state, a.number
     FROM payouts AS p JOIN attempts AS a ON a.payout_no = p.no WHERE p.id = ?1 AND +a.reference = ?2`,
    ...[payoutId, reference]
  )
  if (row === undefined) throw new HundiError("NOT_FOUND", "there is no attempt of that reference")
  return row
}

/** Appends to a payout's chain, with the status it leads to, and returns the new head, which the caller writes into the payout's row. */
export const appendEvent = (
  sql: Sql,
  payout: SqlRow,
  at: number,
  event: Change["event"],
  status: PayoutStatus
): { readonly seq: number; readonly hash: string } => {
  const seq = Number(payout["last_seq"]) + 1
  const hash = chainHash(String(payout["last_hash"]), String(payout["id"]), { seq, at, ...event })
  sql.all(
    "INSERT INTO events (payout_no, seq, at, kind, detail, hash, status) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    ...[payout["no"] ?? null, seq, at, event.kind, JSON.stringify(event.detail), hash, status]
  )
  return { seq, hash }
}
