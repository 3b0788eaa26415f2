import fc from "fast-check"
import { expect, test } from "vitest"
import { decodeBase64, encodeBase64 } from "./base64.ts"
import { findNodeEngine } from "./node-engine.node.ts"

const native = findNodeEngine()!.base64

test("agrees with Node's encoder, and reads back what it wrote", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = encodeBase64(bytes)
      expect(text).toBe(Buffer.from(bytes).toString("base64"))
      expect(native.encode(bytes)).toBe(text)
      expect(decodeBase64(text)).toEqual(bytes)
    })
  )
})

test("accepts exactly the texts that are somebody's encoding", () => {
  const symbol = fc.constantFrom(..."AQgw/+9z=-_ \n\u00e9\u0141")
  fc.assert(
    fc.property(fc.string({ unit: symbol, maxLength: 12 }), (text) => {
      const decoded = decodeBase64(text)
      const isCanonical = Buffer.from(text, "base64").toString("base64") === text
      expect(decoded !== undefined).toBe(isCanonical)
      expect(native.decode(text) && new Uint8Array(native.decode(text)!)).toEqual(decoded)
    }),
    { numRuns: 5000 }
  )
})

test.each(["A", "AA", "AAA", "=", "====", "A===", "AA=A", "AAA=AAAA", "AB==", "AAB=", "AA\u0141A", "AAA\u0100"])("refuses %j", (text) => {
  expect(decodeBase64(text)).toBeUndefined()
  expect(native.decode(text)).toBeUndefined()
})
