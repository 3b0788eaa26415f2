import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Scheduler from "effect/Scheduler"

/**
 * Effect's services for a program under simulation: virtual time, seeded numbers, and fibers that run in microtasks alone, so that a run
 * is the same every time. `createBank` of core takes it as `context`.
 *
 * @param random - 0 (inclusive) to 1 (exclusive)
 * @example
 * createBank({ ...ports, context: makeServices(makeClock(env), env.random) })
 */
export const makeServices = (clock: Clock.Clock, random: () => number): Context.Context<never> =>
  Context.empty().pipe(
    Context.add(Clock.Clock, clock),
    Context.add(Random.Random, {
      nextIntUnsafe: () => Math.floor(random() * Number.MAX_SAFE_INTEGER),
      nextDoubleUnsafe: random
    }),
    Context.add(Scheduler.Scheduler, new Scheduler.MixedScheduler("sync"))
  )

/** A time in ms since 1970, and a sleep in ms. */
export interface Time {
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
}

/** An Effect clock over a time and a sleep, such as `simulate`'s Env has. A sleep that is interrupted goes on unheard. */
export const makeClock = ({ now, sleep }: Time): Clock.Clock => {
  const nanos = (): bigint => BigInt(now()) * 1_000_000n
  return {
    currentTimeMillisUnsafe: now,
    currentTimeMillis: Effect.sync(now),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: nanos,
    monotonicTimeNanos: Effect.sync(nanos),
    sleep: (duration) => Effect.callback((resume) => void sleep(Duration.toMillis(duration)).then(() => resume(Effect.void)))
  }
}
