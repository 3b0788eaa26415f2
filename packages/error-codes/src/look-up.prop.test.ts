import fc from "fast-check"
import { expect, test } from "vitest"
import { codeCalls, codeClasses, codeFamilies } from "./code-record.ts"
import { codesByFamily } from "./codes.data.ts"
import { lookUp } from "./look-up.ts"
import { normaliseCode } from "./normalise-code.ts"

const family = fc.constantFrom(...codeFamilies)
const call = fc.constantFrom(...codeCalls)
const printed = fc.constantFrom(...codeFamilies.flatMap((one) => codesByFamily[one].flatMap((record) => record.printed)))
const inherited = fc.constantFrom("__proto__", "constructor", "toString")
const anyCode = fc.oneof(fc.string({ unit: "binary", maxLength: 100 }), fc.integer(), fc.double(), printed, inherited)

test("lookUp answers for any family, call and code", () => {
  fc.assert(
    fc.property(family, call, anyCode, (one, where, code) => {
      const record = lookUp(one, where, code)
      expect(codeClasses).toContain(record.class)
      expect(Object.isFrozen(record) && Object.isFrozen(record.sources) && Object.isFrozen(record.printed)).toBe(true)
      if (record.listed) return
      expect(record).toMatchObject({ family: one, call: where, class: "unknown", moneyMayHaveMoved: true, code: String(code).slice(0, 64) })
    }),
    { numRuns: 2000 }
  )
})

test("values outside the types get the unlisted answer, not an exception", () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), fc.anything(), (one, where, code) => {
      const record = lookUp(one as never, where as never, code as never)
      expect(record.listed ? codeClasses : ["unknown"]).toContain(record.class)
    }),
    { numRuns: 1000 }
  )
  for (const odd of [{ toString: 0 }, Symbol("pay"), null]) {
    expect(lookUp(odd as never, odd as never, "0")).toMatchObject({ class: "unknown", listed: false })
  }
  for (const odd of [null, undefined, Symbol("0"), { toString: () => "0" }, ["0"], true]) {
    expect(lookUp("imps", "pay", odd as never)).toMatchObject({ class: "unknown", listed: false })
  }
})

test("case and surrounding blanks never change the answer", () => {
  fc.assert(
    fc.property(family, call, printed, fc.constantFrom("", " ", "\t", "\n "), (one, where, code, blank) => {
      expect(lookUp(one, where, blank + code.toLowerCase() + blank).class).toBe(lookUp(one, where, code).class)
    })
  )
})

test("normalising twice is normalising once", () => {
  fc.assert(
    fc.property(family, anyCode, (one, code) => {
      const once = normaliseCode(one, code)
      expect(normaliseCode(one, once)).toBe(once)
    }),
    { numRuns: 3000 }
  )
})

test("a call that is not known is never more final than the payment reply", () => {
  const finality = new Map(codeClasses.map((one, rank) => [one, rank]))
  fc.assert(
    fc.property(family, printed, (one, code) => {
      expect(finality.get(lookUp(one, "any", code).class) ?? -1).toBeGreaterThanOrEqual(
        Math.min(finality.get(lookUp(one, "pay", code).class) ?? 0, finality.get(lookUp(one, "status", code).class) ?? 0)
      )
    })
  )
})
