import { constants, generateKeyPairSync, privateDecrypt, publicEncrypt } from "node:crypto"
import fc from "fast-check"
import { expect, test } from "vitest"
import { toBigInt, toBytes } from "./big-int-bytes.ts"
import { pkcs1Encrypt, rawDecryptVariableTime } from "./big-int-rsa.ts"
import { modInverse, modPow } from "./mod-pow.ts"
import { readPrivateKey } from "./read-key.ts"
import { isWholePrivate, readPrivateNumbers, readPublicNumbers } from "./rsa-numbers.ts"

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
const pem = privateKey.export({ type: "pkcs8", format: "pem" })
const data = readPrivateKey(pem as string, "privateKey")
const numbers = readPrivateNumbers(data)
const raw = (ciphertext: Uint8Array) => new Uint8Array(privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, ciphertext))

test("numbers go to bytes and back", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 70 }), (bytes) => {
      expect(toBytes(toBigInt(bytes), bytes.length)).toEqual(bytes)
    })
  )
})

test("powers and inverses satisfy their definitions", () => {
  const odd = fc.bigInt({ min: 3n, max: 2n ** 80n }).map((n) => n | 1n)
  const small = fc.bigInt({ min: 0n, max: 60n })
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 90n }), small, odd, (a, e, n) => {
      expect(modPow(a, e, n)).toBe(a ** e % n)
    })
  )
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 90n }), fc.bigInt({ min: 2n ** 65n, max: 2n ** 90n }), small, odd, (a, e, f, n) => {
      // The wide window against the narrow one.
      expect(modPow(a, e + f, n)).toBe((modPow(a, e, n) * modPow(a, f, n)) % n)
    })
  )
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 90n }), odd, (a, n) => {
      const inverse = modInverse(a, n)
      if (inverse !== undefined) expect((a * inverse) % n).toBe(1n % n)
      else expect(modPow(a, n, n) === 1n).toBe(false)
    })
  )
})

test("the private operation equals node's on random ciphertexts", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 255, maxLength: 255 }), (tail) => {
      const ciphertext = Uint8Array.of(0, ...tail)
      expect(rawDecryptVariableTime(numbers, ciphertext)).toEqual(raw(ciphertext))
    }),
    { numRuns: 20 }
  )
})

test("a fault in one half of the CRT gives nothing away", () => {
  const ciphertext = publicEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, new Uint8Array(16))
  expect(() => rawDecryptVariableTime({ ...numbers, dp: numbers.dp + 2n }, ciphertext)).toThrow("went wrong")
})

test("what is sealed by arithmetic, node opens; the padding holds no zero and never repeats", () => {
  const publicNumbers = readPublicNumbers(data)
  const seen = new Set<string>()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 245 }), (message) => {
      const block = raw(pkcs1Encrypt(publicNumbers, message))
      expect([block[0], block[1]]).toEqual([0, 2])
      expect(block.indexOf(0, 2)).toBe(256 - message.length - 1)
      expect(block.subarray(256 - message.length)).toEqual(message)
      seen.add(block.subarray(2, 10).join())
    }),
    { numRuns: 60 }
  )
  expect(seen.size).toBeGreaterThan(50)
})

test("a whole key is told from a damaged one, number by number", () => {
  expect(isWholePrivate(numbers)).toBe(true)
  for (const name of ["n", "e", "d", "p", "q", "dp", "dq", "qInv"] as const)
    for (const change of [2n, -2n, -numbers[name]]) expect(isWholePrivate({ ...numbers, [name]: numbers[name] + change }), name).toBe(false)
})
