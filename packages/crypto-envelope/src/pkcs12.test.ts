import { execFileSync, spawnSync } from "node:child_process"
import { createPrivateKey, X509Certificate } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createSecureContext } from "node:tls"
import { expect, test } from "vitest"
import type { EnvelopeVectors } from "./conformance-suite.ts"
import { MEND_PKCS12 } from "./password-algorithms.ts"
import { decryptPrivateKey, exportPrivateKey, inspectKeyFile, readPkcs12, writePkcs12 } from "./x509.ts"

interface X509Vectors {
  readonly password: string
  readonly pkcs12: readonly { readonly id: string; readonly base64: string; readonly reads: boolean; readonly cipher?: string }[]
  readonly encryptedKeys: readonly { readonly id: string; readonly text: string; readonly reads: boolean; readonly says?: string }[]
  readonly chain: Readonly<Record<"leaf" | "intermediate", string>>
}
const load = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../../tooling/vectors/envelope/${name}`, import.meta.url), "utf8"))
const { password, pkcs12, encryptedKeys, chain } = load("x509.json") as X509Vectors
const { testOnlyKeys } = load("envelope.json") as EnvelopeVectors
const partner = testOnlyKeys["partner2048"]!
const stranger = testOnlyKeys["stranger2048"]!
const hasOpenssl = spawnSync("openssl", ["version"]).status === 0

const sameKey = (pem: string): void => expect(createPrivateKey(pem).equals(createPrivateKey(partner.privateKey))).toBe(true)
const sameCertificate = (pem: string | undefined, other: string): void =>
  expect(new X509Certificate(pem!).fingerprint256).toBe(new X509Certificate(other).fingerprint256)

test.each(pkcs12.filter(({ reads }) => reads))("PKCS#12 is read: $id", async ({ base64 }) => {
  for (const file of [new Uint8Array(Buffer.from(base64, "base64")), base64, base64.replace(/.{76}/g, "$&\r\n")]) {
    const { privateKeyPem, certificatePem, chainPem } = await readPkcs12(file, password)
    sameKey(privateKeyPem)
    sameCertificate(certificatePem, chain.leaf)
    expect(chainPem).toHaveLength(1)
    sameCertificate(chainPem[0], chain.intermediate)
  }
})

test.each(pkcs12.filter(({ reads }) => reads))("a wrong password is named: $id", async ({ base64 }) => {
  const refusal = { code: "ENVELOPE_PASSWORD", message: "file: the password is wrong, or the file is damaged." }
  for (const wrong of ["", "Test-only", "पासवर्ड"]) await expect(readPkcs12(base64, wrong)).rejects.toMatchObject(refusal)
})

test.each(pkcs12.filter(({ reads }) => !reads))("a file of old is refused with the command that mends it: $id", async ({ base64, cipher }) => {
  for (const any of [password, "wrong"])
    await expect(readPkcs12(base64, any)).rejects.toMatchObject({
      code: "ENVELOPE_LEGACY_FILE",
      message: `file: it is encrypted with ${cipher}, which is broken and no longer offered here. Mend the file with: ${MEND_PKCS12}`
    })
})

test.runIf(hasOpenssl)("the command in that message does mend the file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hundi-p12-"))
  try {
    writeFileSync(join(folder, "OLD.p12"), Buffer.from(pkcs12.find(({ id }) => id.includes("RC2-40"))!.base64, "base64"))
    // The same command with the passwords that it would ask for.
    const [unpack, pack, clear] = MEND_PKCS12.split(" && ")
    const mend = [`${unpack} -passin pass:${password} -passout pass:middle`, `${pack} -passin pass:middle -passout pass:${password}`, clear]
    execFileSync("sh", ["-c", mend.join(" && ")], { cwd: folder, stdio: "pipe" })
    sameKey((await readPkcs12(readFileSync(join(folder, "NEW.p12")), password)).privateKeyPem)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test.each([
  ["an empty file", new Uint8Array(0)],
  ["a certificate", partner.certificate],
  ["a text", "partner.p12"],
  ["a cut file", Buffer.from(pkcs12[0]!.base64, "base64").subarray(0, 900)]
])("what is no PKCS#12 is named: %s", async (_, file) => {
  const message = "file: found damaged or unknown data, expected a PKCS#12 file (.p12, .pfx)."
  await expect(readPkcs12(file, password)).rejects.toMatchObject({ code: "ENVELOPE_KEY", message })
})

test("a file that we wrote is read by us, by Node and by openssl", async () => {
  const file = await writePkcs12({ privateKey: partner.privateKey, certificate: chain.leaf, chain: chain.intermediate, password: "p w&'\"$" })
  const read = await readPkcs12(file, "p w&'\"$")
  sameKey(read.privateKeyPem)
  sameCertificate(read.certificatePem, chain.leaf)
  sameCertificate(read.chainPem[0], chain.intermediate)
  expect(() => createSecureContext({ pfx: Buffer.from(file), passphrase: "p w&'\"$" })).not.toThrow()
  expect(() => createSecureContext({ pfx: Buffer.from(file), passphrase: "other" })).toThrow()
  if (!hasOpenssl) return
  const options = { input: file, env: { ...process.env, PASSWORD: "p w&'\"$" }, stdio: "pipe" } as const
  const text = execFileSync("openssl", ["pkcs12", "-nodes", "-passin", "env:PASSWORD"], options).toString()
  sameKey(/-----BEGIN PRIVATE KEY-----[^]*END PRIVATE KEY-----/.exec(text)![0])
  expect(text.match(/BEGIN CERTIFICATE/g)).toHaveLength(2)
})

test("nothing useless is packed", async () => {
  const { privateKey, certificate } = partner
  for (const bad of ["", "é", "a\n", "x".repeat(129)]) {
    const message = "password: expected 1 to 128 printable ASCII characters."
    await expect(writePkcs12({ privateKey, certificate, password: bad })).rejects.toMatchObject({ code: "ENVELOPE_PASSWORD", message })
  }
  await expect(writePkcs12({ privateKey, certificate: stranger.certificate, password })).rejects.toMatchObject({
    code: "ENVELOPE_KEY_MISMATCH",
    message: "privateKey: does not belong to this certificate. A file of both would be useless."
  })
})

test.each(encryptedKeys.filter(({ reads }) => reads))("an encrypted key is opened: $id", async ({ text }) => {
  for (const shape of [text, text.replace(/-----.*-----/g, "").replaceAll("\n", "")]) sameKey(await decryptPrivateKey(shape, password))
  const refusal = { code: "ENVELOPE_PASSWORD", message: "privateKey: the password is wrong, or the file is damaged." }
  for (let i = 0; i < 20; i++) await expect(decryptPrivateKey(text, `wrong ${i}`)).rejects.toMatchObject(refusal)
  const none = { code: "ENVELOPE_PASSWORD", message: "privateKey: it is encrypted, and no password was given." }
  await expect(decryptPrivateKey(text)).rejects.toMatchObject(none)
})

test.each(encryptedKeys.filter(({ reads }) => !reads))("a key encrypted as of old is refused with a command: $id", async ({ text, says }) => {
  const message = expect.stringMatching(new RegExp(`^privateKey: it is encrypted .*${says}.* Mend the file with: openssl pkcs8 `)) as string
  await expect(decryptPrivateKey(text, password)).rejects.toMatchObject({ code: "ENVELOPE_LEGACY_FILE", message })
})

test.runIf(hasOpenssl).each(encryptedKeys.filter(({ reads }) => !reads))("the command in that message does mend the key: $id", async ({ text }) => {
  const { message } = await decryptPrivateKey(text, password).catch((error: unknown) => error as Error) as Error
  const folder = mkdtempSync(join(tmpdir(), "hundi-key-"))
  try {
    writeFileSync(join(folder, "OLD.key"), text)
    const command = message.replace(/^.*Mend the file with: /, "")
    execFileSync("sh", ["-c", `${command} -passin pass:${password} -passout pass:${password}`], { cwd: folder, stdio: "pipe" })
    sameKey(await decryptPrivateKey(readFileSync(join(folder, "NEW.key"), "utf8"), password))
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test("a key that is not encrypted passes, and other things are named", async () => {
  sameKey(await decryptPrivateKey(partner.privateKey))
  const message = "privateKey: found a certificate, expected an unencrypted RSA private key (PKCS#8 or PKCS#1)."
  await expect(decryptPrivateKey(partner.certificate, password)).rejects.toMatchObject({ code: "ENVELOPE_KEY", message })
})

test("a key in other forms is the same key", async () => {
  const { pkcs8Pem, pkcs8Base64, pkcs1Pem, jwk } = await exportPrivateKey(partner.privateKey)
  sameKey(pkcs8Pem)
  sameKey(pkcs1Pem)
  expect(createPrivateKey({ key: Buffer.from(pkcs8Base64, "base64"), format: "der", type: "pkcs8" }).equals(createPrivateKey(pkcs8Pem))).toBe(true)
  expect(pkcs8Base64).not.toMatch(/\s/)
  expect(jwk).toEqual(createPrivateKey(partner.privateKey).export({ format: "jwk" }))
})

test("a file is described, whatever it holds", async () => {
  const kinds = async (content: Uint8Array | string, word?: string): Promise<readonly string[]> =>
    (await inspectKeyFile(content, word)).map((item) => (item.kind === "other" ? item.what : item.kind))
  expect(await kinds(partner.privateKey + partner.certificate)).toEqual(["private key", "certificate"])
  expect(await kinds(new X509Certificate(partner.certificate).raw)).toEqual(["certificate"])
  expect(await kinds(Buffer.from(`\uFEFF${partner.certificate}`, "utf16le"))).toEqual(["certificate"])
  expect(await kinds(pkcs12[0]!.base64, password)).toEqual(["private key", "certificate", "certificate"])
  expect(await kinds(encryptedKeys[0]!.text, password)).toEqual(["private key"])
  expect(await kinds("TUlJ")).toEqual(["damaged or unknown data"])
  await expect(inspectKeyFile(pkcs12[0]!.base64)).rejects.toMatchObject({ code: "ENVELOPE_PASSWORD" })
  await expect(inspectKeyFile(encryptedKeys[0]!.text)).rejects.toMatchObject({ code: "ENVELOPE_PASSWORD" })
  await expect(inspectKeyFile(" ")).rejects.toMatchObject({ message: "file: found an empty file, expected a key or a certificate." })
  await expect(inspectKeyFile("bank.cer")).rejects.toMatchObject({ code: "ENVELOPE_KEY" })
})
