import { chainHash, type Change, HundiError } from "@hundi/core"
import type { Sql, SqlRow } from "../sql.ts"

/** The row of a payout. @throws HundiError NOT_FOUND */
export const payoutRow = (sql: Sql, payoutId: string): SqlRow => {
  const [row] = sql.all("SELECT * FROM payouts WHERE id = ?1", payoutId)
  if (row === undefined) throw new HundiError("NOT_FOUND", "there is no payout of that id")
  return row
}

/** The row of a payout that this epoch holds (L7). @throws HundiError FENCED */
export const fencedRow = (sql: Sql, payoutId: string, epoch: number): SqlRow => {
  const row = payoutRow(sql, payoutId)
  if (row["epoch"] !== epoch) throw new HundiError("FENCED", "another holder has claimed this payout")
  return row
}

/** The row of an attempt. @throws HundiError NOT_FOUND */
export const attemptRow = (sql: Sql, payoutId: string, reference: string): SqlRow => {
  const [row] = sql.all("SELECT * FROM attempts WHERE reference = ?1 AND payout_id = ?2", reference, payoutId)
  if (row === undefined) throw new HundiError("NOT_FOUND", "there is no attempt of that reference")
  return row
}

/** Appends to a payout's chain and returns the new head, which the caller writes into the payout's row. */
export const appendEvent = (
  sql: Sql,
  payout: SqlRow,
  at: number,
  event: Change["event"]
): { readonly seq: number; readonly hash: string } => {
  const seq = Number(payout["last_seq"]) + 1
  const id = String(payout["id"])
  const hash = chainHash(String(payout["last_hash"]), id, { seq, at, ...event })
  sql.all(
    "INSERT INTO events (payout_id, seq, at, kind, detail, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    id,
    seq,
    at,
    event.kind,
    JSON.stringify(event.detail),
    hash
  )
  return { seq, hash }
}
