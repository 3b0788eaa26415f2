import { type Acceptance, chainHash, GENESIS, type NewPayout, type Payout, type Sensitive } from "@hundi/core"
import type { Sql, SqlRow, VaultPlace } from "../sql.ts"
import { toPayout } from "./rows.ts"

const SUSPECTS_SHOWN = 5

/** Takes payouts on, each once; called inside one transaction (L6). */
export const acceptAll = (sql: Sql, payouts: readonly NewPayout[], at: number): readonly Acceptance[] =>
  payouts.map((entry) => acceptOne(sql, entry, at))

const acceptOne = (sql: Sql, entry: NewPayout, at: number): Acceptance => {
  const twins = sql.all(
    "SELECT payout_id FROM payouts WHERE beneficiary_hash = ?1 AND amount_paise = ?2 ORDER BY no LIMIT ?3",
    ...[entry.beneficiaryHash, toColumn(entry.order.amountPaise), SUSPECTS_SHOWN]
  )
  const { order, id } = entry
  const closed = (column: string, text: Sensitive): string => seal(sql, { row: id, column }, text.reveal())
  const status = entry.dueAt > at ? "scheduled" : "queued"
  const first = { seq: 1, at, kind: "accepted-by-us", detail: { amountPaise: order.amountPaise.toString() } }
  const hash = chainHash(GENESIS, id, first)
  const [created] = sql.all(
    `INSERT INTO payouts (id, tenant, payout_id, idempotency_key, scope, operation, rail, amount_paise, beneficiary_name, account_number,
       ifsc, remark, fingerprint, beneficiary_hash, status, created_at, due_at, look_at, last_seq, last_hash, vpa, scheduled_for, details)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?17, 1, ?18, ?19, ?20, ?21)
     ON CONFLICT DO NOTHING RETURNING no`,
    ...[id, order.tenant, order.payoutId, order.idempotencyKey, entry.scope, order.operation, order.rail, toColumn(order.amountPaise)],
    ...[closed("beneficiary_name", order.beneficiary.name), closed("account_number", order.beneficiary.accountNumber)],
    ...[order.beneficiary.ifsc, order.remark],
    ...[entry.fingerprint, entry.beneficiaryHash, status, at, entry.dueAt, hash],
    ...[order.beneficiary.vpa === undefined ? null : closed("vpa", order.beneficiary.vpa), order.scheduledFor ?? null],
    order.details === undefined ? null : closed("details", order.details)
  )
  if (created === undefined) return compare(knownRow(sql, entry), entry, sql.vault)
  sql.all(
    "INSERT INTO events (payout_no, seq, at, kind, detail, hash, status) VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6)",
    ...[created["no"] ?? null, at, first.kind, JSON.stringify(first.detail), hash, status]
  )
  return { kind: "created", payout: toNewPayout(entry, status, at), suspectedDuplicates: twins.map((twin) => String(twin["payout_id"])) }
}

const seal = ({ vault }: Sql, place: VaultPlace, text: string): string => (vault === undefined || text === "" ? text : vault.seal(text, place))

/** The column holds at most 2^53-1 (a CHECK says so), up to which a number is exact; Durable Objects cannot bind a bigint. */
// eslint-disable-next-line hundi/no-number-money
const toColumn = (amountPaise: bigint): number => Number(amountPaise)

const toNewPayout = ({ id, order, fingerprint, beneficiaryHash, dueAt }: NewPayout, status: Payout["status"], at: number): Payout => ({
  ...order,
  ...{ id, status, fingerprint, beneficiaryHash, dueAt, createdAt: at, epoch: 0, reviewReason: null, hold: null }
})

/** The payout that has the id, or else the key, of one that was not taken on. */
const knownRow = (sql: Sql, { id, scope, order }: NewPayout): SqlRow =>
  (sql.all("SELECT * FROM payouts WHERE id = ?1", id)[0]
    ?? sql.all("SELECT * FROM payouts WHERE scope = ?1 AND idempotency_key = ?2", scope, order.idempotencyKey)[0]) as SqlRow

const compare = (known: SqlRow, entry: NewPayout, vault: Sql["vault"]): Acceptance => {
  const payout = toPayout(known, vault)
  if (payout.id === entry.id && payout.fingerprint === entry.fingerprint) return { kind: "existing", payout }
  return { kind: "conflict", payout, on: payout.id === entry.id ? "payoutId" : "idempotencyKey" }
}
