import * as fc from "fast-check"
import { expect, it } from "vitest"
import { createDateBook, readDate } from "./read-date.ts"
import { refuserOf } from "./recon-input-error.ts"

const day = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
const clocks = ["", " 10:15:00", " 11:47:53 PM", " 9:05"]

it("a day in any form reads back, its clock left out", () => {
  fc.assert(fc.property(day, fc.constantFrom("/", "-", "."), fc.constantFrom(...clocks), (iso, separator, clock) => {
    const [y = "", m = "", d = ""] = iso.split("-")
    expect(readDate([d, m, y].join(separator) + clock, "dd/mm/yyyy")).toBe(iso)
    expect(readDate([m, d, y].join(separator) + clock, "mm/dd/yyyy")).toBe(iso)
    expect(readDate([d, m, y.slice(2)].join(separator) + clock, "dd/mm/yyyy")).toBe(iso)
    expect(readDate(iso + clock, "yyyy-mm-dd")).toBe(iso)
    expect(readDate(iso.replaceAll("-", ""), "yyyymmdd")).toBe(iso)
    expect(readDate(`${d}-${months[Number(m) - 1] ?? ""}-${y}${clock}`, "dd-mon-yyyy")).toBe(iso)
  }))
})

it("an order that the file does not prove is never chosen", () => {
  fc.assert(fc.property(fc.array(day, { minLength: 1, maxLength: 8 }), (days) => {
    const book = createDateBook(refuserOf("x"))
    days.forEach((iso, index) => book.note(iso.split("-").reverse().join("/"), index + 1, "date"))
    const isProved = days.some((iso) => Number(iso.slice(8)) > 12)
    const isSame = days.every((iso) => iso.slice(8) === iso.slice(5, 7))
    if (!isProved && !isSame) return void expect(() => book.settle()).toThrow(/day first or month first/)
    book.settle()
    for (const iso of days) expect(book.read(iso.split("-").reverse().join("/"))).toBe(iso)
  }))
})

it("a moment with a time zone is a day in India", () => {
  expect(readDate("2026-01-31T20:00:00Z", "yyyy-mm-dd")).toBe("2026-02-01")
  expect(readDate("2026-01-31T20:00:00+05:30", "yyyy-mm-dd")).toBe("2026-01-31")
})
