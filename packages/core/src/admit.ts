import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { asHundiError, type HundiError } from "./hundi-error.ts"
import type { HoldOrder, Work } from "./journal.ts"
import { type JournalService, SettingsService } from "./services.ts"
import { journalled } from "./settle.ts"

/** What a gate says about one claimed payout. `refuse` ends it as cancelled. */
export type Admission =
  | { readonly kind: "go" }
  | ({ readonly kind: "hold" } & { readonly hold: Pick<HoldOrder, "kind" | "reason" | "status" | "dueAt"> })
  | { readonly kind: "refuse"; readonly by: string; readonly reason: string }

/**
 * Whether a payout may go now: approvals, limits, windows, balance. Asked before every send, also of an attempt that was reserved
 * and not sent; it must answer the same when asked again. A gate that throws lets nothing through. `createControls` of
 * `@hundi/operations/controls` makes one.
 */
export interface Gate {
  readonly admit: (work: Work, now: number) => Promise<Admission>
}

const LOOK_AGAIN_MS = 30_000

/** Asks the gate. False: the payout is held or ended, with its reason in the history, and the claim is given back. */
export const admit = (work: Work): Effect.Effect<boolean, HundiError, JournalService | SettingsService> =>
  Effect.gen(function* () {
    const { gate } = yield* SettingsService
    if (gate === undefined) return true
    const at = yield* Clock.currentTimeMillis
    const { payout, epoch } = work
    const admission = yield* Effect.tryPromise({
      try: () => gate.admit(work, at),
      catch: (cause) => asHundiError(cause, "CONTROL_UNAVAILABLE", "the controls could not be asked; nothing was sent")
    }).pipe(
      Effect.catch((fault) =>
        journalled((journal) => journal.release(payout.id, epoch, at + LOOK_AGAIN_MS)).pipe(Effect.andThen(Effect.fail(fault)))
      )
    )
    if (admission.kind === "hold") yield* journalled((journal) => journal.hold({ payoutId: payout.id, epoch, at, ...admission.hold }))
    if (admission.kind === "refuse") {
      yield* journalled((journal) => journal.cancel({ payoutId: payout.id, epoch, at, by: admission.by, reason: admission.reason }))
    }
    return admission.kind === "go"
  })
