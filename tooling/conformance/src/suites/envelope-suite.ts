import type * as Library from "@hundi/crypto-envelope"
import { envelopeSuite as packageSuite } from "../../../../packages/crypto-envelope/src/conformance-suite.ts"
import type { EnvelopeVectors } from "../../../../packages/crypto-envelope/src/conformance-suite.ts"
import { asymmetricSuite, layoutSuite } from "../../../../packages/crypto-envelope/src/layout-suite.ts"
import type { AsymmetricVectors, LayoutVectors } from "../../../../packages/crypto-envelope/src/layout-suite.ts"
import { rotationSuite } from "../../../../packages/crypto-envelope/src/rotation-suite.ts"
import { assertTrue } from "../assert.ts"
import type { Env, Runner } from "../suite.ts"

export type { AsymmetricVectors, EnvelopeVectors, LayoutVectors }

/** A file of php.json's form: one foreign program's envelopes, and its bodies of RSA alone. */
export interface ForeignVectors extends LayoutVectors {
  readonly asymmetric: LayoutVectors["cases"]
}

/** The package's own suite on openssl's envelopes; and what is opened is the same, byte for byte. */
export function envelopeSuite(runner: Runner, lib: typeof Library, vectors: EnvelopeVectors, _env: Env): void {
  packageSuite(runner, lib, vectors)
  rotationSuite(runner, lib, vectors.testOnlyKeys)
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

/** Every layout against every kind of key; openssl's bodies of RSA alone, and OpenSSL's answers to malformed blocks. */
export function envelopeLayoutsSuite(
  runner: Runner,
  lib: typeof Library,
  keys: Keys,
  layouts: LayoutVectors,
  alone: AsymmetricVectors
): void {
  layoutSuite(runner, lib, keys, layouts)
  asymmetricSuite(runner, lib, keys, alone)
  runner.test("detect says the same of every body", async () => [...layouts.cases, ...alone.cases].map(({ body }) => lib.detect(body)))
}

/** What a program in another language sealed. */
export function foreignEnvelopesSuite(runner: Runner, lib: typeof Library, keys: Keys, { cases, asymmetric }: ForeignVectors): void {
  layoutSuite(runner, lib, keys, { cases })
  asymmetricSuite(runner, lib, keys, { cases: asymmetric, rejections: [] })
}

type Keys = EnvelopeVectors["testOnlyKeys"]

/** The library where PKCS1 can be opened by arithmetic alone: with the permission that this takes, unless a test says otherwise. */
export function allowVariableTime(lib: typeof Library): typeof Library {
  return { ...lib, createEnvelope: (options) => lib.createEnvelope({ allowVariableTime: true, ...options }) }
}
