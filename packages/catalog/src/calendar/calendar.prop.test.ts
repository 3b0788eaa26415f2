import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { addBusinessDays, addDays, dayNumber, isBusinessDay, istCompact, istDate, istMidnight } from "./index.ts"

const instant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2060, 0, 1) })

describe("IST calendar", () => {
  it("a date begins at its midnight and lasts 24 hours", () => {
    fc.assert(
      fc.property(instant, (ms) => {
        const start = istMidnight(istDate(ms))
        expect(start).toBeLessThanOrEqual(ms)
        expect(ms - start).toBeLessThan(86_400_000)
      })
    )
  })
  it("turns over at 18:30 UTC", () => {
    expect(istDate(Date.UTC(2026, 10, 22, 18, 29, 59))).toBe("2026-11-22")
    expect(istDate(Date.UTC(2026, 10, 22, 18, 30, 0))).toBe("2026-11-23")
    expect(istCompact(Date.UTC(2026, 10, 22, 18, 30, 1))).toBe("20261123000001")
  })
  it("addDays counts days", () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 4000 }), (ms, days) => {
        const date = istDate(ms)
        expect(dayNumber(addDays(date, days)) - dayNumber(date)).toBe(days)
      })
    )
  })
  it("refuses a date that does not exist", () => {
    expect(() => istMidnight("2026-02-30")).toThrow(/2026-02-30/)
    expect(() => istMidnight("22-11-2026")).toThrow(RangeError)
  })
  it("closes Sundays, second and fourth Saturdays and the table", () => {
    expect(isBusinessDay("2026-11-22")).toBe(false) // Sunday
    expect(isBusinessDay("2026-11-14")).toBe(false) // second Saturday
    expect(isBusinessDay("2026-11-28")).toBe(false) // fourth Saturday
    expect(isBusinessDay("2026-11-21")).toBe(true) // third Saturday
    expect(isBusinessDay("2026-10-02")).toBe(false)
    expect(isBusinessDay("2026-11-23", new Set(["2026-11-23"]))).toBe(false)
  })
  it("T+2 from a Friday before a second Saturday is Tuesday", () => {
    expect(addBusinessDays("2026-11-13", 2)).toBe("2026-11-17")
  })
  it("T+n is a business day after T", () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 30 }), (ms, count) => {
        const date = addBusinessDays(istDate(ms), count)
        expect(isBusinessDay(date)).toBe(true)
        expect(date > istDate(ms)).toBe(true)
      })
    )
  })
})
