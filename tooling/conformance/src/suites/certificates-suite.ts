import type * as Library from "@hundi/crypto-envelope/x509"
import { assertSame, assertTrue, thrownBy } from "../assert.ts"
import type { Env, Runner } from "../suite.ts"
import type { EnvelopeVectors } from "./envelope-suite.ts"

/** Certificates need WebCrypto alone, so they are read and made on every runtime, whether or not it can seal an envelope. */
export function certificatesSuite({ test }: Runner, lib: typeof Library, vectors: EnvelopeVectors, _env: Env): void {
  for (const [name, { certificate }] of Object.entries(vectors.testOnlyKeys))
    test(`openssl's certificate: ${name}`, async () => {
      const facts = await lib.inspectCertificate(certificate)
      assertTrue(facts.subject.includes("TEST ONLY") && facts.selfSigned, `a self-signed test certificate, got ${facts.subject}`)
      return facts
    })
  for (const { id, text } of vectors.wrongKeys.filter(({ role }) => role === "recipient"))
    test(`not a certificate: ${id}`, async () => {
      const error = await thrownBy(() => lib.inspectCertificate(text))
      assertSame([error.name, (error as Library.EnvelopeError).code], ["EnvelopeError", "ENVELOPE_KEY"])
      return error.message
    })
  test("a key pair made here is read back", async () => {
    const { certificatePem, privateKeyPem } = await lib.generatePartnerKeys({ commonName: "Asha Traders", bits: 2048, days: 30, now: NOW_MS })
    assertTrue(privateKeyPem.startsWith("-----BEGIN PRIVATE KEY-----"), "a PKCS#8 key")
    const { sha256: _, serialNumber: _random, ...facts } = await lib.inspectCertificate(certificatePem)
    assertSame([facts.subject, facts.bits, facts.selfSigned], ["CN=Asha Traders", 2048, true])
    return facts
  })
}

const NOW_MS = Date.UTC(2026, 10, 20, 6, 0, 0)
