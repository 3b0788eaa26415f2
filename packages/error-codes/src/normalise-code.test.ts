import { expect, test } from "vitest"
import type { CodeFamily } from "./code-record.ts"
import { lookUp } from "./look-up.ts"
import { normaliseCode } from "./normalise-code.ts"

const cases: readonly (readonly [CodeFamily, string | number, string])[] = [
  ["upi", "00ZM", "ZM"],
  ["upi", "0U16", "U16"],
  ["upi", " 0u16\n", "U16"],
  ["upi", "0038", "38"],
  ["upi", "0000", "0"],
  ["upi", "Deemed", "DEEMED"],
  ["upi", 0, "0"],
  ["imps", "00", "0"],
  ["imps", "05", "5"],
  ["imps", 904, "904"],
  ["imps", "rj", "RJ"],
  ["imps", "0U16", "0U16"],
  ["cib", "00", "0"],
  ["cib", "009906", "009906"],
  ["e-collection", 6, "06"],
  ["eazypay", "e000", "E000"]
]

test.each(cases)("%s %j is %s", (family, code, expected) => {
  expect(normaliseCode(family, code)).toBe(expected)
})

test("padding that nobody prints never makes a success", () => {
  for (const code of ["000", "00000", "0.0", "O", "", " ", "+0", "0x0"]) {
    for (const family of ["imps", "upi", "cib", "merchant-upi"] as const) {
      expect(lookUp(family, "pay", code), `${family} ${code}`).toMatchObject({ class: "unknown", listed: false })
    }
  }
})
