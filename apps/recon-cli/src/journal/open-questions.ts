import type { DatabaseSync } from "node:sqlite"

/** A payment that is not proved either way, as the journal has it. Times are ms since 1970 (UTC). */
export interface OpenPayment {
  /** The journal's id, `tenant/payoutId`. */
  readonly id: string
  readonly payoutId: string
  readonly status: string
  readonly rail: string
  readonly operation: string
  readonly amountPaise: bigint
  readonly dueAt: number | null
  readonly reviewReason: string | null
  readonly reference: string
  readonly state: string
  readonly businessDate: string
  readonly rrn: string | null
}

const OPEN = `SELECT p.id, p.payout_id, p.status, p.rail, p.operation, p.amount_paise, p.due_at, p.review_reason, a.reference, a.state, a.business_date, a.rrn
  FROM payouts AS p JOIN attempts AS a ON a.payout_no = p.no AND a.number = (SELECT max(number) FROM attempts WHERE payout_no = p.no)
  WHERE p.status IN ('unknown', 'in-flight', 'review') AND a.state NOT IN ('reserved', 'not-sent') ORDER BY p.no`

/** Payments of which the bank has not said for good what became of them, oldest first. */
export const readOpenPayments = (database: DatabaseSync): readonly OpenPayment[] =>
  database.prepare(OPEN).all().map((row) => ({
    ...{ id: String(row["id"]), payoutId: String(row["payout_id"]), status: String(row["status"]), rail: String(row["rail"]) },
    ...{ operation: String(row["operation"]), amountPaise: BigInt(row["amount_paise"] as number) },
    dueAt: row["due_at"] === null ? null : Number(row["due_at"]),
    reviewReason: row["review_reason"] === null ? null : String(row["review_reason"]),
    ...{ reference: String(row["reference"]), state: String(row["state"]), businessDate: String(row["business_date"]) },
    rrn: row["rrn"] === null ? null : String(row["rrn"])
  }))
