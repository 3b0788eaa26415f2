import type { Prng } from "./prng.ts"
import type { Tally, Trace } from "./trace.ts"
import type { VirtualClock } from "./virtual-clock.ts"
import type { Rates } from "./weather.ts"

/** One life of a program: once it has crashed, nothing that it started ever goes on. */
export interface Life {
  /** Which program; stands in the trace. */
  readonly worker: string
  alive: boolean
  /** Hears of the crash at once, to start the next life. */
  readonly onCrash: () => void
}

/** Which calls of the ports, named `port.method`, deserve more than a crash. */
export interface PortManners {
  /** Where a stall is worth having: between the durable mark and the wire, and on the way back. */
  readonly stalls: ReadonlySet<string>
  /** Where a full disk or a busy file may refuse. */
  readonly refusals: RegExp
  /** The start of the names of calls that come all the time and crash more seldom. */
  readonly polling: string
}

/** What a run shares, as far as faulty ports need it. */
export interface FaultScene {
  readonly prng: Prng
  readonly clock: VirtualClock
  readonly trace: Trace
  /** Faults by kind. */
  readonly tally: Tally
  /** Crashes by place: `port.method:before` and `:after`. */
  readonly crashes: Tally
  readonly rates: Rates
  readonly manners: PortManners
  /** False once the weather has cleared: nothing goes wrong any more. */
  readonly troubled: () => boolean
}

/** A new one each time: one that all share would keep everything alive that ever waited for it. */
const never = (): Promise<never> => new Promise(() => undefined)

/**
 * Wraps a port, an object of functions that return promises, so that the program may crash before and after each call, be stalled for
 * minutes, or find the port refusing. A place where no crash has been yet crashes much more often, so that every place is visited;
 * later ones by the seed. A call that crashes never returns, and neither does any later one of that life.
 *
 * @param name - how the port is called in the trace and in the counts
 * @example
 * const journal = makeFaulty("journal", realJournal, life, scene)
 */
export const makeFaulty = <P extends object>(name: string, port: P, life: Life, scene: FaultScene): P => {
  const { prng, tally, crashes, trace, clock, rates, manners } = scene
  const crash = (place: string): Promise<never> => {
    crashes.add(place)
    trace.note(life.worker, "crash", { place })
    life.alive = false
    life.onCrash()
    return never()
  }
  const shouldCrash = (place: string): boolean => {
    if (!scene.troubled()) return false
    if (crashes.count(place) === 0) return prng.chance(rates.firstCrash)
    return prng.chance(place.startsWith(manners.polling) ? rates.pollingCrash : rates.crash)
  }
  const wrap =
    (method: string, call: (...args: unknown[]) => Promise<unknown>) =>
    async (...args: unknown[]): Promise<unknown> => {
      const place = `${name}.${method}`
      if (!life.alive) return never()
      if (shouldCrash(`${place}:before`)) return crash(`${place}:before`)
      if (manners.stalls.has(place) && scene.troubled() && prng.chance(rates.stall)) {
        tally.add("stall-past-lease")
        trace.note(life.worker, "stall", { place })
        await clock.sleep(prng.between(40_000, 300_000))
        if (!life.alive) return never()
      }
      if (manners.refusals.test(place) && scene.troubled() && prng.chance(rates.refusal)) {
        tally.add(`${name}-refuses`)
        trace.note(life.worker, `${name} refuses`, { place })
        throw new Error("database or disk is full")
      }
      const result = await call(...args)
      if (!life.alive) return never()
      trace.note(life.worker, place)
      if (shouldCrash(`${place}:after`)) return crash(`${place}:after`)
      return result
    }
  return Object.fromEntries(
    Object.entries(port).map(([method, call]) => [method, wrap(method, (call as (...args: unknown[]) => Promise<unknown>).bind(port))])
  ) as P
}
