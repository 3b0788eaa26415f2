import { asHundiError, type HundiError, isUnsent, type Outcome, type Work } from "@hundi/core"
import { type CircuitBreaker, healthOf } from "@hundi/operations/planner"

/** One processed payout: as it was claimed, and what came of it. */
export interface Processed {
  readonly work: Work
  readonly outcome: Outcome | undefined
  readonly onFault: (fault: HundiError) => void
}

/** Tells the breaker what a send led to; an enquiry speaks of a payment of another time. Never throws. */
export const noteHealth = (breaker: Pick<CircuitBreaker, "note">, { work: { payout, attempt }, outcome, onFault }: Processed): void => {
  const wasSend = attempt === null || attempt.state === "reserved" || isUnsent(payout.status)
  if (outcome === undefined || !wasSend) return
  try {
    breaker.note(payout.rail, healthOf(outcome), payout.id)
  } catch (error) {
    onFault(asHundiError(error, "CONTROL_UNAVAILABLE", "the circuit breaker could not be told of a send"))
  }
}
