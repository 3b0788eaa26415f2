import fc from "fast-check"
import { expect, test } from "vitest"
import { findNodeEngine } from "./node-engine.node.ts"
import { passesKnownAnswer } from "./pick-engine.ts"
import { createWebAes } from "./web-aes.ts"

const web = createWebAes(globalThis.crypto.subtle)
const node = findNodeEngine()!.aes
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })

test("WebCrypto and node:crypto agree, and neither minds malformed padding", async () => {
  const key = fc.oneof(bytes(16), bytes(32))
  const whole = fc.integer({ min: 1, max: 5 }).chain((blocks) => bytes(blocks * 16))
  await fc.assert(
    fc.asyncProperty(key, bytes(16), fc.uint8Array({ maxLength: 70 }), whole, async (key, iv, plaintext, ciphertext) => {
      expect(await web.encrypt(key, iv, plaintext)).toEqual(new Uint8Array(await node.encrypt(key, iv, plaintext)))
      expect(await web.decryptRaw(key, iv, ciphertext)).toEqual(new Uint8Array(await node.decryptRaw(key, iv, ciphertext)))
    })
  )
})

test("both pass the known answer; one that strips padding does not", async () => {
  expect(await passesKnownAnswer(web)).toBe(true)
  expect(await passesKnownAnswer(node)).toBe(true)
  const strip = async (...args: Parameters<typeof web.decryptRaw>) => (await web.decryptRaw(...args)).subarray(0, -16)
  const strips = { ...node, decryptRaw: strip }
  expect(await passesKnownAnswer(strips)).toBe(false)
  expect(await passesKnownAnswer({ ...node, encrypt: () => { throw new Error("no such cipher") } })).toBe(false)
})
