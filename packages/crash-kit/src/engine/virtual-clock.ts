import type * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

interface Timer {
  readonly at: number
  readonly order: number
  run: (() => void) | undefined
}

/** Time that moves only when nothing else can. All times are ms since 1970 (UTC). */
export interface VirtualClock {
  readonly now: () => number
  /** Runs `act` at an instant; earlier ones first, in order of asking among equals. Returns how to cancel it. */
  readonly at: (instant: number, act: () => void) => () => void
  readonly sleep: (ms: number) => Promise<void>
  /** Lets time pass up to an instant. */
  readonly runUntil: (end: number) => Promise<void>
  /**
   * Work that ends in real time, such as WebCrypto's, which runs on threads: the clock stands until it has ended. One piece after another,
   * so that they end in the order in which they were asked for.
   */
  readonly outside: <A>(work: () => Promise<A>) => Promise<A>
  /** The same time as Effect's clock. */
  readonly effectClock: Clock.Clock
}

/**
 * A clock that stands at `start` until `runUntil` lets it go from one timer to the next.
 *
 * @example
 * const clock = createVirtualClock(Date.UTC(2026, 10, 19))
 * clock.at(clock.now() + 86_400_000, () => results.push("a day later"))
 * await clock.runUntil(clock.now() + 14 * 86_400_000) // takes no time
 */
export const createVirtualClock = (start: number): VirtualClock => {
  let now = start
  let order = 0
  const heap: Timer[] = []
  const at: VirtualClock["at"] = (instant, act) => {
    const timer: Timer = { at: Math.max(instant, now), order: order++, run: act }
    push(heap, timer)
    return () => void (timer.run = undefined)
  }
  let outsiders = 0
  let lastOutsider: Promise<unknown> = Promise.resolve()
  const outside = <A>(work: () => Promise<A>): Promise<A> => {
    outsiders++
    const done = lastOutsider.then(work).finally(() => void outsiders--)
    lastOutsider = done.catch(() => undefined)
    return done
  }
  const settle = async (): Promise<void> => {
    await quiet()
    while (outsiders > 0) {
      await lastOutsider
      await quiet()
    }
  }
  const runUntil = async (end: number): Promise<void> => {
    await settle()
    for (let timer = heap[0]; timer !== undefined && timer.at <= end; timer = heap[0]) {
      pop(heap)
      if (timer.run === undefined) continue
      now = timer.at
      timer.run()
      await settle()
    }
    now = end
  }
  const nanos = (): bigint => BigInt(now) * 1_000_000n
  return {
    now: () => now,
    at,
    sleep: (ms) => new Promise((resolve) => at(now + ms, resolve)),
    runUntil,
    outside,
    effectClock: {
      currentTimeMillisUnsafe: () => now,
      currentTimeMillis: Effect.sync(() => now),
      currentTimeNanosUnsafe: nanos,
      currentTimeNanos: Effect.sync(nanos),
      monotonicTimeNanosUnsafe: nanos,
      monotonicTimeNanos: Effect.sync(nanos),
      sleep: (duration) =>
        Effect.callback((resume) => {
          const cancel = at(coarse(now, Duration.toMillis(duration)), () => resume(Effect.void))
          return Effect.sync(cancel)
        })
    }
  }
}

/** Long sleeps end on the minute, so that what is due at about one time is looked at together, as a poll would. */
const coarse = (now: number, ms: number): number => (ms < LONG_MS ? now + ms : Math.ceil((now + ms) / MINUTE_MS) * MINUTE_MS)
const MINUTE_MS = 60_000
const LONG_MS = 10 * MINUTE_MS

/** All promises that can go on have gone on: everything here runs in microtasks, and they end before the next macrotask. */
const quiet = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const before = (one: Timer, other: Timer): boolean => one.at < other.at || (one.at === other.at && one.order < other.order)

const push = (heap: Timer[], timer: Timer): void => {
  let index = heap.push(timer) - 1
  while (index > 0) {
    const parent = (index - 1) >> 1
    if (!before(timer, heap[parent] as Timer)) break
    heap[index] = heap[parent] as Timer
    index = parent
  }
  heap[index] = timer
}

const pop = (heap: Timer[]): void => {
  const last = heap.pop() as Timer
  if (heap.length === 0) return
  let index = 0
  for (;;) {
    let child = index * 2 + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && before(heap[child + 1] as Timer, heap[child] as Timer)) child++
    if (!before(heap[child] as Timer, last)) break
    heap[index] = heap[child] as Timer
    index = child
  }
  heap[index] = last
}
