import type { World } from "./world.ts"

/** One life of a worker: once it has crashed, nothing that it started ever goes on. */
export interface Life {
  readonly worker: string
  alive: boolean
  readonly onCrash: () => void
}

const never = new Promise<never>(() => undefined)

/** Ports at which a stall is worth having: between the durable mark and the wire, and on the way back. */
const STALLS = new Set(["transport.send", "journal.record", "journal.markSending", "sealer.open"])
/** Where a full disk or a busy file may refuse. */
const REFUSALS = /^journal\.(accept|claimDue|reserve|markSending|record|release|claim)$/

/**
 * Wraps a port so that the worker may crash before and after each call, be stalled past its lease, or find the journal
 * refusing. The first calls of each kind crash for sure, so that every place is visited; later ones by the seed.
 */
export const makeFaulty = <P extends object>(name: string, port: P, life: Life, world: World): P => {
  const { prng, tally, crashes, trace, clock, rates } = world
  const crash = (place: string): Promise<never> => {
    crashes.add(place)
    trace.note(life.worker, "crash", { place })
    life.alive = false
    life.onCrash()
    return never
  }
  const shouldCrash = (place: string): boolean => {
    if (!world.troubled()) return false
    if (crashes.count(place) === 0) return prng.chance(rates.firstCrash)
    return prng.chance(place.startsWith("journal.claimDue") ? rates.pollingCrash : rates.crash)
  }
  const wrap =
    (method: string, call: (...args: unknown[]) => Promise<unknown>) =>
    async (...args: unknown[]): Promise<unknown> => {
      const place = `${name}.${method}`
      if (!life.alive) return never
      if (shouldCrash(`${place}:before`)) return crash(`${place}:before`)
      if (STALLS.has(place) && world.troubled() && prng.chance(rates.stall)) {
        tally.add("stall-past-lease")
        trace.note(life.worker, "stall", { place })
        await clock.sleep(prng.between(40_000, 300_000))
        if (!life.alive) return never
      }
      if (REFUSALS.test(place) && world.troubled() && prng.chance(rates.refusal)) {
        tally.add("journal-refuses")
        trace.note(life.worker, "journal refuses", { place })
        throw new Error("database or disk is full")
      }
      const result = await call(...args)
      if (!life.alive) return never
      trace.note(life.worker, place)
      if (shouldCrash(`${place}:after`)) return crash(`${place}:after`)
      return result
    }
  return Object.fromEntries(
    Object.entries(port).map(([method, call]) => [method, wrap(method, (call as (...args: unknown[]) => Promise<unknown>).bind(port))])
  ) as P
}
