import { createHash, X509Certificate } from "node:crypto"
import { readFileSync } from "node:fs"
import { beforeAll, expect, test } from "vitest"
import type { EnvelopeVectors } from "./conformance-suite.ts"
import { createEnvelope, profiles } from "./index.ts"
import { generatePartnerKeys, inspectCertificate } from "./x509.ts"
import type { PartnerKeys } from "./x509.ts"

const now = Date.UTC(2026, 0, 15, 10, 30)
const path = new URL("../../../tooling/vectors/envelope/envelope.json", import.meta.url)
const { testOnlyKeys, wrongKeys, recipients } = JSON.parse(readFileSync(path, "utf8")) as EnvelopeVectors

let keys: PartnerKeys
beforeAll(async () => {
  keys = await generatePartnerKeys({ commonName: "Asha, Traders", bits: 2048, days: 30, now })
})

test("generated keys seal and open", async () => {
  const { certificatePem, privateKeyPem } = keys
  const envelope = await createEnvelope({ recipientCertificate: certificatePem, privateKey: privateKeyPem, profile: profiles.composite })
  expect(await envelope.open(await envelope.seal({ ok: 1 }))).toEqual({ sealed: true, value: { ok: 1 } })
})

test("node reads the generated certificate the same way", async () => {
  const certificate = new X509Certificate(keys.certificatePem)
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  expect(certificate.subject).toBe("CN=Asha\\, Traders")
  expect(certificate.ca).toBe(false)
  expect(BigInt(`0x${certificate.serialNumber}`)).toBeGreaterThan(2n ** 120n)
  const facts = await inspectCertificate(keys.certificatePem)
  expect(facts).toEqual({
    subject: "CN=Asha\\, Traders",
    issuer: "CN=Asha\\, Traders",
    serialNumber: certificate.serialNumber.toLowerCase(),
    bits: 2048,
    notBefore: "2026-01-15T09:30:00.000Z",
    notAfter: "2026-02-14T10:30:00.000Z",
    selfSigned: true,
    authority: false,
    dnsNames: [],
    sha256: createHash("sha256").update(certificate.raw).digest("hex")
  })
  expect(certificate.fingerprint256.replaceAll(":", "").toLowerCase()).toBe(facts.sha256)
})

test("4096 bits unless told, and a name in any script", async () => {
  const made = await generatePartnerKeys({ commonName: "आशा ट्रेडर्स", now })
  const facts = await inspectCertificate(made.certificatePem)
  expect(facts).toMatchObject({ bits: 4096, subject: "CN=आशा ट्रेडर्स", notAfter: "2028-01-15T10:30:00.000Z" })
})

test("certificates made by openssl are read in every shape", async () => {
  const facts = { subject: "O=Hundi test vectors, CN=TEST ONLY partner2048", bits: 2048, selfSigned: true }
  for (const { text } of recipients.filter(({ id }) => id.startsWith("certificate")))
    expect(await inspectCertificate(text)).toMatchObject(facts)
})

test("a certificate whose signature does not verify is not self-signed", async () => {
  const lines = testOnlyKeys["partner2048"]!.certificate.trim().split("\n")
  const at = lines.length - 3
  const forged = lines.with(at, (lines[at]!.startsWith("A") ? "B" : "A") + lines[at]!.slice(1)).join("\n")
  expect(await inspectCertificate(forged)).toMatchObject({ selfSigned: false })
})

test("what is not a certificate is named", async () => {
  const named = wrongKeys.filter(({ id }) => /recipient|public key for|encrypted|path|empty|damaged/.test(id))
  expect(named.length).toBeGreaterThan(8)
  for (const { text, found } of named)
    await expect(inspectCertificate(text)).rejects.toMatchObject({
      code: "ENVELOPE_KEY",
      message: `certificate: found ${found}, expected an RSA certificate.`
    })
})

test.each([
  ["commonName", { commonName: " " }],
  ["commonName", { commonName: "x".repeat(65) }],
  ["commonName", { commonName: "Asha\nTraders" }],
  ["country", { country: "India" }],
  ["country", { country: "in" }],
  ["organization", { organization: "" }],
  ["emailAddress", { emailAddress: "आशा@example.com" }],
  ["bits", { bits: 1024 }],
  ["days", { days: 0 }],
  ["now", { now: Number.NaN }]
])("%s out of range is refused", async (field, change) => {
  const options = { commonName: "Asha", now, ...change } as Parameters<typeof generatePartnerKeys>[0]
  const message = expect.stringMatching(`^${field}: expected`) as string
  await expect(generatePartnerKeys(options)).rejects.toMatchObject({ code: "ENVELOPE_KEY", message })
})
