import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { foldSpelling } from "./fold-spelling.ts"
import { matchNames } from "./match-names.ts"

const word = fc.constantFrom(
  ..."Ramesh Suresh Mahesh Lakshmi Laxmi Sridevi Devi Sri Kumar Singh Patil Sharma Verma Nair Iyer Khan Mohd Abdul Rao K S R APJ Venkata Ramana Traders Foods Pvt Ltd LLP Bai Savitaben राम शर्मा".split(" ")
)
const name = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "))
const anything = fc.oneof(name, fc.string({ unit: "grapheme", maxLength: 60 }))

describe("matchNames", () => {
  it("is total and symmetric, and its score is a whole number from 0 to 100 that fits the verdict", () => {
    fc.assert(
      fc.property(anything, anything, (one, other) => {
        const match = matchNames(one, other)
        expect(matchNames(other, one)).toEqual(match)
        expect(Number.isInteger(match.score) && match.score >= 0 && match.score <= 100).toBe(true)
        expect(match.verdict === "match").toBe(match.score >= 85)
        expect(match.verdict === "close").toBe(match.score >= 60 && match.score < 85)
      })
    )
  })

  it("a name is itself: 100, or it cannot be read at all", () => {
    fc.assert(
      fc.property(anything, (one) => {
        const { score, verdict } = matchNames(one, one)
        expect(verdict === "cannot-say" ? 0 : 100).toBe(score)
      })
    )
  })

  it("case, spaces and honorifics change nothing", () => {
    const honorific = fc.constantFrom("Mr ", "Mrs. ", "Smt ", "Dr. ", "M/s ", "Late ", "Prof ", "श्रीमती ")
    fc.assert(
      fc.property(name, name, honorific, (one, other, title) => {
        const { score, verdict } = matchNames(one, other)
        for (const same of [one.toUpperCase(), one.toLowerCase(), `  ${one.replaceAll(" ", "   ")} `]) expect(matchNames(same, other)).toMatchObject({ score, verdict })
        if (one.split(" ").some((part) => part.length > 1)) expect(matchNames(title + one, other)).toMatchObject({ score, verdict })
      })
    )
  })

  it("a first name with another consonant is never a match", () => {
    const first = fc.constantFrom("Ramesh", "Suresh", "Mahesh", "Rakesh", "Rajesh", "Naresh", "Paresh", "Mukesh", "Dinesh", "Ganesh", "Jignesh", "Kamlesh")
    const rest = fc.array(fc.constantFrom("Kumar", "Singh", "Patil", "Sharma", "Suresh", "Mohan"), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(first, first, rest, (one, other, family) => {
        fc.pre(one !== other)
        expect(matchNames([one, ...family].join(" "), [other, ...family].join(" ")).verdict).not.toBe("match")
      })
    )
  })
})

describe("foldSpelling", () => {
  it("never fails, whatever the letters", () => {
    const text = fc.string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz0123456789"), maxLength: 30 })
    fc.assert(fc.property(text, (word) => void expect(foldSpelling(word).length).toBeLessThanOrEqual(word.length * 2 + 20)))
  })
})
