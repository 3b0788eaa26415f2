import { impsLadder } from "@hundi/catalog"
import { addDays, istDate, istMidnight } from "@hundi/catalog/calendar"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { enquiryDates, nextEnquiryAt, nextWatchAt, rungs } from "./ladder.ts"

const start = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) })

describe("the IMPS ladder", () => {
  it("asks after 5 s, 30 s, 2 min, 10 min, 1 h, then every 6 h", () => {
    const now = istMidnight("2026-11-17")
    const gaps = [0, 1, 2, 3, 4, 5, 6].map((asked) => (nextEnquiryAt(impsLadder, "2026-11-17", asked, now) ?? 0) - now)
    expect(gaps).toEqual([5000, 30_000, 120_000, 600_000, 3_600_000, 21_600_000, 21_600_000])
  })
  it("always goes forward, never skips the start of Recon360 nor the moment of review, and ends after T+7", () => {
    fc.assert(
      fc.property(start, (ms) => {
        const date = istDate(ms)
        const { recon360From, reviewAt, watchUntil } = rungs(impsLadder, date)
        const asks: number[] = []
        let now: number | null = ms
        for (let asked = 0; now !== null && asked < 500; asked++) {
          const next: number | null = nextEnquiryAt(impsLadder, date, asked, now)
          if (next !== null) expect(next).toBeGreaterThan(now)
          if (next !== null) asks.push(next)
          now = next
        }
        expect(asks).toContain(recon360From)
        expect(asks).toContain(reviewAt)
        expect(asks.at(-1)).toBe(watchUntil)
      }),
      { numRuns: 100 }
    )
  })
  it("the daily watch ends with T+7", () => {
    const { watchUntil } = rungs(impsLadder, "2026-11-20")
    expect(nextWatchAt(impsLadder, "2026-11-20", watchUntil)).toBeNull()
    expect(nextWatchAt(impsLadder, "2026-11-20", watchUntil - 1)).toBe(watchUntil)
  })
})

describe("the dates to ask under", () => {
  const midnight = istMidnight("2026-11-21")
  it("one, by day", () => {
    expect(enquiryDates("2026-11-20", midnight - 3_600_000, 120_000)).toEqual(["2026-11-20"])
    expect(enquiryDates("2026-11-20", null, 120_000)).toEqual(["2026-11-20"])
  })
  it("two, from 23:50 on and past midnight", () => {
    expect(enquiryDates("2026-11-20", midnight - 600_000, 120_000)).toEqual(["2026-11-20", "2026-11-21"])
    expect(enquiryDates("2026-11-20", midnight + 5, 120_000)).toEqual(["2026-11-20", "2026-11-21"])
    expect(enquiryDates("2026-11-20", midnight - 700_000, 720_000)).toEqual(["2026-11-20", addDays("2026-11-20", 1)])
  })
})
