import { CertificationRequest } from "pkijs"
import { encodeBase64 } from "./base64.ts"
import { decryptPrivateKey } from "./decrypt-private-key.ts"
import { inspectCertificate } from "./inspect-certificate.ts"
import type { CertificateFacts } from "./inspect-certificate.ts"
import { countBits, listStructures, readPrivateKey, readPublicKey } from "./read-key.ts"
import type { Structure } from "./read-key.ts"
import { readKeyText } from "./read-key-text.ts"
import { readPkcs12 } from "./read-pkcs12.ts"
import { EnvelopeError } from "./envelope-error.ts"
import { describeName } from "./subject.ts"

/** One thing that a key file holds. Private keys are described, never shown. */
export type KeyFileItem =
  | { readonly kind: "certificate"; readonly pem: string; readonly facts: CertificateFacts }
  | { readonly kind: "private key"; readonly pem: string; readonly bits: number; readonly encrypted: boolean }
  | { readonly kind: "public key"; readonly bits: number }
  | { readonly kind: "certificate request"; readonly subject: string; readonly bits: number; readonly signatureHolds: boolean }
  | { readonly kind: "other"; readonly what: string }

/**
 * Says what a file holds that somebody sent: certificates, keys, requests, PKCS#12, in any shape and order.
 *
 * @param content - the file's bytes or its text
 * @param password - for encrypted keys and PKCS#12 files
 * @returns one item per part. `pem` of a private key is secret.
 *
 * @throws EnvelopeError `ENVELOPE_KEY` when nothing in it can be told apart, `ENVELOPE_PASSWORD` when a password is missing or wrong
 *
 * @example
 * ```ts
 * for (const { kind } of await inspectKeyFile(readFileSync("from-the-bank.cer"))) console.log(kind)
 * ```
 */
export async function inspectKeyFile(content: Uint8Array | string, password?: string): Promise<readonly KeyFileItem[]> {
  const text = readKeyText(content)
  const structures = listStructures(text)
  if (structures.length === 0) {
    const found = text.trim() === "" ? "an empty file" : "a text without PEM or base64"
    throw new EnvelopeError("ENVELOPE_KEY", `file: found ${found}, expected a key or a certificate.`)
  }
  const items: KeyFileItem[] = []
  for (const one of structures) items.push(...(await describe(one, text, password)))
  return items
}

async function describe(one: Structure | string, text: string, password: string | undefined): Promise<readonly KeyFileItem[]> {
  if (one === "an encrypted private key") return [describeKey(await decryptPrivateKey(text, password), true)]
  if (typeof one === "string") return isBer(text) ? openPkcs12(text, password) : [{ kind: "other", what: one }]
  const base64 = encodeBase64(one.der)
  switch (one.kind) {
    case "certificate":
      return [await describeCertificate(base64)]
    case "private key":
    case "PKCS#1 private key":
      return [tryOr(() => describeKey(base64, false))]
    case "encrypted private key":
      return [describeKey(await decryptPrivateKey(base64, password), true)]
    case "public key":
    case "PKCS#1 public key":
      return [tryOr(() => ({ kind: "public key", bits: countBits(readPublicKey(base64, "file").modulus) }))]
    case "certificate request":
      return [await describeRequest(one.der)]
    case "PKCS#12 file":
      return openPkcs12(base64, password)
    default:
      return [{ kind: "other", what: `an ${one.kind}` }]
  }
}

async function openPkcs12(base64: string, password: string | undefined): Promise<readonly KeyFileItem[]> {
  if (password === undefined) throw new EnvelopeError("ENVELOPE_PASSWORD", "file: it is a PKCS#12 file, and no password was given.")
  const { privateKeyPem, certificatePem, chainPem } = await readPkcs12(base64, password)
  const certificates = certificatePem === undefined ? chainPem : [certificatePem, ...chainPem]
  return [describeKey(privateKeyPem, true), ...(await Promise.all(certificates.map(describeCertificate)))]
}

/** An authority's key may be of a kind that we do not judge; the file is described all the same. */
async function describeCertificate(text: string): Promise<KeyFileItem> {
  try {
    return { kind: "certificate", pem: text, facts: await inspectCertificate(text) }
  } catch (error) {
    return toOther(error)
  }
}

function describeKey(pem: string, encrypted: boolean): KeyFileItem {
  return { kind: "private key", pem, bits: countBits(readPrivateKey(pem, "file").modulus), encrypted }
}

async function describeRequest(der: Uint8Array<ArrayBuffer>): Promise<KeyFileItem> {
  try {
    const request = CertificationRequest.fromBER(der)
    const spki = encodeBase64(new Uint8Array(request.subjectPublicKeyInfo.toSchema().toBER(false)))
    const bits = countBits(readPublicKey(spki, "file").modulus)
    return { kind: "certificate request", subject: describeName(request.subject), bits, signatureHolds: await request.verify().catch(() => false) }
  } catch (error) {
    return toOther(error)
  }
}

function tryOr(run: () => KeyFileItem): KeyFileItem {
  try {
    return run()
  } catch (error) {
    return toOther(error)
  }
}

function toOther(error: unknown): KeyFileItem {
  return { kind: "other", what: (error instanceof EnvelopeError && /found (.*), expected/.exec(error.message)?.[1]) || "damaged or unknown data" }
}

/** Indefinite lengths, as some old exporters write PKCS#12. */
function isBer(text: string): boolean {
  return /^\s*MIA/.test(text)
}
