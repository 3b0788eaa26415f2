import fc from "fast-check"
import { expect, it } from "vitest"
import { decodeBase64Url, encodeBase64Url } from "./base64url.ts"

it("spells as Buffer does, and reads it back", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      const text = encodeBase64Url(bytes)
      expect(text).toBe(Buffer.from(bytes).toString("base64url"))
      expect(decodeBase64Url(text)).toEqual(new Uint8Array(bytes))
    })
  )
})

it("whatever it reads has that one spelling", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 8, unit: fc.constantFrom(..."ABwx09-_+/= \né") }), (text) => {
      const bytes = decodeBase64Url(text)
      if (bytes !== undefined) expect(encodeBase64Url(bytes)).toBe(text)
      else expect(/^[\w-]*$/.test(text) && Buffer.from(text, "base64url").toString("base64url") === text).toBe(false)
    }),
    { numRuns: 1000 }
  )
})
