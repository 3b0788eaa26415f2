import { Certificate } from "pkijs"
import type { AttributeTypeAndValue } from "pkijs"
import { EnvelopeError } from "./envelope-error.ts"
import { readCertificate } from "./read-key.ts"

/** What a certificate says about itself. */
export interface CertificateFacts {
  /** Distinguished name, the most specific part last as written in the certificate, e.g. `C=IN, O=Asha Traders, CN=asha.example`. */
  readonly subject: string
  /** Size of the RSA modulus. */
  readonly bits: number
  /** RFC 3339, UTC. */
  readonly notBefore: string
  /** RFC 3339, UTC. */
  readonly notAfter: string
  /** Issuer and subject are equal, and the signature verifies with the certificate's own key. */
  readonly selfSigned: boolean
  /** SHA-256 of the DER, lower-case hex: the fingerprint that `openssl x509 -fingerprint -sha256` prints with colons. */
  readonly sha256: string
}

const SHORT_NAMES: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "street",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.17": "postalCode",
  "1.2.840.113549.1.9.1": "emailAddress"
}

/**
 * Reads a certificate in any shape that `createEnvelope` takes one in. It judges nothing: whether the dates and the size
 * will do is the caller's rule.
 *
 * @throws EnvelopeError `ENVELOPE_KEY` when the text holds something else, which is named
 */
export async function inspectCertificate(pem: string): Promise<CertificateFacts> {
  const { der, bits } = readCertificate(pem, "certificate")
  const certificate = parse(der)
  return {
    subject: certificate.subject.typesAndValues.map(writeAttribute).join(", "),
    bits,
    notBefore: certificate.notBefore.value.toISOString(),
    notAfter: certificate.notAfter.value.toISOString(),
    selfSigned: await isSelfSigned(certificate),
    sha256: toHex(new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", der)))
  }
}

function parse(der: Uint8Array<ArrayBuffer>): Certificate {
  try {
    return Certificate.fromBER(der)
  } catch {
    throw new EnvelopeError("ENVELOPE_KEY", "certificate: found a damaged certificate, expected a whole one.")
  }
}

async function isSelfSigned(certificate: Certificate): Promise<boolean> {
  if (!certificate.issuer.isEqual(certificate.subject)) return false
  try {
    return await certificate.verify()
  } catch {
    return false
  }
}

function writeAttribute({ type, value }: AttributeTypeAndValue): string {
  const text = String(value.valueBlock.value).replace(/[\\,+"<>;=]/g, "\\$&")
  return `${SHORT_NAMES[type] ?? type}=${text}`
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}
