import { describe, expect, it } from "vitest"
import { type Protection, runRestore } from "./run-restore.ts"

const clean = { doublePays: [], lost: [], stuck: [], violations: [] }

describe("a journal restored from yesterday's backup, with payments of the time between at the bank", () => {
  it.each([
    [2, "windy"],
    [12, "rough"],
    [15, "rough"],
    [117, "rough"]
  ] as const)(
    "seed %i, %s: nobody is paid twice, nothing is lost, and the freeze ends",
    async (seed, weather) => {
      const { verdict, lostDebits, owners } = await runRestore({ seed, payouts: 60, weather })
      expect(verdict).toEqual(clean)
      expect(lostDebits).toBeGreaterThan(3)
      expect(owners["lost-payment-assigned"]).toBeGreaterThanOrEqual(lostDebits)
      expect(owners["freeze-lifted"]).toBe(1)
      // Owners tried meanwhile, and were told that it may have been paid.
      expect(owners["retry-HELD"]).toBeGreaterThan(0)
    },
    60_000
  )

  it.each([
    ["freeze", "no freeze at all: what the backup lacks is paid again"],
    ["lost-adopted", "the freeze is lifted at once, without a look at the statement"],
    ["reserved-asked", "what the backup shows as reserved is taken for unsent"]
  ] satisfies readonly (readonly [Protection, string])[])(
    "without %s (%s) money is paid twice, and the run says so",
    async (without, _what) => {
      const { verdict } = await runRestore({ seed: 3, payouts: 60, without })
      expect(verdict.doublePays.length).toBeGreaterThan(0)
    },
    60_000
  )
})
