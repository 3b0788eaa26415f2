import type * as Library from "@hundi/crypto-envelope"
import { envelopeSuite as packageSuite } from "../../../../packages/crypto-envelope/src/conformance-suite.ts"
import type { EnvelopeVectors } from "../../../../packages/crypto-envelope/src/conformance-suite.ts"
import { assertSame, assertTrue, thrownBy } from "../assert.ts"
import type { Env, Runner } from "../suite.ts"

export type { EnvelopeVectors }

/** The package's own suite on openssl's envelopes; and what is opened is the same, byte for byte. */
export function envelopeSuite(runner: Runner, lib: typeof Library, vectors: EnvelopeVectors, _env: Env): void {
  packageSuite(runner, lib, vectors)
  runner.test("what openssl sealed opens to the same bytes", async () => {
    const opened: unknown[] = []
    for (const { id, key, accept, keyBytes, body, expect } of vectors.cases) {
      if (expect === "refused") continue
      const [first, ...others] = accept as Library.RsaPadding[]
      const envelope = await lib.createEnvelope({
        recipientCertificate: vectors.testOnlyKeys[key]!.certificate,
        privateKey: vectors.testOnlyKeys[key]!.privateKey,
        profile: { rsa: first!, accept: [first!, ...others], sessionKey: { bytes: keyBytes as 16 | 32, charset: "raw" }, requestIv: "field", responseIv: "auto" }
      })
      opened.push([id, JSON.stringify((await envelope.open(body)).value)])
    }
    assertTrue(opened.length > 20, "more than 20 good envelopes")
    return opened
  })
}

/** Without the raw RSA operation an envelope is refused when it is made, by a code, and not when the first reply comes. */
export function envelopeRefusalSuite({ test }: Runner, lib: typeof Library, vectors: EnvelopeVectors, _env: Env): void {
  for (const [name, { certificate, privateKey }] of Object.entries(vectors.testOnlyKeys))
    test(`no envelope can be made: ${name}`, async () => {
      const options = { recipientCertificate: certificate, privateKey, profile: lib.profiles.composite }
      const error = await thrownBy(() => lib.createEnvelope(options))
      assertTrue(error instanceof lib.EnvelopeError, "an EnvelopeError")
      assertSame([error.name, (error as Library.EnvelopeError).code, "cause" in error], ["EnvelopeError", "ENVELOPE_RUNTIME", false])
      return error.message
    })
}
