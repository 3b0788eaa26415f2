import { type Attempt, type AttemptState, type HoldKind, type JournalEvent, type Payout, type PayoutStatus, Sensitive } from "@hundi/core"
import type { ColumnVault, SqlRow } from "../sql.ts"

const text = (row: SqlRow, column: string): string => String(row[column])
const number = (row: SqlRow, column: string): number => Number(row[column])
const textOrNull = (row: SqlRow, column: string): string | null => (row[column] === null ? null : String(row[column]))
const numberOrNull = (row: SqlRow, column: string): number | null => (row[column] === null ? null : Number(row[column]))

/** The column holds whole paise up to 2^53-1 (a CHECK says so): a number is exact. */
export const paiseOf = (row: SqlRow): bigint => BigInt(number(row, "amount_paise"))

/** A row of `payouts` as a payout; account and name become masked types at once (L10). */
export const toPayout = (row: SqlRow, vault: ColumnVault | undefined): Payout => ({
  id: text(row, "id"),
  tenant: text(row, "tenant"),
  payoutId: text(row, "payout_id"),
  idempotencyKey: text(row, "idempotency_key"),
  operation: text(row, "operation"),
  rail: text(row, "rail") as Payout["rail"],
  amountPaise: paiseOf(row),
  beneficiary: {
    name: new Sensitive(opened(row, "beneficiary_name", vault), 0),
    accountNumber: new Sensitive(opened(row, "account_number", vault)),
    ifsc: text(row, "ifsc"),
    ...(row["vpa"] === null ? {} : { vpa: new Sensitive(opened(row, "vpa", vault)) })
  },
  remark: text(row, "remark"),
  ...(row["details"] === null ? {} : { details: new Sensitive(opened(row, "details", vault), 0) }),
  fingerprint: text(row, "fingerprint"),
  status: text(row, "status") as PayoutStatus,
  reviewReason: textOrNull(row, "review_reason"),
  hold: row["hold_kind"] === null ? null : { kind: text(row, "hold_kind") as HoldKind, reason: text(row, "hold_reason") },
  beneficiaryHash: text(row, "beneficiary_hash"),
  ...(row["scheduled_for"] === null ? {} : { scheduledFor: number(row, "scheduled_for") }),
  createdAt: number(row, "created_at"),
  dueAt: numberOrNull(row, "due_at"),
  epoch: number(row, "epoch")
})

/** Nothing is nothing, sealed or not: a payout to an address has no account. */
const opened = (row: SqlRow, column: string, vault: ColumnVault | undefined): string => {
  const kept = text(row, column)
  return vault === undefined || kept === "" ? kept : vault.open(kept, { row: text(row, "id"), column })
}

export const toAttempt = (row: SqlRow): Attempt => ({
  payoutId: text(row, "payout_id"),
  number: number(row, "number"),
  reference: text(row, "reference"),
  fingerprint: text(row, "fingerprint"),
  operation: text(row, "operation"),
  rail: text(row, "rail") as Attempt["rail"],
  businessDate: text(row, "business_date"),
  epoch: number(row, "epoch"),
  state: text(row, "state") as AttemptState,
  reservedAt: number(row, "reserved_at"),
  sendingAt: numberOrNull(row, "sending_at"),
  plaintextDigest: textOrNull(row, "plaintext_digest"),
  unknownSince: numberOrNull(row, "unknown_since"),
  asked: number(row, "asked"),
  technicalCode: textOrNull(row, "technical_code"),
  technicalAt: numberOrNull(row, "technical_at"),
  notSentCount: number(row, "not_sent_count"),
  rrn: textOrNull(row, "rrn"),
  provedFailedAt: numberOrNull(row, "proved_failed_at"),
  lastCode: textOrNull(row, "last_code")
})

export const toEvent = (row: SqlRow): JournalEvent => ({
  seq: number(row, "seq"),
  at: number(row, "at"),
  kind: text(row, "kind"),
  detail: JSON.parse(text(row, "detail")) as JournalEvent["detail"],
  hash: text(row, "hash")
})
