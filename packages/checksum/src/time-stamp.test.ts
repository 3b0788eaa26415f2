import { describe, expect, it } from "vitest"
import { isFreshTimeStamp, parseTimeStampBreeze, parseTimeStampIst, timeStampBreeze, timeStampIst } from "./index.ts"

describe("timeStampIst", () => {
  it("changes the date at Indian midnight, 18:30 UTC", () => {
    const midnightMs = Date.UTC(2026, 10, 21, 18, 30)
    expect(timeStampIst(midnightMs - 1)).toBe("21-Nov-2026 23:59:59")
    expect(timeStampIst(midnightMs)).toBe("22-Nov-2026 00:00:00")
  })

  it.each([NaN, Infinity, -Infinity, 1e18, -1e18])("refuses %s", (ms) => {
    expect(() => timeStampIst(ms)).toThrow(RangeError)
    expect(() => timeStampBreeze(ms)).toThrow(RangeError)
  })

  it("reads month names in any letter case", () => {
    expect(parseTimeStampIst("26-MAR-2021 10:34:04")).toBe(parseTimeStampIst("26-Mar-2021 10:34:04"))
  })

  // The second is the form of the document's three Open Position examples, which break its own rule.
  it.each([
    "", "04-10-2019 08:51:28", "30-Feb-2021 10:00:00", "29-Feb-2021 10:00:00", "00-Mar-2021 10:00:00", "26-Mrz-2021 10:00:00",
    "26-Mar-2021 24:00:00", "26-Mar-2021 10:60:00", "26-Mar-2021 10:00:60", "26-Mar-2021 10:00", " 26-Mar-2021 10:00:00",
    "26-Mar-2021 10:00:00\n", "6-Mar-2021 10:00:00", "26-Mar-21 10:00:00", "26-Mar-0000 10:00:00"
  ])("does not read %j", (text) => {
    expect(parseTimeStampIst(text)).toBeUndefined()
  })

  it.each([
    "", "2021-03-26T05:04:04Z", "2021-03-26T05:04:04.123Z", "2021-03-26 05:04:04.000Z", "2021-02-30T05:04:04.000Z", "2021-13-01T00:00:00.000Z",
    "2021-03-26T24:00:00.000Z", "2021-03-26T05:04:04.000+05:30"
  ])("Breeze does not read %j", (text) => {
    expect(parseTimeStampBreeze(text)).toBeUndefined()
  })
})

describe("isFreshTimeStamp", () => {
  const stamp = "26-Mar-2021 10:34:04"
  const clientMs = 1_616_735_044_000

  it("allows 60 seconds either way, not 61", () => {
    expect(isFreshTimeStamp(stamp, clientMs + 60_999)).toBe(true)
    expect(isFreshTimeStamp(stamp, clientMs - 60_000)).toBe(true)
    expect(isFreshTimeStamp(stamp, clientMs + 61_000)).toBe(false)
    expect(isFreshTimeStamp(stamp, clientMs - 61_000)).toBe(false)
  })

  it("refuses what it cannot read", () => {
    expect(isFreshTimeStamp("yesterday", clientMs)).toBe(false)
  })

  it("takes another tolerance", () => {
    expect(isFreshTimeStamp(stamp, clientMs + 2000, 1000)).toBe(false)
  })
})
