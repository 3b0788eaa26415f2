import type { Standing } from "@hundi/core"

/** The outcomes of the summary; each payout has exactly one (CONTRACTS, Summary JSON). */
export const outcomeNames = ["settled", "accepted", "rejected", "pending", "unknown", "review", "reversed", "notSent"] as const
export type OutcomeName = (typeof outcomeNames)[number]

/**
 * Which outcome a payout counts as. A payout with people counts as `review` whatever its attempt says. One that is on its
 * way counts as `unknown`: money may have moved.
 */
export const outcomeOf = ({ status, state }: Pick<Standing, "status" | "state">): OutcomeName => {
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
    case "queued":
    case "draft":
    case "awaiting-approval":
    case "scheduled":
    case "cancelled":
      return "notSent"
  }
}
