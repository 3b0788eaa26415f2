import fc from "fast-check"
import { expect, it } from "vitest"
import { adviceWords } from "./advice-words.data.ts"
import { rupeesInWords, writeRupees } from "./write-rupees.ts"

it.each([
  [0n, "0.00", "Rupees zero only"],
  [5n, "0.05", "Rupees zero and five paise only"],
  [10_000n, "100.00", "Rupees one hundred only"],
  [100_000n, "1,000.00", "Rupees one thousand only"],
  [12_345_650n, "1,23,456.50", "Rupees one lakh twenty-three thousand four hundred fifty-six and fifty paise only"],
  [1_000_000_000n, "1,00,00,000.00", "Rupees one crore only"],
  [2n ** 53n - 1n, "9,00,71,99,25,47,409.91", "Rupees ninety lakh seven thousand one hundred ninety-nine crore twenty-five lakh forty-seven thousand four hundred nine and ninety-one paise only"]
])("%s paise", (paise, figures, words) => {
  expect([writeRupees(paise), rupeesInWords(paise)]).toEqual([figures, words])
})

it("groups as Intl does for India", () => {
  const india = new Intl.NumberFormat("en-IN")
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 2n ** 53n }), (paise) => writeRupees(paise).split(".")[0] === india.format(paise / 100n)))
})

it("words read back as the amount, in both languages", () => {
  for (const locale of ["en-IN", "hi-IN"] as const) {
    const words = adviceWords[locale]
    expect(new Set(words.small).size).toBe(100)
    const sizes = new Map([[words.hundred, 100n], [words.thousand, 1000n], [words.lakh, 100_000n], [words.crore, 10_000_000n]])
    const read = (text: string): bigint => {
      const parts = text.split(" ")
      // The largest unit splits the text: what is before it counts it, what is after it is added.
      for (const [name, size] of [...sizes].reverse()) {
        const at = parts.lastIndexOf(name)
        if (at >= 0) return read(parts.slice(0, at).join(" ")) * size + (at + 1 < parts.length ? read(parts.slice(at + 1).join(" ")) : 0n)
      }
      return BigInt(words.small.indexOf(text))
    }
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 53n / 100n }), (rupees) => {
        const [before = "", after = ""] = words.rupees("|", undefined).split("|")
        const text = rupeesInWords(rupees * 100n, locale)
        expect(read(text.slice(before.length, text.length - after.length))).toBe(rupees)
      }),
      { numRuns: 300 }
    )
  }
})

it("no cheque is written for less than nothing", () => {
  expect(() => rupeesInWords(-1n)).toThrow(RangeError)
})
