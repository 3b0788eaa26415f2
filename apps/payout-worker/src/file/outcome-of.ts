import type { Standing } from "@hundi/core"

/** The outcomes of the summary; each payout has exactly one (CONTRACTS, Summary JSON). */
export const outcomeNames = ["settled", "accepted", "rejected", "pending", "unknown", "review", "reversed", "notSent"] as const
export type OutcomeName = (typeof outcomeNames)[number]

/**
 * Which outcome a payout counts as. A payout with people counts as `review` whatever its attempt says. One that is on its
 * way counts as `unknown`: money may have moved. One that waits for an approval, a limit or its time counts as `pending`.
 */
export const outcomeOf = ({ status, state }: Pick<Standing, "status" | "state">, isHeld = false): OutcomeName => {
  switch (status) {
    case "settled":
    case "reversed":
    case "review":
    case "unknown":
      return status
    case "failed":
      return state === "not-sent" ? "notSent" : state === "reversed" ? "reversed" : "rejected"
    case "in-flight":
      return state === "accepted" || state === "pending" ? state : "unknown"
    case "awaiting-approval":
    case "scheduled":
      return "pending"
    case "queued":
      return isHeld ? "pending" : "notSent"
    case "draft":
    case "cancelled":
      return "notSent"
  }
}
