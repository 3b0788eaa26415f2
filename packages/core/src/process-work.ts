import type { AnyMoney } from "@hundi/catalog"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { nextLookAtEarlier, watchable } from "./conclude.ts"
import { finalStatuses, type Outcome } from "./domain.ts"
import { HundiError } from "./hundi-error.ts"
import { isUnsent } from "./journal-rules.ts"
import type { Work } from "./journal.ts"
import { resolveUnknown, watch } from "./resolve-unknown.ts"
import { sendPayout } from "./send-payout.ts"
import { type PayoutServices, SettingsService } from "./services.ts"
import { journalled } from "./settle.ts"

/** The declarations by which payouts are paid, by id. */
export type MoneyById = ReadonlyMap<string, AnyMoney>

/** Does what a claimed payout needs now: send it, or ask about it. */
export const processWork = (work: Work, moneyById: MoneyById): Effect.Effect<Outcome | undefined, HundiError, PayoutServices> => {
  const { attempt, payout } = work
  const money = moneyById.get(payout.operation)
  if (money === undefined) return Effect.fail(undeclared(payout.operation))
  if (attempt === null || attempt.state === "reserved" || isUnsent(payout.status)) return sendPayout(work, money)
  return finalStatuses.includes(payout.status) && watchable(work.earlier).length > 0
    ? watchAll(work, money, moneyById)
    : resolveUnknown(work, attempt, money)
}

const undeclared = (operation: string): HundiError =>
  new HundiError("CONFIGURATION", `no declaration for ${operation}: give its family to createBank`)

/** The daily look at a payout that rests: at its failed attempts before the newest one, each over its own rail, and then at that one. */
const watchAll = (work: Work, money: AnyMoney, moneyById: MoneyById): Effect.Effect<Outcome | undefined, HundiError, PayoutServices> =>
  Effect.gen(function* () {
    const { attempt, earlier, payout, epoch } = work
    for (const failed of watchable(earlier)) {
      const theirs = moneyById.get(failed.operation)
      if (theirs === undefined) return yield* Effect.fail(undeclared(failed.operation))
      if (yield* watch(work, failed, theirs)) return undefined
    }
    // The bank never heard of one that was not sent.
    if (attempt !== null && attempt.state !== "not-sent") return yield* resolveUnknown(work, attempt, money)
    const { holidays } = yield* SettingsService
    const now = yield* Clock.currentTimeMillis
    const dueAt = nextLookAtEarlier({ earlier, enquirable: money.enquiry !== "none", ladder: money.ladder, now, holidays })
    yield* journalled((journal) => journal.release(payout.id, epoch, dueAt))
    return undefined
  })
