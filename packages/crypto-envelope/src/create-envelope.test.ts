import { readFileSync } from "node:fs"
import { expect, test, vi } from "vitest"
import { envelopeSuite } from "./conformance-suite.ts"
import type { EnvelopeVectors } from "./conformance-suite.ts"
import { checkProfile } from "./envelope-profile.ts"
import * as library from "./index.ts"
import { pickEngines } from "./pick-engine.ts"

const path = new URL("../../../tooling/vectors/envelope/envelope.json", import.meta.url)
const vectors = JSON.parse(readFileSync(path, "utf8")) as EnvelopeVectors

envelopeSuite({ test: (name, run) => test(name, run) }, library, vectors)

const { certificate, privateKey } = vectors.testOnlyKeys["partner2048"]!
const create = (profile: unknown) =>
  library.createEnvelope({ recipientCertificate: certificate, privateKey, profile: profile as library.EnvelopeProfile })

test.each([
  ["rsa, accept", { rsa: "NONE" }],
  ["rsa, accept", { accept: ["SHA1"] }],
  ["accept", { accept: [] }],
  ["sessionKey.bytes", { sessionKey: { bytes: 24, charset: "raw" } }],
  ["sessionKey.bytes", { sessionKey: undefined }],
  ["sessionKey.charset", { sessionKey: { bytes: 16, charset: "hex" } }],
  ["requestIv", { requestIv: "suffix" }],
  ["responseIv", { responseIv: "prefix" }],
  ["maxBlocks", { maxBlocks: 0 }]
])("a profile with a wrong %s is refused", async (field, change) => {
  await expect(create({ ...library.profiles.composite, ...change })).rejects.toMatchObject({
    code: "ENVELOPE_PROFILE",
    message: expect.stringContaining(`profile.${field}: `) as string
  })
})

test("a private key whose halves do not belong together is refused", async () => {
  // A change inside the modulus: the structure stays valid. (OpenSSL repairs damaged CRT parameters by itself.)
  const lines = privateKey.trim().split("\n")
  const at = 4
  const damaged = lines.with(at, (lines[at]!.startsWith("A") ? "B" : "A") + lines[at]!.slice(1)).join("\n")
  const creating = library.createEnvelope({ recipientCertificate: certificate, privateKey: damaged, profile: library.profiles.composite })
  const message = expect.stringMatching(/^privateKey: found an RSA key/) as string
  await expect(creating).rejects.toMatchObject({ code: "ENVELOPE_KEY", message })
})

test("an engine that throws while opening gives the same error", async () => {
  const engines = await pickEngines()
  const aes = { ...engines[0]!.aes, decryptRaw: () => Promise.reject(new Error("engine detail")) }
  vi.resetModules()
  vi.doMock("./pick-engine.ts", () => ({ pickEngines: () => Promise.resolve(engines.map((engine) => ({ ...engine, aes }))) }))
  const { createEnvelope } = await import("./create-envelope.ts")
  vi.doUnmock("./pick-engine.ts")
  const envelope = await createEnvelope({ recipientCertificate: certificate, privateKey, profile: library.profiles.composite })
  const failure: unknown = await envelope.open(await envelope.seal(1)).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: "ENVELOPE_OPEN_FAILED", message: "The message could not be opened." })
  expect(failure).not.toHaveProperty("cause")
})

test("an ascii session key is printable, a raw one is not limited", async () => {
  const { makeSessionKey } = await import("./make-session-key.ts")
  const ascii = new Set(Array.from({ length: 200 }, () => [...makeSessionKey({ bytes: 32, charset: "ascii" })]).flat())
  const raw = new Set(Array.from({ length: 200 }, () => [...makeSessionKey({ bytes: 32, charset: "raw" })]).flat())
  expect(String.fromCharCode(...ascii)).toMatch(/^[\w-]{64}$/)
  expect(raw.size).toBe(256)
})

test("the profiles are whole, and cannot be changed", () => {
  expect(Object.isFrozen(library.profiles)).toBe(true)
  for (const profile of Object.values(library.profiles)) {
    expect(() => checkProfile(profile)).not.toThrow()
    expect(Object.isFrozen(profile) && Object.isFrozen(profile.sessionKey)).toBe(true)
  }
})
