import { constants, generateKeyPairSync, privateDecrypt, publicEncrypt } from "node:crypto"
import fc from "fast-check"
import { expect, test } from "vitest"
import { toBytes } from "./big-int-bytes.ts"
import { findNodeEngine } from "./node-engine.node.ts"
import { readPrivateKey } from "./read-key.ts"
import { createImplicitRejection } from "./reject-implicitly.ts"
import { readPrivateNumbers } from "./rsa-numbers.ts"
import { unpadOaepSha1Open } from "./unpad-oaep-sha1.ts"
import { createWebEngine } from "./web-engine.ts"

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
const data = readPrivateKey(privateKey.export({ type: "pkcs8", format: "pem" }) as string, "privateKey")
const exponent = toBytes(readPrivateNumbers(data).d, 256)
const node = findNodeEngine()!
const web = createWebEngine(globalThis.crypto.subtle)
const raw = (ciphertext: Uint8Array) => privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, ciphertext)
const rawSeal = (block: Uint8Array) => publicEncrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, block)

/** Node 22 and later, by OpenSSL 3.2 and later. Shipped code never asks this, see node-engine.node.ts. */
const byOpenssl = (ciphertext: Uint8Array) => privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, ciphertext).toString("hex")

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
/** Blocks with a zero at a chosen place behind any two bytes: near misses, and hits. */
const nearBlock = fc
  .tuple(fc.constantFrom(0, 0, 0, 1), fc.constantFrom(2, 2, 2, 1, 0), bytes(254), fc.integer({ min: 2, max: 256 }))
  .map(([first, second, rest, zeroAt]) => {
    const block = Uint8Array.of(first, second, ...rest.map((byte) => byte || 1))
    if (zeroAt < 256) block[zeroAt] = 0
    return block
  })

test.each([["node:crypto", node.rsa.importHmacSha256], ["WebCrypto", web.rsa.importHmacSha256]] as const)("by %s: what OpenSSL gives, ours gives, for good and bad blocks", async (_, importHmac) => {
  const reject = await createImplicitRejection(importHmac, exponent)
  let good = 0
  await fc.assert(
    fc.asyncProperty(fc.oneof(nearBlock.map(rawSeal), bytes(255).map((tail) => Uint8Array.of(0, ...tail))), async (ciphertext) => {
      const block = raw(ciphertext)
      const message = await reject(block, ciphertext)
      if (block[0] === 0 && block[1] === 2) good++
      expect(Buffer.from(message).toString("hex")).toBe(byOpenssl(ciphertext))
    }),
    { numRuns: 400 }
  )
  expect(good).toBeGreaterThan(20)
})

test("OAEP of any length: what node reads, ours reads; a changed bit gives what is no text", () => {
  const options = { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 214 }), fc.nat(2047), (message, bit) => {
      const block = Uint8Array.from(raw(publicEncrypt(options, message)))
      expect(unpadOaepSha1Open(block, node.rsa.sha1)).toEqual(message)
      block[bit >> 3]! ^= 1 << (bit & 7)
      const changed = unpadOaepSha1Open(block, node.rsa.sha1)
      expect(Array.from(changed)).toEqual([0xff])
    }),
    { numRuns: 60 }
  )
})
