import { constants, createHash, generateKeyPairSync, privateDecrypt, publicEncrypt } from "node:crypto"
import fc from "fast-check"
import { expect, test } from "vitest"
import { findNodeEngine } from "./node-engine.node.ts"
import { unpadOaepSha1 } from "./unpad-oaep-sha1.ts"
import { unpadPkcs1 } from "./unpad-pkcs1.ts"
import { readPkcs7 } from "./unpad-pkcs7.ts"

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
const { sha1 } = findNodeEngine()!.rsa
const fallback = new Uint8Array(32).fill(0xee)
const message = fc.oneof(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.uint8Array({ minLength: 32, maxLength: 32 }))
const raw = (ciphertext: Uint8Array) => privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, ciphertext)

test("PKCS1: what Node's own decryption reads, ours reads", () => {
  fc.assert(
    fc.property(message, (key) => {
      const ciphertext = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, key)
      // Node 22 and later may be asked this; shipped code never does, see node-engine.node.ts.
      expect(unpadPkcs1(raw(ciphertext), key.length, fallback)).toEqual(key)
      expect(new Uint8Array(privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, ciphertext))).toEqual(key)
    }),
    { numRuns: 40 }
  )
})

test("OAEP-SHA1: what Node's own decryption reads, ours reads", () => {
  fc.assert(
    fc.property(message, (key) => {
      const options = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" }
      const ciphertext = publicEncrypt({ key: publicKey, ...options }, key)
      expect(unpadOaepSha1(raw(ciphertext), key.length, fallback, sha1)).toEqual(key)
      expect(new Uint8Array(privateDecrypt({ key: privateKey, ...options }, ciphertext))).toEqual(key)
    }),
    { numRuns: 40 }
  )
})

/** The definition, written the slow and obvious way. */
function isPkcs1(block: Uint8Array, length: number): boolean {
  return block[0] === 0 && block[1] === 2 && block.indexOf(0, 2) === block.length - length - 1
}

test("PKCS1: one changed byte gives the message or the fallback, as the definition says", () => {
  const block = new Uint8Array(256).fill(7)
  block.set([0, 2])
  block[256 - 17] = 0
  fc.assert(
    fc.property(fc.nat(255), fc.nat(255), (at, byte) => {
      const changed = block.slice()
      changed[at] = byte
      const expected = isPkcs1(changed, 16) ? changed.subarray(240) : fallback.subarray(0, 16)
      expect(unpadPkcs1(changed, 16, fallback)).toEqual(expected)
    }),
    { numRuns: 2000 }
  )
})

test("OAEP: any one changed bit gives the fallback", () => {
  const block = raw(publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" }, new Uint8Array(16)))
  for (let bit = 0; bit < 2048 - 16 * 8; bit++) {
    const changed = Uint8Array.from(block)
    changed[bit >> 3]! ^= 1 << (bit & 7)
    expect(unpadOaepSha1(changed, 16, fallback, sha1)).toEqual(fallback.subarray(0, 16))
  }
})

/** MGF1-SHA-1 over whole hashes, then cut: written apart from the code under test. */
function mask(seed: Uint8Array, length: number): Uint8Array {
  const round = (i: number) => createHash("sha1").update(seed).update(Uint8Array.of(0, 0, 0, i)).digest()
  const rounds = Array.from({ length: Math.ceil(length / 20) }, (_, i) => round(i))
  return Buffer.concat(rounds).subarray(0, length)
}

const xor = (a: Uint8Array, b: Uint8Array) => a.map((byte, i) => byte ^ b[i]!)

function oaepBlock(data: Uint8Array): Uint8Array {
  const seed = new Uint8Array(20).fill(0x5a)
  const maskedData = xor(data, mask(seed, data.length))
  return Uint8Array.of(0, ...xor(seed, mask(maskedData, 20)), ...maskedData)
}

test("OAEP: one changed byte under the masks gives the message or the fallback, as the definition says", () => {
  const data = new Uint8Array(235)
  data.set(createHash("sha1").digest())
  data[235 - 17] = 1
  fc.assert(
    fc.property(fc.nat(234), fc.nat(255), (at, byte) => {
      const changed = data.slice()
      changed[at] = byte
      const valid = at > 235 - 17 || byte === data[at]
      const expected = valid ? changed.subarray(235 - 16) : fallback.subarray(0, 16)
      expect(unpadOaepSha1(oaepBlock(changed), 16, fallback, sha1)).toEqual(expected)
    }),
    { numRuns: 1000, examples: [[235 - 17, 2], [235 - 18, 1], [20, 0], [234, 9]] }
  )
})

test("PKCS7: agrees with the definition on every last block", () => {
  const tail = fc.oneof(
    fc.uint8Array({ minLength: 16, maxLength: 16 }),
    fc.tuple(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.integer({ min: 0, max: 18 }), fc.nat(31)).map(([block, count, flip]) => {
      const padded = block.slice().fill(count, Math.max(0, 16 - count))
      if (flip < 16) padded[flip]! ^= 1
      return padded
    })
  )
  fc.assert(
    fc.property(fc.constantFrom(0, 16, 48), tail, (head, block) => {
      const padded = Uint8Array.of(...new Uint8Array(head), ...block)
      const count = block[15]!
      const valid = count >= 1 && count <= 16 && block.subarray(16 - count).every((byte) => byte === count)
      const { length, wrong } = readPkcs7(padded)
      expect(wrong === 0).toBe(valid)
      expect(length).toBe(padded.length - (valid ? count : 0))
    }),
    { numRuns: 3000 }
  )
})
