import { beforeAll, describe, expect, it } from "vitest"
import { isClean } from "./judge-storm.ts"
import { makeStormKeys, type StormKeys } from "./storm-keys.ts"
import { type StormOrder, stormRun } from "./storm-run.ts"

/**
 * Short cuts of the storm; `main.ts` beside this file sends the whole of it, with RSA-4096. Where all must be taken, RSA-2048 leaves room
 * for what else the machine does: what is shown is that nothing is lost, late or twice; the speed of RSA is a matter of the whole one.
 */
describe("the bank's callbacks to the app on Deno, over loopback, with repeats and out of order", () => {
  let full: StormKeys | undefined
  let small: StormKeys | undefined
  beforeAll(async () => {
    full = await makeStormKeys(4096)
    small = await makeStormKeys(2048)
  }, 120_000)
  const run = async (order: Omit<StormOrder, "keys" | "seed"> & { readonly keys: StormKeys | undefined }) => {
    const { keys } = order
    if (keys === undefined) throw new Error("there are no keys")
    const result = await stormRun({ ...order, keys, seed: 7 })
    console.log(JSON.stringify(result))
    expect(result).toMatchObject({ lost: 0, twice: 0, unproved: 0, late: 0, odd: 0, outOfOrder: 0, withoutRetryAfter: 0 })
    expect(result).toMatchObject({ badSignatures: 0, answersWrong: 0, leaked: false, exitCode: 0 })
    expect(isClean(result)).toBe(true)
    return result
  }

  it("600 at 60 a second: each effect once, all acknowledged inside of the deadline", async () => {
    const { acknowledged, neverTaken, events, p99Ms } = await run({ keys: small, calls: 600, perSecond: 60, kills: 0 })
    // A machine that stalls for a moment refuses a hold or two, which a bank asks once: the whole storm is a matter of `main.ts`.
    expect(acknowledged + neverTaken).toBe(600)
    expect(neverTaken).toBeLessThanOrEqual(12)
    expect(events).toBeGreaterThan(400)
    expect(p99Ms).toBeLessThan(5000)
  }, 180_000)

  it("900 at once: what cannot be opened in time gets 503 with Retry-After, and nothing is lost", async () => {
    const { refused, acknowledged } = await run({ keys: full, calls: 900, perSecond: 0, kills: 0 })
    expect(refused).toBeGreaterThan(0)
    expect(acknowledged).toBeGreaterThan(500)
  }, 240_000)

  it("kill -9 in the middle, both generations of keys: nothing acknowledged is lost, each effect once", async () => {
    const { unanswered, kills } = await run({ keys: small, calls: 300, perSecond: 30, kills: 2, bothGenerations: true })
    expect(kills).toBe(2)
    expect(unanswered).toBeGreaterThan(0)
  }, 240_000)
})
