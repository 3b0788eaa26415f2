import { type Anchor, anchorHash, type ChainHead, GENESIS } from "@hundi/core"
import type { Sql, SqlRow } from "../sql.ts"

/** The journal's anchors (L9). */
export const anchoring = (sql: Sql) => ({
  anchor: (at: number): Anchor | undefined => sql.transact(() => writeAnchor(sql, at)),
  anchors: (after?: number): readonly Anchor[] => readAnchors(sql, after),
  verifyAnchors: (): readonly number[] => verifyAnchors(sql)
})

/** Fixes the heads that have grown since the last anchor. */
const writeAnchor = (sql: Sql, at: number): Anchor | undefined => {
  const [before] = sql.all("SELECT * FROM anchors ORDER BY no DESC LIMIT 1")
  const last = before === undefined ? undefined : toAnchor(before)
  const [newest] = sql.all("SELECT max(no) AS up_to FROM events")
  const heads = sql
    .all(
      `SELECT id, last_seq, last_hash FROM payouts WHERE no IN (SELECT payout_no FROM events WHERE no > ?1) ORDER BY id`,
      before?.["up_to"] ?? 0
    )
    .map((row): ChainHead => ({ payoutId: String(row["id"]), seq: Number(row["last_seq"]), hash: String(row["last_hash"]) }))
  if (heads.length === 0) return undefined
  const no = (last?.no ?? 0) + 1
  const anchor = { no, at, payouts: heads.length, hash: anchorHash(last?.hash ?? GENESIS, { no, at }, heads) }
  sql.all(
    "INSERT INTO anchors (no, at, payouts, hash, up_to) VALUES (?1, ?2, ?3, ?4, ?5)",
    ...[no, at, anchor.payouts, anchor.hash, newest?.["up_to"] ?? 0]
  )
  for (const { payoutId, seq, hash } of heads) {
    sql.all("INSERT INTO anchor_heads (anchor, payout_id, seq, hash) VALUES (?1, ?2, ?3, ?4)", no, payoutId, seq, hash)
  }
  return anchor
}

const readAnchors = (sql: Sql, after = 0): readonly Anchor[] =>
  sql.all("SELECT * FROM anchors WHERE no > ?1 ORDER BY no", after).map(toAnchor)

/** The numbers of the anchors whose hash, or one of whose heads, no longer holds. */
const verifyAnchors = (sql: Sql): readonly number[] => {
  let previous = GENESIS
  return readAnchors(sql)
    .filter((anchor, index) => {
      const rows = sql.all(
        `SELECT h.payout_id, h.seq, h.hash, e.hash AS event_hash FROM anchor_heads AS h
         LEFT JOIN payouts AS p ON p.id = h.payout_id LEFT JOIN events AS e ON e.payout_no = p.no AND e.seq = h.seq WHERE h.anchor = ?1 ORDER BY h.payout_id`,
        anchor.no
      )
      const hash = anchorHash(previous, anchor, rows.map(toHead))
      previous = anchor.hash
      const stands = rows.length === anchor.payouts && rows.every((row) => row["hash"] === row["event_hash"])
      return !(stands && anchor.no === index + 1 && hash === anchor.hash)
    })
    .map(({ no }) => no)
}

const toHead = (row: SqlRow): ChainHead => ({ payoutId: String(row["payout_id"]), seq: Number(row["seq"]), hash: String(row["hash"]) })

const toAnchor = (row: SqlRow): Anchor => ({
  no: Number(row["no"]),
  at: Number(row["at"]),
  payouts: Number(row["payouts"]),
  hash: String(row["hash"])
})
