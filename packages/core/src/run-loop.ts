import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import * as Option from "effect/Option"
import { createDueWatch, type DueWatch } from "./due-watch.ts"
import type { Outcome } from "./domain.ts"
import type { HundiError } from "./hundi-error.ts"
import type { ClaimRequest, Work } from "./journal.ts"
import { type MoneyById, processWork } from "./process-work.ts"
import { JournalService, type PayoutServices, SettingsService } from "./services.ts"
import { journalled } from "./settle.ts"

/** How much runs at once, and who hears of faults. */
export interface LoopOptions {
  /** Money requests in flight, at most. */
  readonly sends: number
  /** Enquiries in flight, at most: a budget of their own (MONEY.md, Ladders). */
  readonly enquiries: number
  /** How long the loop may sleep before it looks again, ms: what another process made due is seen by then. */
  readonly pollMs: number
  readonly onFault: (fault: HundiError) => void
  /** Hears when a payout was claimed: `dueAt` of its payout is when it should have been. */
  readonly onClaimed?: (work: Work, at: number) => void
  /** Hears what came of it; undefined when it was held, given back, or the journal failed. */
  readonly onProcessed?: (work: Work, outcome: Outcome | undefined) => void
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
export const makeLane = (want: ClaimRequest["want"], options: LoopOptions, moneyById: MoneyById, watch: DueWatch = createDueWatch()) => {
  const capacity = options[want]
  const latch = Latch.makeUnsafe(false)
  let running = 0
  let stopped = false
  /** False after a claim that did not fill its places: nothing more is due until its time comes, or somebody wakes the lane. */
  let mayBeDue = true
  const wake = (): void => {
    mayBeDue = true
    Latch.openUnsafe(latch)
  }
  watch.onSooner(want, () => Latch.openUnsafe(latch))

  const onDone = (work: Work, outcome: Outcome | undefined): void => {
    running--
    options.onProcessed?.(work, outcome)
    Latch.openUnsafe(latch)
  }
  const claim = (limit: number) =>
    Effect.gen(function* () {
      const { owner, bankTimeoutMs } = yield* SettingsService
      const now = yield* Clock.currentTimeMillis
      const leaseMs = bankTimeoutMs * LEASE_CALLS[want] + LEASE_MARGIN_MS
      const works = yield* journalled((journal) => journal.claimDue({ owner, now, leaseMs, limit, want }))
      mayBeDue = works.length === limit
      if (!mayBeDue) watch.learn(want, yield* journalled((journal) => journal.nextDueAt(want)))
      for (const work of works) options.onClaimed?.(work, now)
      return works
    }).pipe(
      Effect.catch((fault) =>
        Effect.sync((): readonly Work[] => {
          options.onFault(fault)
          return []
        }).pipe(Effect.tap(() => Effect.sleep(REST_AFTER_FAULT_MS)))
      )
    )

  /** Until something comes free or is due, or the poll's time has come. */
  const rest = Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    // With work due and no place free, only a place that comes free helps.
    const next = mayBeDue ? Infinity : watch.next(want)
    const until = Math.min(Math.max(next, now + 1), now + options.pollMs)
    const opened = yield* Latch.whenOpen(latch)(Effect.void).pipe(Effect.timeoutOption(until - now))
    if (Option.isNone(opened) || (yield* Clock.currentTimeMillis) >= watch.next(want)) mayBeDue = true
  })

  const loop = Effect.gen(function* () {
    while (!stopped) {
      Latch.closeUnsafe(latch)
      // A claim is a commit: take several slots at a time, and none for a place that came free while nothing is due.
      const free = capacity - running
      const works = mayBeDue && free >= Math.ceil(capacity / 4) ? yield* claim(free) : []
      for (const work of works) {
        running++
        yield* Effect.forkChild(processOne(work, moneyById, options, onDone))
      }
      if (works.length > 0) yield* Effect.yieldNow
      else yield* rest
    }
    while (running > 0) {
      Latch.closeUnsafe(latch)
      yield* Latch.whenOpen(latch)(Effect.void).pipe(Effect.timeoutOption(options.pollMs))
    }
  }).pipe(Effect.updateService(JournalService, watch.overhear))

  const handle: LoopHandle = {
    wake,
    stop: () => {
      stopped = true
      Latch.openUnsafe(latch)
    },
    inFlight: () => running
  }
  return { loop, handle }
}

/** One payout, in a fiber of its own: whatever comes of it, its place comes free. */
const processOne = (
  work: Work,
  moneyById: MoneyById,
  { onFault }: LoopOptions,
  onDone: (work: Work, outcome: Outcome | undefined) => void
): Effect.Effect<void, never, PayoutServices> => {
  let outcome: Outcome | undefined
  return processWork(work, moneyById).pipe(
    Effect.tap((found) => Effect.sync(() => void (outcome = found))),
    Effect.catchCause((cause) => Effect.sync(() => onFault(Cause.squash(cause) as HundiError))),
    Effect.ensuring(Effect.sync(() => onDone(work, outcome))),
    Effect.asVoid
  )
}

/** A send is one call; an enquiry asks at most two questions under two dates. */
const LEASE_CALLS: Readonly<Record<ClaimRequest["want"], number>> = { sends: 1, enquiries: 4 }
