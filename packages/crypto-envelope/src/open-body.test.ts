import { readFileSync } from "node:fs"
import { beforeAll, expect, test } from "vitest"
import type { EnvelopeVectors } from "./conformance-suite.ts"
import type { AesCbc, CryptoEngine } from "./crypto-engine.ts"
import { openBody } from "./open-body.ts"
import type { Opener } from "./open-body.ts"
import { pickEngines } from "./pick-engine.ts"
import { prepareKeys } from "./prepare-keys.ts"
import { profiles } from "./profiles.ts"
import { readPrivateKey, readPublicKey } from "./read-key.ts"

const path = new URL("../../../tooling/vectors/envelope/envelope.json", import.meta.url)
const { cases, testOnlyKeys } = JSON.parse(readFileSync(path, "utf8")) as EnvelopeVectors

let engine: CryptoEngine
beforeAll(async () => {
  engine = (await pickEngines())[0]!
})

/** An opener whose AES notes the keys it is run with. */
async function watchedOpener(keyName = "partner2048"): Promise<{ opener: Opener; aesKeys: string[] }> {
  const aesKeys: string[] = []
  const aes: AesCbc = {
    ...engine.aes,
    decryptRaw: (key, iv, ciphertext) => {
      aesKeys.push(Buffer.from(key).toString("hex"))
      return engine.aes.decryptRaw(key, iv, ciphertext)
    }
  }
  const { certificate, privateKey } = testOnlyKeys[keyName]!
  const { halves } = await prepareKeys([engine], {
    profile: profiles.composite,
    recipient: readPublicKey(certificate, "recipient"),
    privates: [{ field: "privateKey", data: readPrivateKey(privateKey, "privateKey") }],
    allowVariableTime: false,
    pool: undefined
  })
  return { opener: { profile: profiles.composite, aes, base64: engine.base64, halves }, aesKeys }
}

const bodyOf = (id: string) => cases.find((one) => one.id === id)!.body

test("AES runs for every malformed RSA block, with a key of the pinned length", async () => {
  const { opener, aesKeys } = await watchedOpener()
  const malformed = cases.filter(({ id }) => /^PKCS1: |^RSA: (the number|sealed)/.test(id) && !id.includes("32 are due"))
  for (const { body } of malformed) expect(await openBody(opener, body)).toBeUndefined()
  expect(malformed.length).toBeGreaterThan(12)
  expect(aesKeys).toHaveLength(malformed.length)
  expect(aesKeys.every((key) => key.length === 32)).toBe(true)
  expect(new Set(aesKeys).size).toBe(malformed.length)
})

test("the fallback key is the same for the same ciphertext, also after a restart, and another under another private key", async () => {
  const body = bodyOf("RSA: the number 1")
  const [first, restarted, stranger] = [await watchedOpener(), await watchedOpener(), await watchedOpener("stranger2048")]
  await openBody(first.opener, body)
  await openBody(first.opener, body)
  await openBody(restarted.opener, body)
  await openBody(stranger.opener, body)
  expect(new Set([...first.aesKeys, ...restarted.aesKeys]).size).toBe(1)
  expect(stranger.aesKeys).not.toEqual(restarted.aesKeys)
})

test("what is refused for public reasons costs no private operation", async () => {
  const { opener, aesKeys } = await watchedOpener()
  let operations = 0
  const [half] = opener.halves
  const key = { rawDecrypt: (ciphertext: Uint8Array) => (operations++, half!.key.rawDecrypt!(ciphertext)) }
  const counted: Opener = { ...opener, halves: [{ ...half!, key }] }
  const outside = ["RSA: one byte short", "RSA: the modulus itself", "RSA: all bits set"]
  for (const id of [...outside, "OAEP where only PKCS1 is accepted", "iv of 15 bytes", "CBC: last byte missing"])
    expect(await openBody(counted, bodyOf(id))).toBeUndefined()
  expect([operations, aesKeys.length]).toEqual([0, 0])
})
