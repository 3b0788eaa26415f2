import type * as NodeCrypto from "node:crypto"
import type * as Library from "@hundi/crypto-envelope"
import { assertSame, assertTrue, thrownBy } from "../assert.ts"
import type { Capabilities, Env, Runner } from "../suite.ts"
import type { EnvelopeVectors } from "./envelope-suite.ts"

/**
 * The runtime's cryptography against our table, both ways: what is there works, and what must fail fails as the table says.
 * A runtime that changes fails here, and not in somebody's payment.
 */
export function envelopeCapabilitiesSuite({ test }: Runner, lib: typeof Library, vectors: EnvelopeVectors, { has }: Env): void {
  const crypto = globalThis.process?.getBuiltinModule?.("node:crypto")
  const { certificate, privateKey } = vectors.testOnlyKeys["partner2048"]!

  test("the raw RSA operation is where the table says", async () => {
    assertSame(crypto !== undefined && rawIsRaw(crypto, privateKey), has.rawRsa)
  })

  test("PKCS1 by node:crypto itself is what the table says", async () => {
    assertSame(crypto === undefined ? "absent" : judgeNativePkcs1(crypto, privateKey), has.nativePkcs1)
  })

  test("WebCrypto has no PKCS1 encryption, on any runtime", async () => {
    const subtle = globalThis.crypto.subtle
    const usages: KeyUsage[] = ["encrypt", "decrypt"]
    const algorithm = { name: "RSAES-PKCS1-v1_5", modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: "SHA-1" }
    await thrownBy(() => subtle.generateKey(algorithm, false, usages))
  })

  test("WebCrypto refuses malformed AES padding, which is why it is never shown any", async () => {
    const subtle = globalThis.crypto.subtle
    const key = await subtle.importKey("raw", new Uint8Array(16), "AES-CBC", false, ["decrypt"])
    await thrownBy(() => subtle.decrypt({ name: "AES-CBC", iv: new Uint8Array(16) }, key, new Uint8Array(16)))
  })

  test("PKCS1 opens without permission only where the raw operation is, else the option is named", async () => {
    const make = () => lib.createEnvelope({ recipientCertificate: certificate, privateKey, profile: lib.profiles.composite })
    if (has.rawRsa) return void (await make())
    const error = await thrownBy(make)
    assertSame([error.name, (error as Library.EnvelopeError).code], ["EnvelopeError", "ENVELOPE_RUNTIME"])
    assertTrue(error.message.includes("allowVariableTime: true"), `a message that names the option, got ${error.message}`)
  })

  for (const [name, keys] of Object.entries(vectors.testOnlyKeys))
    test(`OAEP-SHA1 needs no permission anywhere: ${name}`, async () => {
      const profile = { ...lib.profiles.composite, rsa: "OAEP-SHA1" } as const
      const envelope = await lib.createEnvelope({ recipientCertificate: keys.certificate, privateKey: keys.privateKey, profile })
      const many = await Promise.all([1, 2, 3, 4, 5].map((value) => envelope.seal(value)))
      assertSame(await Promise.all(many.map((body) => envelope.open(body))), [1, 2, 3, 4, 5].map((value) => ({ sealed: true, value })))
    })
}

function rawIsRaw(crypto: typeof NodeCrypto, privateKey: string): boolean {
  const block = new Uint8Array(256).fill(7, 1)
  const padding = crypto.constants.RSA_NO_PADDING
  const sealed = crypto.publicEncrypt({ key: crypto.createPublicKey(privateKey).export({ type: "spki", format: "pem" }), padding }, block)
  return crypto.privateDecrypt({ key: privateKey, padding }, sealed).equals(block)
}

function judgeNativePkcs1(crypto: typeof NodeCrypto, privateKey: string): Capabilities["nativePkcs1"] {
  const { RSA_NO_PADDING, RSA_PKCS1_PADDING } = crypto.constants
  const publicKey = crypto.createPublicKey(privateKey).export({ type: "spki", format: "pem" })
  const read = (sealed: Uint8Array): string | undefined => {
    try {
      return crypto.privateDecrypt({ key: privateKey, padding: RSA_PKCS1_PADDING }, sealed).toString()
    } catch {
      return undefined
    }
  }
  const valid = read(crypto.publicEncrypt({ key: publicKey, padding: RSA_PKCS1_PADDING }, new TextEncoder().encode("valid")))
  if (valid !== "valid") return "refused"
  const malformed = crypto.publicEncrypt({ key: publicKey, padding: RSA_NO_PADDING }, new Uint8Array(256).fill(1, 1))
  return read(malformed) === undefined ? "oracle" : "implicit-rejection"
}
