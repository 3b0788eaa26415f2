import { HundiError, invalid } from "@hundi/core"
import { encodeBase64Url } from "../at-rest/base64url.ts"

/** To whom: the recipient's X.509 certificate or RSA public key (`BEGIN PUBLIC KEY`), as PEM. */
export type Recipient = { readonly certificatePem: string } | { readonly publicKeyPem: string }

/**
 * The recipient's key, and a name for it: base64url of the SHA-256 of its SubjectPublicKeyInfo. Neither the certificate's dates nor its
 * chain are checked: compare the name with the recipient, by telephone.
 */
export const readRecipient = async (recipient: Recipient): Promise<{ readonly key: CryptoKey; readonly kid: string }> => {
  const field = "certificatePem" in recipient ? "recipient.certificatePem" : "recipient.publicKeyPem"
  const spki =
    "certificatePem" in recipient
      ? spkiOf(readPem(recipient.certificatePem, "CERTIFICATE", field), field)
      : readPem(recipient.publicKeyPem, "PUBLIC KEY", field)
  const { subtle } = globalThis.crypto
  const key = await subtle.importKey("spki", spki, OAEP, true, ["encrypt"]).catch(() => {
    throw invalid(field, "an RSA public key")
  })
  const { modulusLength } = key.algorithm as RsaHashedKeyAlgorithm
  if (modulusLength < MIN_BITS) throw invalid(field, `an RSA key of ${MIN_BITS} bits or more; this one has ${modulusLength}`)
  return { key, kid: encodeBase64Url(new Uint8Array(await subtle.digest("SHA-256", spki))) }
}

/** The recipient's private half, PKCS#8 PEM without a password. @throws HundiError CONFIGURATION that holds nothing of it */
export const readPrivateKey = async (pem: string): Promise<CryptoKey> => {
  try {
    return await globalThis.crypto.subtle.importKey("pkcs8", readPem(pem, "PRIVATE KEY", "privateKey"), OAEP, false, ["decrypt"])
  } catch {
    throw new HundiError("CONFIGURATION", "the private key must be RSA, PKCS#8, PEM (BEGIN PRIVATE KEY), without a password")
  }
}

const OAEP = { name: "RSA-OAEP", hash: "SHA-256" }
const MIN_BITS = 2048

const readPem = (pem: string, label: string, field: string): Uint8Array<ArrayBuffer> => {
  const [, text] = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`).exec(pem) ?? []
  try {
    if (text !== undefined) return Uint8Array.from(atob(text.replace(/\s/g, "")), (symbol) => symbol.charCodeAt(0))
  } catch {
    // As for a text without that label.
  }
  throw invalid(field, `PEM: -----BEGIN ${label}-----`)
}

/** SubjectPublicKeyInfo, the seventh field of a version 3 certificate's first part (RFC 5280, section 4.1). */
const spkiOf = (certificate: Uint8Array<ArrayBuffer>, field: string): Uint8Array<ArrayBuffer> => {
  const [outer] = childrenOf(certificate, 0, certificate.length)
  const [signed] = outer === undefined ? [] : childrenOf(certificate, outer.body, outer.end)
  const fields = signed === undefined ? [] : childrenOf(certificate, signed.body, signed.end)
  // The version, [0] EXPLICIT, is left out of a version 1 certificate.
  const found = fields[certificate[fields[0]?.start ?? 0] === EXPLICIT_0 ? 6 : 5]
  if (found === undefined) throw invalid(field, "an X.509 certificate")
  return certificate.slice(found.start, found.end)
}

const EXPLICIT_0 = 0xa0

interface Element {
  readonly start: number
  readonly body: number
  readonly end: number
}

/** The DER elements one after another; what does not fit ends the list. */
const childrenOf = (der: Uint8Array, from: number, to: number): readonly Element[] => {
  const elements: Element[] = []
  for (let start = from; start < to; ) {
    const first = der[start + 1] ?? 0
    const count = first < 0x80 ? 0 : first & 0x7f
    if (count > 4) break
    const length = count === 0 ? first : der.subarray(start + 2, start + 2 + count).reduce((sum, byte) => sum * 256 + byte, 0)
    const body = start + 2 + count
    if (body + length > to) break
    elements.push({ start, body, end: body + length })
    start = body + length
  }
  return elements
}
