import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { makeFaulty } from "./faulty-ports.ts"
import { makeClock, makeServices } from "./make-services.ts"
import { createPrng } from "./prng.ts"
import { createTally, createTrace } from "./trace.ts"
import { createVirtualClock } from "./virtual-clock.ts"
import { weathers } from "./weather.ts"

describe("virtual clock", () => {
  it("runs what is due in order of time, then of asking, and never what was cancelled or lies beyond", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 50 }), { maxLength: 40 }), fc.nat({ max: 60 }), async (times, end) => {
        const clock = createVirtualClock(0)
        const ran: (readonly [number, number])[] = []
        const cancels = times.map((time, index) => clock.at(time, () => void ran.push([clock.now(), index])))
        cancels.filter((_, index) => index % 5 === 4).forEach((cancel) => cancel())
        await clock.runUntil(end)
        const due = times.map((time, index) => [time, index] as const).filter(([time, index]) => time <= end && index % 5 !== 4)
        expect(ran).toEqual(due.toSorted(([one], [other]) => one - other))
        expect(clock.now()).toBe(end)
      }),
      { numRuns: 50 }
    )
  })

  it("stands while work goes on outside, one piece after another; one that fails stops nothing", async () => {
    const clock = createVirtualClock(0)
    const seen: string[] = []
    const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
    void clock.outside(() => wait(30)).then(() => seen.push(`slow at ${clock.now()}`))
    void clock.outside(() => Promise.reject(new Error("no"))).catch(() => seen.push(`failed at ${clock.now()}`))
    void clock.outside(() => wait(1)).then(() => seen.push(`quick at ${clock.now()}`))
    void clock.sleep(5).then(() => seen.push(`slept until ${clock.now()}`))
    await clock.runUntil(10)
    expect(seen).toEqual(["slow at 0", "failed at 0", "quick at 0", "slept until 5"])
  })

  it("is Effect's clock as well, with seeded numbers; another one can be made of now and sleep", async () => {
    const clock = createVirtualClock(1000)
    const read = Effect.gen(function* () {
      yield* Effect.sleep(5000)
      return [yield* Clock.currentTimeMillis, yield* Random.next] as const
    })
    for (const effectClock of [clock.effectClock, makeClock(clock)]) {
      const began = clock.now()
      const done = Effect.runPromiseWith(makeServices(effectClock, createPrng(1).next))(read)
      await clock.runUntil(began + 6000)
      expect(await done).toEqual([began + 5000, createPrng(1).next()])
    }
  })
})

describe("faulty ports", () => {
  const sceneOf = (rates: Partial<(typeof weathers)["rough"]>) => {
    const clock = createVirtualClock(0)
    const none = { firstCrash: 0, crash: 0, pollingCrash: 0, stall: 0, refusal: 0 }
    return {
      ...{ clock, prng: createPrng(1), trace: createTrace(clock.now, true), tally: createTally(), crashes: createTally() },
      rates: { ...weathers.rough, ...none, ...rates },
      manners: { stalls: new Set(["db.write"]), refusals: /^db\.write$/, polling: "db.poll" },
      troubled: () => clock.now() < 1_000_000
    }
  }
  const start = (rates: Parameters<typeof sceneOf>[0]) => {
    const scene = sceneOf(rates)
    const calls: string[] = []
    let crashes = 0
    const life = { worker: "w", alive: true, onCrash: () => void crashes++ }
    const port = { write: async (text: string) => void calls.push(text), poll: async () => 7 }
    return { scene, calls, life, port: makeFaulty("db", port, life, scene), crashes: () => crashes }
  }

  it("a crash ends the life: the call never comes back, and nothing of that life does", async () => {
    const { scene, calls, life, port, crashes } = start({ firstCrash: 1 })
    let back = 0
    void port.write("a").then(() => back++)
    await scene.clock.runUntil(10)
    void port.poll().then(() => back++)
    await scene.clock.runUntil(20)
    expect({ back, calls, alive: life.alive, crashes: crashes() }).toEqual({ back: 0, calls: [], alive: false, crashes: 1 })
    expect(scene.crashes.byName()).toEqual({ "db.write:before": 1 })
    expect(scene.crashes.latest()).toBe("db.write:before")
  })

  it("stalls and refuses where told, until the weather clears", async () => {
    const { scene, calls, port } = start({ stall: 1, refusal: 1 })
    const refused = expect(port.write("a")).rejects.toThrow("full")
    await scene.clock.runUntil(400_000)
    await refused
    expect(await port.poll()).toBe(7)
    expect(scene.tally.byName()).toEqual({ "db-refuses": 1, "stall-past-lease": 1 })
    await scene.clock.runUntil(1_000_000)
    await port.write("b")
    expect(calls).toEqual(["b"])
  })
})

it("seeded numbers stay in their range, and are the same each time", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -9, max: 9 }), fc.nat({ max: 20 }), (seed, low, span) => {
      const [one, same] = [createPrng(seed), createPrng(seed)]
      for (let count = 0; count < 20; count++) {
        const drawn = one.between(low, low + span)
        expect(drawn).toBe(same.between(low, low + span))
        expect(drawn >= low && drawn <= low + span).toBe(true)
      }
      expect(one.chance(0)).toBe(false)
      expect(one.chance(1)).toBe(true)
    }),
    { numRuns: 30 }
  )
})
