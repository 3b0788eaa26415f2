import type { AnyMoney } from "@hundi/catalog"
import * as Effect from "effect/Effect"
import type { Outcome } from "./domain.ts"
import { HundiError } from "./hundi-error.ts"
import { isUnsent } from "./journal-rules.ts"
import type { Work } from "./journal.ts"
import { resolveUnknown } from "./resolve-unknown.ts"
import { sendPayout } from "./send-payout.ts"
import type { PayoutServices } from "./services.ts"

/** The declarations by which payouts are paid, by id. */
export type MoneyById = ReadonlyMap<string, AnyMoney>

/** Does what a claimed payout needs now: send it, or ask about it. */
export const processWork = (work: Work, moneyById: MoneyById): Effect.Effect<Outcome | undefined, HundiError, PayoutServices> => {
  const money = moneyById.get(work.payout.operation)
  if (money === undefined) {
    return Effect.fail(new HundiError("CONFIGURATION", `no declaration for ${work.payout.operation}: give its family to createBank`))
  }
  const { attempt } = work
  if (attempt === null || attempt.state === "reserved" || isUnsent(work.payout.status)) return sendPayout(work, money)
  return resolveUnknown(work, attempt, money)
}
