import { type Acceptance, GENESIS, type NewPayout } from "@hundi/core"
import type { Sql, SqlRow } from "../sql.ts"
import { toPayout } from "./rows.ts"
import { appendEvent } from "./write.ts"

const SUSPECTS_SHOWN = 5

/** Takes payouts on, each once; called inside one transaction (L6). */
export const acceptAll = (sql: Sql, payouts: readonly NewPayout[], at: number): readonly Acceptance[] =>
  payouts.map((entry) => acceptOne(sql, entry, at))

const acceptOne = (sql: Sql, entry: NewPayout, at: number): Acceptance => {
  const known = findKnown(sql, entry)
  if (known !== undefined) return compare(known, entry)
  const twins = sql.all(
    "SELECT payout_id FROM payouts WHERE beneficiary_hash = ?1 AND amount_paise = ?2 ORDER BY no LIMIT ?3",
    ...[entry.beneficiaryHash, toColumn(entry.order.amountPaise), SUSPECTS_SHOWN]
  )
  const { order } = entry
  // The first event's hash belongs into the row, and the event needs the row's id only.
  const head = appendEvent(sql, { id: entry.id, last_seq: 0, last_hash: GENESIS }, at, {
    kind: "accepted-by-us",
    detail: { amountPaise: order.amountPaise.toString() }
  })
  const [row] = sql.all(
    `INSERT INTO payouts (id, tenant, payout_id, idempotency_key, scope, operation, rail, amount_paise, beneficiary_name, account_number,
       ifsc, remark, fingerprint, beneficiary_hash, status, created_at, due_at, last_seq, last_hash, vpa, scheduled_for)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?20, ?15, ?16, ?17, ?18, ?19, ?21) RETURNING *`,
    ...[
      entry.id,
      order.tenant,
      order.payoutId,
      order.idempotencyKey,
      entry.scope,
      order.operation,
      order.rail,
      toColumn(order.amountPaise)
    ],
    ...[order.beneficiary.name.reveal(), order.beneficiary.accountNumber.reveal(), order.beneficiary.ifsc, order.remark],
    ...[entry.fingerprint, entry.beneficiaryHash, at, entry.dueAt, head.seq, head.hash, order.beneficiary.vpa?.reveal() ?? null],
    ...[entry.dueAt > at ? "scheduled" : "queued", order.scheduledFor ?? null]
  )
  return { kind: "created", payout: toPayout(row as SqlRow), suspectedDuplicates: twins.map((twin) => String(twin["payout_id"])) }
}

/** The column holds at most 2^53-1 (a CHECK says so), up to which a number is exact; Durable Objects cannot bind a bigint. */
// eslint-disable-next-line hundi/no-number-money
const toColumn = (amountPaise: bigint): number => Number(amountPaise)

const findKnown = (sql: Sql, entry: NewPayout): SqlRow | undefined =>
  sql.all("SELECT * FROM payouts WHERE id = ?1", entry.id)[0]
  ?? sql.all("SELECT * FROM payouts WHERE scope = ?1 AND idempotency_key = ?2", entry.scope, entry.order.idempotencyKey)[0]

const compare = (known: SqlRow, entry: NewPayout): Acceptance => {
  const payout = toPayout(known)
  if (payout.id === entry.id && payout.fingerprint === entry.fingerprint) return { kind: "existing", payout }
  return { kind: "conflict", payout, on: payout.id === entry.id ? "payoutId" : "idempotencyKey" }
}
