import * as Schema from "effect/Schema"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { formatRupees, parseRupees, Rupees } from "./rupees.ts"

describe("rupees and paise", () => {
  it("round trip exactly, whatever the size", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }), (paise) => {
        expect(parseRupees(formatRupees(paise))).toBe(paise)
        expect(Schema.decodeSync(Rupees)(Schema.encodeSync(Rupees)(paise))).toBe(paise)
      })
    )
  })
  it.each(["", "1.234", "-1", "1,000", "1e3", " 1", "1.", ".5", "１"])("«%s» is not an amount", (text) => {
    expect(parseRupees(text)).toBeUndefined()
  })
  it.each([
    ["1", 100n],
    ["1.5", 150n],
    ["0.50", 50n],
    ["9007199254740993", undefined],
    ["1234567890123.45", 123456789012345n]
  ])("%s", (text, paise) => {
    expect(parseRupees(text)).toBe(paise)
  })
})
