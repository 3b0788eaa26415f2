import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { X509Certificate } from "node:crypto"
import { expect, test } from "vitest"
import type { EnvelopeVectors } from "./conformance-suite.ts"
import {
  checkForBank, createSigningRequest, generatePartnerKeys, inspectCertificate, inspectKeyFile, keyMatchesCertificate, readKeyText,
  verifyChain
} from "./x509.ts"

type ChainName = "root" | "twinOfRoot" | "intermediate" | "twinOfIntermediate" | "leaf" | "byLeaf" | "short" | "tooDeep" | "beyond"
const load = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../../tooling/vectors/envelope/${name}`, import.meta.url), "utf8"))
const { chain } = load("x509.json") as { readonly chain: Readonly<Record<ChainName, string>> }
const { testOnlyKeys } = load("envelope.json") as EnvelopeVectors
const partner = testOnlyKeys["partner2048"]!
const partner4096 = testOnlyKeys["partner4096"]!
const { privateKey, certificate } = partner4096
const DAY_MS = 86_400_000
const madeAt = new X509Certificate(chain.leaf).validFromDate.getTime()
const now = madeAt + DAY_MS
const middle = "O=Hundi test vectors, CN=TEST ONLY intermediate"

test("a chain that holds names its path", async () => {
  const path = ["C=IN, O=Hundi test vectors, CN=TEST ONLY leaf", middle, "O=Hundi test vectors, CN=TEST ONLY root"]
  const twins = chain.twinOfIntermediate + chain.intermediate
  const verdict = await verifyChain({ certificate: chain.leaf, intermediates: twins, roots: chain.twinOfRoot + chain.root, now })
  expect(verdict).toMatchObject({ path, subject: path[0], issuer: middle, selfSigned: false, dnsNames: ["pay.asha.example", "asha.example"] })
  expect(await verifyChain({ certificate: chain.leaf + chain.intermediate, roots: chain.root, now })).toMatchObject({ path })
  expect(await verifyChain({ certificate: chain.leaf, roots: chain.intermediate, now })).toMatchObject({ path: path.slice(0, 2) })
  expect(await verifyChain({ certificate, roots: certificate, now })).toMatchObject({ path: ["O=Hundi test vectors, CN=TEST ONLY partner4096"] })
})

const leafName = "C=IN, O=Hundi test vectors, CN=TEST ONLY leaf"
test.each([
  ["no path", { certificate: chain.leaf, roots: chain.root }, "ENVELOPE_NO_PATH", `${leafName}: no path to a trusted root. The certificate of its issuer is missing: ${middle}.`],
  ["self-signed", { certificate, roots: chain.root }, "ENVELOPE_NO_PATH", "O=Hundi test vectors, CN=TEST ONLY partner4096: it is self-signed and not among the trusted roots."],
  ["wrong signature", { certificate: chain.leaf, intermediates: chain.twinOfIntermediate, roots: chain.root }, "ENVELOPE_SIGNATURE", `${leafName}: wrong signature. It was not made by the issuer that it names: ${middle}.`],
  ["wrong signature higher up", { certificate: chain.leaf, intermediates: chain.intermediate, roots: chain.twinOfRoot }, "ENVELOPE_SIGNATURE", `${middle}: wrong signature. It was not made by the issuer that it names: O=Hundi test vectors, CN=TEST ONLY root.`],
  ["not an authority", { certificate: chain.byLeaf, intermediates: chain.leaf + chain.intermediate, roots: chain.root }, "ENVELOPE_NO_PATH", `CN=TEST ONLY issued by a leaf: its issuer may not issue certificates, or not in a chain of this length: ${leafName}.`],
  ["longer than the authority allows", { certificate: chain.beyond, intermediates: chain.tooDeep + chain.short, roots: chain.root }, "ENVELOPE_NO_PATH", "CN=TEST ONLY one authority too many: its issuer may not issue certificates, or not in a chain of this length: CN=TEST ONLY may issue leaves alone."],
  ["no roots", { certificate: chain.leaf, roots: "" }, "ENVELOPE_KEY", "roots: found no certificate, expected at least one."]
])("a chain that does not hold says why: %s", async (_, options, code, message) => {
  await expect(verifyChain({ ...options, now })).rejects.toMatchObject({ code, message })
})

test("a chain that has lapsed or has not begun", async () => {
  const options = { certificate: chain.leaf, intermediates: chain.intermediate, roots: chain.root }
  const end = new X509Certificate(chain.leaf).validToDate
  const late = { code: "ENVELOPE_EXPIRED", message: `${leafName}: it expired on ${end.toISOString().slice(0, 10)}.` }
  await expect(verifyChain({ ...options, now: end.getTime() + 1000 })).rejects.toMatchObject(late)
  expect(await verifyChain({ ...options, now: end.getTime() })).toMatchObject({ subject: leafName })
  const early = { code: "ENVELOPE_NOT_YET_VALID", message: expect.stringMatching(/: it is not valid before \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/) as string }
  await expect(verifyChain({ ...options, now: madeAt - DAY_MS })).rejects.toMatchObject(early)
})

test("what the bank would turn down, each with its code", async () => {
  type Options = Parameters<typeof checkForBank>[0]
  const codes = async (options: Options): Promise<readonly string[]> => (await checkForBank(options)).map(({ code }) => code)
  expect(await codes({ certificate, privateKey, now })).toEqual([])
  expect(await codes({ certificate, privateKey, now, production: true })).toEqual(["ENVELOPE_SELF_SIGNED"])
  expect(await codes({ certificate, privateKey, now: madeAt - 365 * DAY_MS })).toEqual(["ENVELOPE_NOT_YET_VALID"])
  expect(await codes({ certificate, privateKey, now: madeAt + 40_000 * DAY_MS })).toEqual(["ENVELOPE_EXPIRED"])
  expect(await codes({ certificate, privateKey: partner.privateKey, now })).toEqual(["ENVELOPE_KEY_MISMATCH"])
  expect(await codes({ certificate: chain.leaf, now, production: true })).toEqual(["ENVELOPE_KEY_SIZE"])
  const findings = await checkForBank({ certificate: partner.certificate, privateKey, now: madeAt + 40_000 * DAY_MS, production: true })
  expect(findings.map(({ message }) => message)).toEqual([
    "certificate: its key has 2048 bits, and the bank asks for 4096. Make a new pair.",
    expect.stringMatching(/^certificate: it expired on \d{4}-\d\d-\d\d\.$/),
    "privateKey: does not belong to this certificate. What is sealed to the one cannot be opened with the other.",
    "certificate: it is self-signed. UAT takes that; production wants a certificate that an authority signed."
  ])
  await expect(checkForBank({ certificate: privateKey, now })).rejects.toMatchObject({ code: "ENVELOPE_KEY" })
})

test("a key and a certificate are a pair or not", () => {
  expect(keyMatchesCertificate(privateKey, certificate)).toBe(true)
  expect(keyMatchesCertificate(partner.privateKey, chain.leaf)).toBe(true)
  expect(keyMatchesCertificate(partner.privateKey, certificate)).toBe(false)
})

test("a request is what authorities ask for, and openssl agrees", async () => {
  const subject = { commonName: "pay.asha.example", organization: "Asha & Sons", organizationalUnit: "Payments", locality: "Pune", state: "महाराष्ट्र", country: "IN", emailAddress: "ops@asha.example" }
  const { privateKeyPem, requestPem } = await createSigningRequest({ ...subject, bits: 2048, dnsNames: ["pay.asha.example", "*.asha.example"] })
  const [item] = await inspectKeyFile(requestPem)
  const name = "C=IN, ST=महाराष्ट्र, L=Pune, O=Asha & Sons, OU=Payments, CN=pay.asha.example, emailAddress=ops@asha.example"
  expect(item).toEqual({ kind: "certificate request", subject: name, bits: 2048, signatureHolds: true })
  expect(await createSigningRequest({ commonName: "A", privateKey: privateKeyPem })).toMatchObject({ privateKeyPem })
  const openssl = spawnSync("openssl", ["req", "-verify", "-noout", "-text", "-nameopt", "utf8"], { input: requestPem, encoding: "utf8" })
  if (openssl.error !== undefined) return
  expect(openssl.stdout + openssl.stderr).toContain("verify OK")
  expect(openssl.stdout).toContain("DNS:pay.asha.example, DNS:*.asha.example")
})

test("a request asks for 4096 bits unless told", async () => {
  const { requestPem } = await createSigningRequest({ commonName: "Asha" })
  expect(await inspectKeyFile(requestPem)).toMatchObject([{ bits: 4096, signatureHolds: true }])
})

test("a request with names that are no host names is refused", async () => {
  for (const name of ["", "a b", "-a.example", "https://a.example", "a..b"])
    await expect(createSigningRequest({ commonName: "A", dnsNames: [name] })).rejects.toMatchObject({ message: "dnsNames: expected host names such as pay.asha.example." })
})

test("a certificate for a key that exists already", async () => {
  const made = await generatePartnerKeys({ commonName: "Asha", organization: "Asha Traders", country: "IN", privateKey, days: 1, now })
  expect(made.privateKeyPem).toBe(privateKey)
  expect(await checkForBank({ certificate: made.certificatePem, privateKey, now })).toEqual([])
  expect(await inspectCertificate(made.certificatePem)).toMatchObject({ subject: "C=IN, O=Asha Traders, CN=Asha", bits: 4096 })
  const message = "privateKey: found a certificate, expected an unencrypted RSA private key (PKCS#8 or PKCS#1)."
  await expect(generatePartnerKeys({ commonName: "Asha", privateKey: certificate, now })).rejects.toMatchObject({ message })
})

test("certificates in the shapes that mail and Windows make of them", async () => {
  const der = new X509Certificate(certificate).raw
  const bent = certificate.replaceAll("-----", "\u2014\u2014-")
  const quoted = JSON.stringify(certificate)
  const escapedTwice = certificate.replaceAll("\n", "\\\\n")
  const bareInQuotes = `'${der.toString("base64")}'`
  const joined = certificate.trim().replaceAll("\n", "") + certificate.replaceAll("\n", "")
  const shapes = [der, Buffer.from(certificate, "utf16le"), Buffer.from(`\uFEFF${certificate}`, "utf16le"), Buffer.from(`\uFEFF${certificate}`), bent, quoted, escapedTwice, bareInQuotes, joined]
  const { sha256 } = await inspectCertificate(certificate)
  for (const [index, shape] of shapes.entries())
    // UTF-16 without its mark is not guessed at.
    if (index !== 1) expect((await inspectCertificate(readKeyText(shape))).sha256).toBe(sha256)
})
