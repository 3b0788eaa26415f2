import type { EnvelopeVectors } from "./conformance-suite.ts"
import type { EnvelopeOptions } from "./index.ts"
import { assertSame, describeRefusal, ONE_ERROR } from "./testing-suite-tools.ts"
import type { Lib, Runner } from "./testing-suite-tools.ts"

type Keys = EnvelopeVectors["testOnlyKeys"]

/** RSA alone as we seal it, what a profile limits, and two keys during a rotation. */
export function rotationSuite({ test }: Runner, lib: Lib, keys: Keys): void {
  const { certificate, privateKey } = keys["partner2048"]!
  const base = { recipientCertificate: certificate, privateKey, profile: lib.profiles.composite }
  const make = (changes: Partial<EnvelopeOptions> = {}) => lib.createEnvelope({ ...base, ...changes })

  for (const [rsa, room] of [["PKCS1", 245], ["OAEP-SHA1", 214]] as const)
    test(`seal by RSA alone: ${rsa}, every block full, and one byte more`, async () => {
      const envelope = await make({ profile: { ...lib.profiles.composite, rsa } })
      for (const blocks of [1, 3])
        for (const [extra, expected] of [[0, blocks], [1, blocks + 1]] as const) {
          // {"a":""} is 8 bytes.
          const value = { a: "x".repeat(room * blocks - 8 + extra) }
          const body = await envelope.sealAsymmetric(value)
          assertSame(body.length, Math.ceil((expected * 256) / 3) * 4)
          assertSame(await envelope.openAsymmetric(body), { sealed: true, value })
        }
    })

  test("seal by RSA alone: what the bank's one block does not hold is refused, with both sizes", async () => {
    const envelope = await make({ profile: lib.profiles["cib-rsa"] })
    const value = { secretName: "x".repeat(300) }
    const refusal = await describeRefusal(lib, () => envelope.sealAsymmetric(value))
    const message = "317 bytes of JSON do not fit the 245 that RSA alone may seal: use seal."
    assertSame(refusal, { name: "EnvelopeError", code: "ENVELOPE_VALUE", message, hasCause: false })
    assertSame(await envelope.openAsymmetric(await envelope.sealAsymmetric(value, { maxBlocks: 2 })), { sealed: true, value })
    for (const bare of ["text", 7, null, undefined])
      assertSame((await describeRefusal(lib, () => envelope.sealAsymmetric(bare))).code, "ENVELOPE_VALUE")
  })

  test("an envelope answers a request of RSA alone", async () => {
    const envelope = await make()
    assertSame(await envelope.openAsymmetric(await envelope.seal([1])), { sealed: true, value: [1] })
  })

  const [stranger, big] = [keys["stranger2048"]!, keys["partner4096"]!]
  for (const [name, other] of [["as long", stranger], ["longer", big]] as const)
    test(`rotation: a new key ${name}, messages to the old one and to the new one open`, async () => {
      const rotating = await make({ privateKey: other.privateKey, previousPrivateKey: privateKey })
      const toOld = await make()
      const toNew = await make({ recipientCertificate: other.certificate, privateKey: other.privateKey })
      for (const sealer of [toOld, toNew]) {
        assertSame(await rotating.open(await sealer.seal({ a: 1 })), { sealed: true, value: { a: 1 } })
        assertSame(await rotating.openAsymmetric(await sealer.sealAsymmetric({ a: 1 })), { sealed: true, value: { a: 1 } })
      }
      assertSame(await describeRefusal(lib, async () => toOld.open(await toNew.seal(1))), ONE_ERROR)
    })

  test("rotation: what fits neither key is the one error", async () => {
    const rotating = await make({ previousPrivateKey: stranger.privateKey })
    const fields = JSON.parse(await rotating.seal({ a: 1 })) as Record<string, string>
    const stacks = new Set<string>()
    for (let i = 0; i < 340; i += 10) {
      const text = fields["encryptedKey"]!
      const encryptedKey = text.slice(0, i) + (text[i] === "A" ? "B" : "A") + text.slice(i + 1)
      assertSame(await describeRefusal(lib, () => rotating.open(JSON.stringify({ ...fields, encryptedKey })), stacks), ONE_ERROR)
    }
    assertSame(stacks.size, 1)
  })

  test("rotation: a previous key of the wrong kind is named", async () => {
    const refusal = await describeRefusal(lib, () => make({ previousPrivateKey: certificate }))
    assertSame(refusal.code, "ENVELOPE_KEY")
    if (!refusal.message.startsWith("previousPrivateKey: found a certificate")) throw new Error(`unclear message: ${refusal.message}`)
  })
}
