import { generatePartnerKeys } from "@hundi/crypto-envelope/x509"
import { type Leak, makeCapture, type OutputKind } from "./capture.ts"
import { driveCli } from "./drive-cli.ts"
import { actOnPayouts, listenToEvents, orderPayouts, readEverything, sendBatch } from "./drive-http.ts"
import { driveLibrary } from "./drive-library.ts"
import { makeLeakFinder } from "./leak-finder.ts"
import { makeWorld, type WorldKeys } from "./make-world.ts"
import { overhear, type Overhearing } from "./overhear.ts"
import { personalOf, plantPerson, plantSettings, secretsOf } from "./plant.ts"
import { makeRandom } from "./random.ts"

/** What to run. */
export interface LeaksOrder {
  readonly seed: number
  /** At least so many outputs are looked at. */
  readonly outputs: number
  /** One world alone, by the seed that a leak names. */
  readonly world?: number | undefined
  /** Hears of the first leak of each place. */
  readonly onLeak?: (leak: Leak) => void
}

/** What was seen. */
export interface LeaksResult {
  readonly seed: number
  readonly worlds: number
  readonly outputs: number
  readonly byKind: Readonly<Partial<Record<OutputKind, number>>>
  /** Every sighting counts; the examples are the first of each place and kind. */
  readonly leaks: number
  readonly examples: readonly Leak[]
  readonly elapsedMs: number
}

const PEOPLE = 12
const ORDERS = 14
const AT_ONCE = 24

/**
 * Plants secrets and personal values in one worker after the other, has bank, database, gate, files and callers misbehave, and looks for
 * the planted values in everything that comes out.
 */
export const runLeaks = async ({ seed, outputs, world, onLeak = () => undefined }: LeaksOrder): Promise<LeaksResult> => {
  const startedAt = performance.now()
  const keys = await generatePartnerKeys({ commonName: "Leak search", bits: 2048, now: Date.now() })
  const counts = new Map<OutputKind, number>()
  const examples = new Map<string, Leak>()
  let [leaks, worlds, count] = [0, 0, 0]
  const hear = (leak: Leak): void => {
    leaks++
    const place = `${leak.planted.kind}|${leak.output}|${(leak.where.split(",")[0] ?? "").replace(/\/[^/]*\d{5}[^/]*/g, "/:id")}`
    if (examples.has(place)) return
    examples.set(place, leak)
    onLeak(leak)
  }
  const one = async (worldSeed: number): Promise<void> => {
    worlds++
    const made = await live({ seed: worldSeed, keys, counts, overhearing, onLeak: hear })
    count += made
  }
  const overhearing = overhear()
  try {
    if (world !== undefined) await one(world)
    // The waits of one world are work for the others.
    const lane = async (): Promise<void> => {
      while (count < outputs) await one(seed * 1_000_003 + worlds)
    }
    if (world === undefined) await Promise.all(Array.from({ length: AT_ONCE }, lane))
  } finally {
    overhearing.stop()
  }
  const elapsedMs = Math.round(performance.now() - startedAt)
  return { seed, worlds, outputs: count, byKind: Object.fromEntries(counts), leaks, examples: [...examples.values()], elapsedMs }
}

interface Life {
  readonly seed: number
  readonly keys: WorldKeys
  readonly counts: Map<OutputKind, number>
  readonly overhearing: Overhearing
  readonly onLeak: (leak: Leak) => void
}

/** The life of one worker. Returns how many outputs it made. */
const live = async ({ seed, keys, counts, overhearing, onLeak }: Life): Promise<number> => {
  const random = makeRandom(seed)
  const finder = makeLeakFinder()
  const capture = makeCapture(finder, seed, counts, onLeak)
  const settings = plantSettings(random)
  const people = Array.from({ length: PEOPLE }, () => plantPerson(random))
  finder.plant([...secretsOf(settings, keys.privateKeyPem), ...people.flatMap(personalOf)])
  const world = await makeWorld({ random, settings, people, keys, capture })
  const payoutIds = Array.from({ length: ORDERS }, (_, index) => `P${seed}-${index}`)
  const more = payoutIds.slice(0, 6).map((id) => `L${id}`)
  overhearing.join(capture)
  try {
    world.start()
    await orderPayouts(world, payoutIds)
    await sendBatch(world)
    await world.letTimePass(0)
    const library = driveLibrary(world, more)
    const events = listenToEvents(world, payoutIds)
    await readEverything(world, payoutIds)
    // Minutes and hours for the ladders, days for people, and on to the end of the watch.
    for (const hours of [0.1, 3, 80, 120]) {
      await world.letTimePass(hours)
      await actOnPayouts(world, payoutIds)
    }
    await Promise.all([library, events])
    await readEverything(world, [...payoutIds, ...more])
    await driveCli(world)
  } finally {
    await world.stop()
    overhearing.leave(capture)
  }
  return capture.count()
}
