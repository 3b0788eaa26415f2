import { describe, expect, it } from "vitest"
import { codesByFamily } from "./codes.data.ts"
import { type CodeFamily, codeFamilies, lookUp } from "./index.ts"

const codesOf = (family: CodeFamily) => [...new Set(codesByFamily[family].map(({ code }) => code))]

describe("a code in the reply to a call that moves no money", () => {
  it.each(codeFamilies)("%s: stands for that call, and keeps class and caution of the payment's reading", (family) => {
    for (const code of codesOf(family)) {
      const [managed, paid] = [lookUp(family, "manage", code), lookUp(family, "pay", code)]
      // A record of the payment's own reply is never handed out as it is.
      expect({ code, isPay: managed.call === "pay" && managed.family !== "gateway" }).toEqual({ code, isPay: false })
      expect(managed.code).toBe(paid.code)
      expect([managed.class, managed.moneyMayHaveMoved, managed.listed]).toEqual([paid.class, paid.moneyMayHaveMoved, true])
    }
  })

  it("says of a success and of waiting that nothing was paid by them", () => {
    for (const code of ["0", "92"]) expect(lookUp("merchant-upi", "manage", code).next).toMatch(/pays nothing by itself/)
    expect(lookUp("merchant-upi", "pay", "92").next).not.toMatch(/pays nothing/)
    expect(lookUp("merchant-upi", "manage", "5002")).toMatchObject({ class: "duplicate", next: lookUp("merchant-upi", "any", "5002").next })
    expect(Object.isFrozen(lookUp("merchant-upi", "manage", "0"))).toBe(true)
  })

  it("of the gateway is still the gateway's", () => {
    expect(lookUp("cib", "manage", "8017")).toMatchObject({ family: "gateway", listed: true })
  })
})
