import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import type { EnvelopeVectors } from "./conformance-suite.ts"
import * as library from "./index.ts"
import { layoutSuite, asymmetricSuite } from "./layout-suite.ts"
import type { AsymmetricVectors, LayoutVectors } from "./layout-suite.ts"
import { rotationSuite } from "./rotation-suite.ts"

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../../tooling/${path}`, import.meta.url), "utf8")) as unknown
const { testOnlyKeys } = read("vectors/envelope/envelope.json") as EnvelopeVectors
const layouts = read("conformance/vectors/layouts.json") as LayoutVectors
const alone = read("conformance/vectors/rsa-only.json") as AsymmetricVectors

layoutSuite({ test }, library, testOnlyKeys, layouts)
asymmetricSuite({ test }, library, testOnlyKeys, alone)
rotationSuite({ test }, library, testOnlyKeys)

test("rotation: both keys do their work whichever fits, and when none does", async () => {
  const { openBody } = await import("./open-body.ts")
  const { pickEngines } = await import("./pick-engine.ts")
  const { prepareKeys } = await import("./prepare-keys.ts")
  const { fits } = await import("./private-half.ts")
  const { readPrivateKey, readPublicKey } = await import("./read-key.ts")
  const [partner, stranger] = [testOnlyKeys["partner2048"]!, testOnlyKeys["stranger2048"]!]
  const profile = library.profiles.composite
  const privates = [partner, stranger].map(({ privateKey }) => ({ field: "key", data: readPrivateKey(privateKey, "key") }))
  const needs = { profile, privates, recipient: readPublicKey(partner.certificate, "c"), allowVariableTime: false, pool: undefined }
  const { engine, halves } = await prepareKeys(await pickEngines(), needs)
  let work: string[] = []
  const watched = halves.map((half, i) => {
    const rawDecrypt = (block: Uint8Array) => (work.push(`rsa ${i}`), half.key.rawDecrypt!(block))
    return { ...half, key: { rawDecrypt } }
  })
  const decryptRaw: typeof engine.aes.decryptRaw = (...args) => (work.push("aes"), engine.aes.decryptRaw(...args))
  const opener = { profile, aes: { ...engine.aes, decryptRaw }, base64: engine.base64, halves: watched }
  // A number that is no ciphertext of one of the keys is public knowledge, and not tried with it: seal again.
  const isBelowBoth = (body: string) => {
    const { encryptedKey } = JSON.parse(body) as { encryptedKey: string }
    return halves.every((half) => fits(half, Buffer.from(encryptedKey, "base64")))
  }
  const sealTo = async (certificate: string) => {
    const envelope = await library.createEnvelope({ recipientCertificate: certificate, privateKey: partner.privateKey, profile })
    for (;;) {
      const body = await envelope.seal(1)
      if (isBelowBoth(body)) return body
    }
  }
  const [toCurrent, toPrevious] = [await sealTo(partner.certificate), await sealTo(stranger.certificate)]
  const { encryptedKey: _, ...fields } = JSON.parse(toCurrent) as Record<string, string>
  const toNobody = JSON.stringify({ ...fields, encryptedKey: Buffer.alloc(256, 1).toString("base64") })
  for (const [body, opens] of [[toCurrent, true], [toPrevious, true], [toNobody, false]] as const) {
    work = []
    expect((await openBody(opener, body)) !== undefined).toBe(opens)
    expect(work.sort()).toEqual(["aes", "aes", "rsa 0", "rsa 1"])
  }
})
