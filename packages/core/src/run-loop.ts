import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import type { HundiError } from "./hundi-error.ts"
import type { ClaimRequest, Work } from "./journal.ts"
import { type MoneyById, processWork } from "./process-work.ts"
import { type PayoutServices, SettingsService } from "./services.ts"
import { journalled } from "./settle.ts"

/** How much runs at once, and who hears of faults. */
export interface LoopOptions {
  /** Money requests in flight, at most. */
  readonly sends: number
  /** Enquiries in flight, at most: a budget of their own (MONEY.md, Ladders). */
  readonly enquiries: number
  /** How long the loop may sleep before it looks again, ms. */
  readonly pollMs: number
  readonly onFault: (fault: HundiError) => void
  readonly onProcessed?: (work: Work) => void
}

/** Over the bank's time-out, so that a lease never lapses while its holder still listens. */
const LEASE_MARGIN_MS = 30_000
const REST_AFTER_FAULT_MS = 1000

/** A running loop, from outside. */
export interface LoopHandle {
  /** New work may be due: look now. */
  readonly wake: () => void
  /** Claims nothing more; the loop's effect ends when what is in flight has been recorded. */
  readonly stop: () => void
  readonly inFlight: () => number
}

/** One lane: claims due payouts as slots come free, and processes each in a fiber of its own, until stopped. */
export const makeLane = (want: ClaimRequest["want"], options: LoopOptions, moneyById: MoneyById) => {
  const capacity = options[want]
  const latch = Latch.makeUnsafe(false)
  let running = 0
  let stopped = false

  const processOne = (work: Work) =>
    processWork(work, moneyById).pipe(
      Effect.catchCause((cause) => Effect.sync(() => options.onFault(Cause.squash(cause) as HundiError))),
      Effect.ensuring(
        Effect.sync(() => {
          running--
          options.onProcessed?.(work)
          Latch.openUnsafe(latch)
        })
      )
    )

  const claim = Effect.gen(function* () {
    const { owner, bankTimeoutMs } = yield* SettingsService
    const now = yield* Clock.currentTimeMillis
    return yield* journalled((journal) =>
      journal.claimDue({ owner, now, leaseMs: bankTimeoutMs * LEASE_CALLS[want] + LEASE_MARGIN_MS, limit: capacity - running, want })
    )
  }).pipe(
    Effect.catch((fault) =>
      Effect.sync((): readonly Work[] => {
        options.onFault(fault)
        return []
      }).pipe(Effect.tap(() => Effect.sleep(REST_AFTER_FAULT_MS)))
    )
  )

  const loop: Effect.Effect<void, never, PayoutServices> = Effect.gen(function* () {
    while (!stopped) {
      Latch.closeUnsafe(latch)
      // A claim is a commit: take several slots at a time.
      const works = running <= capacity - Math.ceil(capacity / 4) ? yield* claim : []
      for (const work of works) {
        running++
        yield* Effect.forkChild(processOne(work))
      }
      if (works.length === 0) yield* Latch.whenOpen(latch)(Effect.void).pipe(Effect.timeoutOption(options.pollMs))
      else yield* Effect.yieldNow
    }
    while (running > 0) {
      Latch.closeUnsafe(latch)
      yield* Latch.whenOpen(latch)(Effect.void).pipe(Effect.timeoutOption(options.pollMs))
    }
  })

  const handle: LoopHandle = {
    wake: () => void Latch.openUnsafe(latch),
    stop: () => {
      stopped = true
      Latch.openUnsafe(latch)
    },
    inFlight: () => running
  }
  return { loop, handle }
}

/** A send is one call; an enquiry asks at most two questions under two dates. */
const LEASE_CALLS: Readonly<Record<ClaimRequest["want"], number>> = { sends: 1, enquiries: 4 }
