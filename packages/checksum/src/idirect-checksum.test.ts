import { describe, expect, it } from "vitest"
import { idirectChecksum, idirectChecksumFormulas } from "./idirect-checksum.ts"
import { sha256Hex } from "./sha256-hex.ts"

const parts = { timeStamp: "26-Mar-2021 10:34:04", jsonPostData: "{}", secretKey: "demo-secret-0001" }

describe("idirectChecksum", () => {
  it("joins the parts in the formula's order, whatever the order of the object", () => {
    const shuffled = { secretKey: "demo-secret-0001", jsonPostData: "{}", timeStamp: "26-Mar-2021 10:34:04" }
    expect(idirectChecksum("standard", shuffled)).toBe(sha256Hex("26-Mar-2021 10:34:04{}demo-secret-0001"))
  })

  it("is lower case unless told", () => {
    const lower = idirectChecksum("standard", parts)
    expect(lower).toMatch(/^[0-9a-f]{64}$/)
    expect(idirectChecksum("standard", parts, "upper")).toBe(lower.toUpperCase())
  })

  it("names a missing part and shows no value", () => {
    expect(() => idirectChecksum("standard", { ...parts, secretKey: "" })).toThrow(/^checksum part "secretKey" must be/)
    const withoutStamp = { jsonPostData: "{}", secretKey: "demo-secret-0001" } as typeof parts
    expect(() => idirectChecksum("standard", withoutStamp)).toThrow(/"timeStamp"/)
    expect(() => idirectChecksum("standard", withoutStamp)).not.toThrow(/demo-secret/)
  })

  it("has the formulas of the API document", () => {
    expect(Object.entries(idirectChecksumFormulas).map(([name, names]) => `${name}: ${names.join("+")}`)).toEqual([
      "standard: timeStamp+jsonPostData+secretKey",
      "login: appKey+timeStamp+secretKey",
      "allocate-funds: appKey+timeStamp+secretKey+idirectUserId+sessionToken+product",
      "order-book-details: jsonPostData+clientKey",
      "folio: appKey+timeStamp+clientKey"
    ])
  })
})
