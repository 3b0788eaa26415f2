import { istMidnight } from "@hundi/catalog/calendar"
import { describe, expect, it } from "vitest"
import { railRules, type RailWindow } from "./rail-rules.ts"
import { checkWindows, nextOpening, shutBy } from "./windows.ts"

const MINUTE_MS = 60_000
/** An instant on a clock in India. */
const ist = (date: string, hour = 0, minute = 0): number => istMidnight(date) + (hour * 60 + minute) * MINUTE_MS
const window = (changes: Partial<RailWindow> = {}): RailWindow => ({
  ...{ rail: "neft", days: "business", from: "08:00", to: "18:30", validFrom: "2026-01-01", by: "the bank", source: "made up" },
  ...changes
})
const opening = (at: number, ...windows: readonly RailWindow[]) => nextOpening(windows, "neft", at)

describe("one window, edge by edge", () => {
  // Friday 13 November 2026; the 14th is a second Saturday, Monday the 16th a business day.
  it.each([
    ["a millisecond before it opens", ist("2026-11-13", 8) - 1, ist("2026-11-13", 8)],
    ["when it opens", ist("2026-11-13", 8), ist("2026-11-13", 8)],
    ["the last millisecond before the cut-off", ist("2026-11-13", 18, 30) - 1, ist("2026-11-13", 18, 30) - 1],
    ["at the cut-off, over a second Saturday and a Sunday", ist("2026-11-13", 18, 30), ist("2026-11-16", 8)],
    ["on a holiday", ist("2026-10-02", 12), ist("2026-10-03", 8)],
    ["on a third Saturday", ist("2026-11-21", 12), ist("2026-11-21", 12)],
    ["on a fourth Saturday", ist("2026-11-28", 12), ist("2026-11-30", 8)],
    ["just after midnight in India, still the day before in UTC", ist("2026-11-16", 0, 1), ist("2026-11-16", 8)]
  ])("%s", (_, at, expected) => {
    expect(opening(at, window())).toBe(expected)
  })

  it("follows the holidays that are given", () => {
    expect(nextOpening([window()], "neft", ist("2026-11-16", 9), new Set(["2026-11-16", "11-17"]))).toBe(ist("2026-11-18", 8))
  })

  it("knows days of the week", () => {
    expect(opening(ist("2026-11-17", 12), window({ days: ["mon", "sat"] }))).toBe(ist("2026-11-21", 8))
    expect(opening(ist("2026-11-14", 9), window({ days: ["sat"] }))).toBe(ist("2026-11-14", 9))
  })

  it("ends at midnight without a gap before the next day's", () => {
    const always = window({ days: "every", from: "00:00", to: "24:00" })
    expect(opening(ist("2026-11-17") - 1, always)).toBe(ist("2026-11-17") - 1)
    expect(opening(ist("2026-11-17"), always)).toBe(ist("2026-11-17"))
  })

  it("holds between its dates alone, the last one included", () => {
    const old = window({ days: "every", validTo: "2026-11-17" })
    expect(opening(ist("2026-11-17", 18), old)).toBe(ist("2026-11-17", 18))
    expect(opening(ist("2026-11-17", 18, 30), old)).toBeNull()
    expect(opening(ist("2025-12-30"), window({ days: "every" }))).toBe(ist("2026-01-01", 8))
  })
})

describe("several windows", () => {
  it("those of one party add up", () => {
    const day = [window({ to: "12:00" }), window({ from: "14:00" })]
    expect(opening(ist("2026-11-13", 12), ...day)).toBe(ist("2026-11-13", 14))
    expect(opening(ist("2026-11-13", 15), ...day)).toBe(ist("2026-11-13", 15))
  })

  it("those of two parties must both be open", () => {
    const both = [window(), window({ by: "us", days: "every", from: "10:00", to: "20:00" })]
    expect(opening(ist("2026-11-13", 9), ...both)).toBe(ist("2026-11-13", 10))
    expect(opening(ist("2026-11-13", 19), ...both)).toBe(ist("2026-11-16", 10))
    expect(shutBy(both, "neft", ist("2026-11-13", 9))).toBe("us: 10:00 to 20:00 IST, every day, since 2026-01-01")
  })

  it("that never meet never open", () => {
    expect(opening(ist("2026-11-13"), window({ to: "09:00" }), window({ by: "us", from: "10:00" }))).toBeNull()
  })

  it("another rail's do not count, and a rail without any is open", () => {
    expect(nextOpening([window()], "internal", ist("2026-11-14", 3))).toBe(ist("2026-11-14", 3))
  })

  it("the networks' own are open at all hours, holidays too", () => {
    for (const rail of ["upi", "imps", "neft", "rtgs"] as const) {
      expect(nextOpening(railRules.windows, rail, ist("2026-01-26", 3))).toBe(ist("2026-01-26", 3))
    }
    // Before it ran day and night, no hours of RTGS are in the table.
    expect(nextOpening(railRules.windows, "rtgs", ist("2020-12-13", 12))).toBe(ist("2020-12-14"))
  })
})

it.each([
  [{ from: "8:00" }, "windows[0].from"],
  [{ from: "24:00" }, "windows[0].from"],
  [{ to: "24:01" }, "windows[0].to"],
  [{ from: "22:00", to: "02:00" }, "windows[0].to"],
  [{ validFrom: "2026-02-30" }, "windows[0].validFrom"],
  [{ validTo: "soon" }, "windows[0].validTo"]
])("%j is refused by field", (changes, field) => {
  expect(() => checkWindows([window(changes)])).toThrow(expect.objectContaining({ code: "INVALID_REQUEST", reason: expect.objectContaining({ field }) }))
  expect(() => checkWindows([window()])).not.toThrow()
})
