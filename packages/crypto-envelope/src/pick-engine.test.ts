import { readFileSync } from "node:fs"
import { afterEach, expect, test, vi } from "vitest"
import type { EnvelopeVectors } from "./conformance-suite.ts"
import type * as Library from "./index.ts"
import { profiles } from "./profiles.ts"

const path = new URL("../../../tooling/vectors/envelope/envelope.json", import.meta.url)
const { certificate, privateKey } = (JSON.parse(readFileSync(path, "utf8")) as EnvelopeVectors).testOnlyKeys["partner2048"]!
const options = { recipientCertificate: certificate, privateKey, profile: profiles.composite }

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.resetModules()
})

/** The package as a runtime without node:crypto sees it. */
async function withoutNode(): Promise<typeof Library> {
  vi.resetModules()
  vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined)
  return import("./index.ts")
}

test("without node:crypto PKCS1 is refused by a message that names the option and the risk", async () => {
  const { createEnvelope } = await withoutNode()
  const message = expect.stringMatching(/set allowVariableTime: true, at the risk that .* learns your private key/) as string
  await expect(createEnvelope(options)).rejects.toMatchObject({ code: "ENVELOPE_RUNTIME", message })
})

test("without node:crypto allowVariableTime opens PKCS1, and OAEP needs no permission", async () => {
  const { createEnvelope } = await withoutNode()
  for (const changed of [{ ...options, allowVariableTime: true }, { ...options, profile: { ...profiles.composite, rsa: "OAEP-SHA1" as const } }]) {
    const envelope = await createEnvelope(changed)
    expect(await envelope.open(await envelope.seal({ a: 1 }))).toEqual({ sealed: true, value: { a: 1 } })
    expect(await envelope.openAsymmetric(await envelope.sealAsymmetric({ a: 1 }))).toEqual({ sealed: true, value: { a: 1 } })
  }
})

test("a runtime without any cryptography is refused by name", async () => {
  vi.stubGlobal("crypto", {})
  const { createEnvelope } = await withoutNode()
  await expect(createEnvelope(options)).rejects.toMatchObject({ code: "ENVELOPE_RUNTIME" })
})

test.each(["importDecryption", "importRecipient", "importHmacSha256"] as const)("a TypeError of the runtime in %s is not the key's fault", async (name) => {
  vi.resetModules()
  const { pickEngines } = await import("./pick-engine.ts")
  const engines = await pickEngines()
  const broken = { ...engines[0]!, rsa: { ...engines[0]!.rsa, [name]: () => { throw new TypeError("not a function") } } }
  vi.doMock("./pick-engine.ts", () => ({ pickEngines: () => Promise.resolve([broken]) }))
  const { createEnvelope } = await import("./create-envelope.ts")
  await expect(createEnvelope(options)).rejects.toMatchObject({ code: "ENVELOPE_RUNTIME" })
  vi.doMock("./pick-engine.ts", () => ({ pickEngines: () => Promise.resolve([broken, engines[1]]) }))
  vi.resetModules()
  // The next engine takes over.
  const retried = await import("./create-envelope.ts")
  vi.doUnmock("./pick-engine.ts")
  const envelope = await retried.createEnvelope({ ...options, allowVariableTime: true })
  expect(await envelope.open(await envelope.seal(1))).toEqual({ sealed: true, value: 1 })
})

test("an engine whose raw operation is not raw is passed over", async () => {
  vi.resetModules()
  const { pickEngines } = await import("./pick-engine.ts")
  const engines = await pickEngines()
  const importDecryption = () => ({ rawDecrypt: (block: Uint8Array) => block.slice().fill(7) })
  vi.doMock("./pick-engine.ts", () => ({ pickEngines: () => Promise.resolve([{ ...engines[0]!, rsa: { ...engines[0]!.rsa, importDecryption } }]) }))
  const { createEnvelope } = await import("./create-envelope.ts")
  vi.doUnmock("./pick-engine.ts")
  await expect(createEnvelope(options)).rejects.toMatchObject({ code: "ENVELOPE_RUNTIME" })
})

test("the engines are probed once, node:crypto first", async () => {
  const { pickEngines } = await import("./pick-engine.ts")
  expect(await pickEngines()).toBe(await pickEngines())
  expect((await pickEngines()).map(({ rsa }) => rsa.name)).toEqual(["node:crypto", "WebCrypto"])
})
