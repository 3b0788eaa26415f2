import type { DatabaseSync } from "node:sqlite"

/** One payment with all that happened to it. No names, no accounts. Times are ms since 1970 (UTC). */
export interface PaymentHistory {
  readonly payoutId: string
  readonly amountPaise: bigint
  readonly rail: string
  readonly status: string
  readonly reviewReason: string | null
  readonly attempts: readonly {
    readonly number: number
    readonly reference: string
    readonly businessDate: string
    readonly state: string
    readonly rrn: string | null
    readonly asked: number
  }[]
  readonly events: readonly { readonly at: number; readonly kind: string; readonly detail: string }[]
}

const FIND = `SELECT DISTINCT p.no FROM payouts AS p LEFT JOIN attempts AS a ON a.payout_no = p.no
  WHERE p.payout_id = ?1 OR p.id = ?1 OR a.reference = ?1 OR a.rrn = ?1 ORDER BY p.no LIMIT 5`

/** Payments by id, reference or the bank's number; at most five, should a number have come again. */
export const readHistory = (database: DatabaseSync, query: string): readonly PaymentHistory[] =>
  database.prepare(FIND).all(query).map((found) => {
    const no = Number(found["no"])
    const payout = database.prepare("SELECT payout_id, amount_paise, rail, status, review_reason FROM payouts WHERE no = ?1").get(no) ?? {}
    return {
      ...{ payoutId: String(payout["payout_id"]), amountPaise: BigInt(payout["amount_paise"] as number), rail: String(payout["rail"]), status: String(payout["status"]) },
      reviewReason: textOrNull(payout["review_reason"]),
      attempts: database.prepare("SELECT number, reference, business_date, state, rrn, asked FROM attempts WHERE payout_no = ?1 ORDER BY number").all(no).map((row) => ({
        ...{ number: Number(row["number"]), reference: String(row["reference"]), businessDate: String(row["business_date"]), state: String(row["state"]) },
        ...{ rrn: textOrNull(row["rrn"]), asked: Number(row["asked"]) }
      })),
      events: database.prepare("SELECT at, kind, detail FROM events WHERE payout_no = ?1 ORDER BY seq").all(no).map((row) => ({
        ...{ at: Number(row["at"]), kind: String(row["kind"]), detail: detailOf(String(row["detail"])) }
      }))
    }
  })

const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null)

/** What a program wrote down, by name; what people typed is shown to those who have the worker's own review. */
const shownFields = ["code", "meaning", "reason", "reference", "businessDate", "rrn", "proved", "by", "before", "after", "why"] as const

const detailOf = (json: string): string => {
  const detail = JSON.parse(json) as Readonly<Record<string, unknown>>
  return shownFields.flatMap((field) => (detail[field] === undefined || detail[field] === null ? [] : [`${field} ${String(detail[field] as string | number | boolean)}`])).join(", ")
}
