import { isCallback } from "@hundi/catalog"
import { declaredApis } from "@hundi/catalog/portal/declared"
import { membersOf } from "@hundi/core"
import { describe, expect, it } from "vitest"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { families } from "./client-bench.ts"

interface Listed {
  readonly call: string
  readonly code: string
}
/** Read as any other language would: the file that is published for them. */
const file = fileURLToPath(new URL("../../../../packages/error-codes/codes.json", import.meta.url))
const { families: codes } = JSON.parse(readFileSync(file, "utf8")) as { readonly families: Readonly<Record<string, readonly Listed[]>> }

/** The stored readings that answer for a call, the first that there is (packages/error-codes/src/look-up.ts). */
const readings: Readonly<Record<string, readonly string[]>> = {
  pay: ["pay", "any"], status: ["status", "any"], enquiry: ["status", "any"], manage: ["manage", "any", "pay"], any: ["any", "status", "pay"]
}

describe("codes and the calls that answer with them", () => {
  it.each(declaredApis)("$id: every code of its family has a meaning in its reply", ({ codes: { family, call } }) => {
    const own = codes[family] ?? []
    expect(own.length).toBeGreaterThan(0)
    const isRead = (code: string): boolean => own.some((one) => one.code === code && readings[call]?.includes(one.call) === true)
    expect([...new Set(own.map(({ code }) => code))].filter((code) => !isRead(code))).toEqual([])
  })

  it("fit what a call does: a payment's reply is read as `pay`, a question's as `status` or `enquiry`, everything else as `manage`", () => {
    const wanted = (one: (typeof declaredApis)[number]): readonly string[] =>
      one.moves === "money" ? ["pay"] : "ask" in one ? ["status", "enquiry"] : ["manage", "any", "status", "enquiry"]
    const wrong = declaredApis.filter((one) => !wanted(one).includes(one.codes.call)).map(({ id, codes: { call } }) => `${id}: ${call}`)
    expect(wrong).toEqual([])
  })

  it("come from a call each: no family of codes is without one", () => {
    const cited = new Set(declaredApis.map(({ codes: { family } }) => family))
    expect(Object.keys(codes).filter((family) => !cited.has(family as never))).toEqual([])
    expect(Object.values(families).flatMap((family) => membersOf(family)).filter(isCallback).length).toBe(9)
  })
})
