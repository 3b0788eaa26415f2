import type { AnyMoney } from "@hundi/catalog"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { conclude } from "./conclude.ts"
import type { Attempt, Outcome } from "./domain.ts"
import { asHundiError, HundiError } from "./hundi-error.ts"
import type { Journal, Work } from "./journal.ts"
import { JournalService, SettingsService } from "./services.ts"

/** One call of the journal as an effect; what it throws becomes a HundiError. */
export const journalled = <A>(use: (journal: Journal) => Promise<A>): Effect.Effect<A, HundiError, JournalService> =>
  Effect.gen(function* () {
    const journal = yield* JournalService
    return yield* Effect.tryPromise({
      try: () => use(journal),
      catch: (cause) => asHundiError(cause, "JOURNAL_UNAVAILABLE", "the journal")
    })
  })

/** What one look found, and about what. */
export interface Finding {
  readonly work: Work
  readonly attempt: Attempt
  readonly outcome: Outcome
  readonly from: "pay" | "enquiry"
  readonly money: AnyMoney
}

/** Writes what one look proved: attempt, payout, history and next look in one transaction, under the claimed epoch (L7). */
export const settle = ({
  work,
  attempt,
  outcome,
  from,
  money
}: Finding): Effect.Effect<"recorded" | "late", HundiError, JournalService | SettingsService> =>
  Effect.gen(function* () {
    const { holidays } = yield* SettingsService
    const now = yield* Clock.currentTimeMillis
    const change = conclude({
      payout: work.payout,
      attempt,
      outcome,
      earlier: work.earlier.filter(({ reference }) => reference !== attempt.reference),
      from,
      now,
      rail: money.rail,
      ladder: money.ladder,
      enquirable: money.enquiry !== "none",
      holidays
    })
    const holder = { payoutId: work.payout.id, reference: attempt.reference, epoch: work.epoch, at: now }
    return yield* journalled((journal) => journal.record(holder, change)).pipe(
      Effect.mapError((fault) => (outcome.kind === "NotSent" ? fault : unwritten(fault)))
    )
  })

/** The journal failed after the bank was called: whatever the caller does next, it must not send again. */
const unwritten = (fault: HundiError): HundiError =>
  new HundiError(fault.code, `${fault.message}; the bank was called before: ask, do not pay again`, {
    reason: fault.reason,
    sent: "maybe",
    cause: fault
  })
