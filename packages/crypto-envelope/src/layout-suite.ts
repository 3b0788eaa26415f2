import { toBytes } from "./big-int-bytes.ts"
import type { EnvelopeVectors } from "./conformance-suite.ts"
import type { Envelope, RsaPadding } from "./index.ts"
import { pickEngines } from "./pick-engine.ts"
import { readPrivateKey } from "./read-key.ts"
import { createImplicitRejection } from "./reject-implicitly.ts"
import { readPrivateNumbers } from "./rsa-numbers.ts"
import { assertSame, describeRefusal, ONE_ERROR } from "./testing-suite-tools.ts"
import type { Lib, Runner } from "./testing-suite-tools.ts"

/** Bodies and what they must open to; the form of layouts.json and of each foreign program's file. */
export type LayoutVectors = Pick<EnvelopeVectors, "cases">

/** `rsa-only.json` of tooling/conformance. */
export interface AsymmetricVectors extends LayoutVectors {
  readonly rejections: readonly { readonly key: string; readonly ciphertext: string; readonly message: string }[]
}

type Keys = EnvelopeVectors["testOnlyKeys"]

/** Opens every body of the hybrid layouts, with one envelope per key and profile. */
export function layoutSuite({ test }: Runner, lib: Lib, keys: Keys, { cases }: LayoutVectors): void {
  const envelopeFor = keepEnvelopes(lib, keys)
  for (const one of cases)
    test(`layout: ${one.id}`, async () => {
      const envelope = await envelopeFor(one)
      if (one.expect === "refused") assertSame(await describeRefusal(lib, () => envelope.open(one.body)), ONE_ERROR)
      else assertSame(await envelope.open(one.body), one.expect)
    })
}

/** Opens every body of RSA alone; and reads malformed blocks to the same bytes as OpenSSL does. */
export function asymmetricSuite({ test }: Runner, lib: Lib, keys: Keys, { cases, rejections }: AsymmetricVectors): void {
  const envelopeFor = keepEnvelopes(lib, keys)
  for (const one of cases)
    test(`RSA alone: ${one.id}`, async () => {
      const envelope = await envelopeFor(one)
      if (one.expect === "refused") assertSame(await describeRefusal(lib, () => envelope.openAsymmetric(one.body)), ONE_ERROR)
      else assertSame(await envelope.openAsymmetric(one.body), one.expect)
    })
  rejections.forEach(({ key, ciphertext, message }, number) =>
    test(`implicit rejection: ${number}, ${key}`, async () => {
      assertSame(await readBlock(keys[key]!.privateKey, ciphertext), message)
    })
  )
}

async function readBlock(privateKey: string, ciphertext: string): Promise<string> {
  const [{ rsa, base64 }] = (await pickEngines()) as [Awaited<ReturnType<typeof pickEngines>>[number]]
  const data = readPrivateKey(privateKey, "privateKey")
  const key = await rsa.importDecryption(data, { paddings: ["PKCS1"], allowVariableTime: true })
  const exponent = toBytes(readPrivateNumbers(data).d, data.modulus.length)
  const reject = await createImplicitRejection(rsa.importHmacSha256, exponent)
  const bytes = base64.decode(ciphertext)!
  return base64.encode(await reject(await key.rawDecrypt!(bytes), bytes))
}

/** Making an envelope tries the key out, which costs a private operation: a thousand of them would be most of the time. */
function keepEnvelopes(lib: Lib, keys: Keys): (one: EnvelopeVectors["cases"][number]) => Promise<Envelope> {
  const made = new Map<string, Promise<Envelope>>()
  return ({ key, accept, keyBytes }) => {
    const id = [key, keyBytes, ...accept].join()
    const [first, ...others] = accept as RsaPadding[]
    const { certificate, privateKey } = keys[key]!
    const make = () =>
      lib.createEnvelope({
        recipientCertificate: certificate,
        privateKey,
        profile: {
          rsa: first!,
          accept: [first!, ...others],
          sessionKey: { bytes: keyBytes as 16 | 32, charset: "raw" },
          requestIv: "field",
          responseIv: "auto"
        }
      })
    if (!made.has(id)) made.set(id, make())
    return made.get(id)!
  }
}
