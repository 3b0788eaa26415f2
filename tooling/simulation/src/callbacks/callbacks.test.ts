import { describe, expect, it } from "vitest"
import { runCallbacks } from "./run-callbacks.ts"

const clean = { doublePays: [], lost: [], stuck: [], violations: [] }

describe("the bank's callbacks, late, twice, out of order and forged", () => {
  it.each([
    [1, "windy"],
    [2, "rough"],
    [3, "rough"]
  ] as const)(
    "seed %i, %s: are hints; the bank's own answer decides",
    async (seed, weather) => {
      const { verdict, callbacks, hints } = await runCallbacks({ seed, payouts: 60, weather })
      expect(verdict).toEqual(clean)
      for (const kind of ["sent", "twice", "forged", "was-new", "was-duplicate"]) expect(callbacks[`callback-${kind}`]).toBeGreaterThan(5)
      // Some made our enquiry due, some said what was known, and those that contradict a proof for good are with people.
      expect(Object.keys(hints)).toEqual(expect.arrayContaining(["agrees", "asked", "people"]))
    },
    60_000
  )

  it("an inbox that believes them settles what was never paid, and the run says so", async () => {
    const { verdict, callbacks } = await runCallbacks({ seed: 2, payouts: 60, weather: "rough", believes: true })
    expect(callbacks["callback-believed"]).toBeGreaterThan(0)
    expect(verdict.violations.join("\n")).toMatch(/settled without a debit/)
  }, 60_000)
})
