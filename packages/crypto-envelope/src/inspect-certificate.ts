import type { BitString } from "asn1js"
import { Certificate } from "pkijs"
import type { AltName, BasicConstraints } from "pkijs"
import { EnvelopeError } from "./envelope-error.ts"
import { readCertificate } from "./read-key.ts"
import { describeName } from "./subject.ts"

/** What a certificate says about itself. */
export interface CertificateFacts {
  /** Distinguished name, the most specific part last as written in the certificate, e.g. `C=IN, O=Asha Traders, CN=asha.example`. */
  readonly subject: string
  /** Who signed it, or claims to have, written as `subject` is. */
  readonly issuer: string
  /** Lower-case hex, as certificate authorities print it. */
  readonly serialNumber: string
  /** Size of the RSA modulus. */
  readonly bits: number
  /** RFC 3339, UTC. */
  readonly notBefore: string
  /** RFC 3339, UTC. */
  readonly notAfter: string
  /** Issuer and subject are equal, and the signature verifies with the certificate's own key. */
  readonly selfSigned: boolean
  /** Whether it may sign other certificates: an authority's, not a partner's. */
  readonly authority: boolean
  /** Host names among the subject's alternative names. */
  readonly dnsNames: readonly string[]
  /** SHA-256 of the DER, lower-case hex: the fingerprint that `openssl x509 -fingerprint -sha256` prints with colons. */
  readonly sha256: string
}

const OID_BASIC_CONSTRAINTS = "2.5.29.19"
const OID_KEY_USAGE = "2.5.29.15"
/** Bit 5, counted from the left. */
const KEY_CERT_SIGN = 0b100
const OID_SUBJECT_ALT_NAME = "2.5.29.17"
const DNS_NAME = 2

/**
 * Reads a certificate in any shape that `createEnvelope` takes one in. It judges nothing: whether the dates and the size
 * will do is {@link checkForBank}'s rule.
 *
 * @throws EnvelopeError `ENVELOPE_KEY` when the text holds something else, which is named
 */
export async function inspectCertificate(pem: string): Promise<CertificateFacts> {
  const { der, bits } = readCertificate(pem, "certificate")
  const certificate = parseCertificate(der, "certificate")
  return {
    subject: describeName(certificate.subject),
    issuer: describeName(certificate.issuer),
    serialNumber: toHex(certificate.serialNumber.valueBlock.valueHexView).replace(/^(?:00)+(?=.)/, ""),
    bits,
    notBefore: certificate.notBefore.value.toISOString(),
    notAfter: certificate.notAfter.value.toISOString(),
    selfSigned: await isSelfSigned(certificate),
    authority: isAuthority(certificate),
    dnsNames: listDnsNames(certificate),
    sha256: toHex(new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", der)))
  }
}

/** Throws `ENVELOPE_KEY` when the bytes only look like a certificate. */
export function parseCertificate(der: Uint8Array<ArrayBuffer>, field: string): Certificate {
  try {
    return Certificate.fromBER(der)
  } catch {
    throw new EnvelopeError("ENVELOPE_KEY", `${field}: found a damaged certificate, expected a whole one.`)
  }
}

/** Issuer and subject are equal, and the certificate's own key made the signature. */
export async function isSelfSigned(certificate: Certificate): Promise<boolean> {
  return certificate.issuer.isEqual(certificate.subject) && isSignedBy(certificate, certificate)
}

/** False also where this runtime cannot verify that kind of signature. */
export async function isSignedBy(certificate: Certificate, issuer: Certificate): Promise<boolean> {
  try {
    return await certificate.verify(issuer)
  } catch {
    return false
  }
}

/**
 * Whether a certificate may sign others (RFC 5280, sections 4.2.1.3 and 4.2.1.9): without the extension it may not.
 *
 * @param authoritiesBelow - certificates between it and the one at the end of the chain
 */
export function isAuthority(certificate: Certificate, authoritiesBelow = 0): boolean {
  const find = (oid: string): unknown => certificate.extensions?.find(({ extnID }) => extnID === oid)?.parsedValue
  const constraints = find(OID_BASIC_CONSTRAINTS) as BasicConstraints | undefined
  if (constraints?.cA !== true) return false
  const usage = find(OID_KEY_USAGE) as BitString | undefined
  if (usage !== undefined && ((usage.valueBlock.valueHexView[0] ?? 0) & KEY_CERT_SIGN) === 0) return false
  const { pathLenConstraint: limit } = constraints
  return limit === undefined || authoritiesBelow <= (typeof limit === "number" ? limit : limit.valueBlock.valueDec)
}

function listDnsNames(certificate: Certificate): readonly string[] {
  const names = certificate.extensions?.find(({ extnID }) => extnID === OID_SUBJECT_ALT_NAME)?.parsedValue as AltName | undefined
  return (names?.altNames ?? []).filter(({ type }) => type === DNS_NAME).map(({ value }) => String(value))
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}
