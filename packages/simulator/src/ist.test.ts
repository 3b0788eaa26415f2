import { expect, it } from "vitest"
import { businessDayAfter, calendarDayAfter, isBusinessDay, istDate, istDateTime, parseIstStamp } from "./ist.ts"

const at = (text: string): number => Date.parse(text)

it("writes dates as India sees them", () => {
  expect(istDate(at("2030-01-31T18:29:59Z"))).toBe("01/31/2030")
  expect(istDate(at("2030-01-31T18:30:00Z"))).toBe("02/01/2030")
  expect(istDateTime(at("2030-01-31T18:30:05Z"))).toBe("01-02-2030 00:00:05")
})

it("reads stamps of moments that exist", () => {
  expect(parseIstStamp("20300201000005")).toBe(at("2030-01-31T18:30:05Z"))
  for (const text of ["20300231000000", "20301301000000", "20300101240000", "20300101006000", "2030010100000", "20300101 00000"]) {
    expect(parseIstStamp(text)).toBeUndefined()
  }
})

it("knows when the bank is closed", () => {
  // November 2026: Saturdays on the 7th, 14th, 21st and 28th.
  const open = (day: string): boolean => isBusinessDay(at(`${day}T12:00:00+05:30`))
  expect(["2026-11-07", "2026-11-14", "2026-11-21", "2026-11-28", "2026-11-22", "2026-11-23"].map(open)).toEqual([
    true, false, true, false, false, true
  ])
  expect(open("2027-01-26")).toBe(false)
})

it("counts T+n from the day in India", () => {
  // Friday 13 November 2026: the 14th is a second Saturday, the 15th a Sunday.
  const friday = at("2026-11-13T23:59:59+05:30")
  expect(businessDayAfter(friday, 1)).toBe(at("2026-11-16T00:00:00+05:30"))
  expect(businessDayAfter(friday, 2)).toBe(at("2026-11-17T00:00:00+05:30"))
  expect(calendarDayAfter(friday, 1)).toBe(at("2026-11-14T00:00:00+05:30"))
})
