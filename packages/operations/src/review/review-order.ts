import { invalid } from "@hundi/core"
import { checkPerson } from "../controls/person.ts"

/** What people may decide about a payout in review. */
export const reviewActions = ["ask-again", "confirm-paid", "confirm-returned", "confirm-not-paid"] as const

export type ReviewAction = (typeof reviewActions)[number]

/** One person's word about a payout. What it rests on stands in the journal for good. */
export interface ReviewOrder {
  readonly payoutId: string
  readonly tenant?: string
  readonly action: ReviewAction
  /** Who says so: 1 to 64 characters. Whoever calls must have made sure that it is this person. */
  readonly by: string
  /** Why: 10 to 300 characters. */
  readonly reason: string
  /** The bank's number on the statement's line: RRN, UTR or host reference. For `confirm-paid` and `confirm-returned`. */
  readonly rrn?: string
  /** What came back, paise; must be the whole amount. For `confirm-returned`. */
  readonly amountPaise?: bigint
  /** First and last day, `YYYY-MM-DD` in India, of the statement that shows nothing. For `confirm-not-paid`. */
  readonly statementFrom?: string
  readonly statementTo?: string
}

const DATE = /^\d{4}-\d{2}-\d{2}$/
const RRN = /^[0-9A-Z]{9,22}$/

/** Checks an order's own form. @throws HundiError INVALID_REQUEST naming field and rule */
export const checkReviewOrder = (order: ReviewOrder): void => {
  if (!reviewActions.includes(order.action)) throw invalid("action", `one of ${reviewActions.join(", ")}`)
  checkPerson(order.by)
  if (order.reason.trim().length < 10 || order.reason.length > 300) throw invalid("reason", "10 to 300 characters: what the decision rests on")
  if (order.action === "confirm-paid" || order.action === "confirm-returned") {
    if (order.rrn === undefined || !RRN.test(order.rrn)) throw invalid("rrn", "the RRN, UTR or host reference on the statement, 9 to 22 digits or capitals")
  }
  if (order.action === "confirm-returned" && order.amountPaise === undefined) throw invalid("amountPaise", "what came back, paise")
  if (order.action !== "confirm-not-paid") return
  for (const field of ["statementFrom", "statementTo"] as const) {
    if (!DATE.test(order[field] ?? "")) throw invalid(field, "YYYY-MM-DD: the statement that was searched")
  }
}
