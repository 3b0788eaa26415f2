import { BitString, Integer, OctetString } from "asn1js"
import { BasicConstraints, Certificate, Extension } from "pkijs"
import { encodeBase64 } from "./base64.ts"
import { writePem } from "./read-pem.ts"
import { makePair, readPair, signStructure } from "./sign-structure.ts"
import type { SigningPair } from "./sign-structure.ts"
import { checkSubject, outOfRange, writeSubject } from "./subject.ts"
import type { SubjectFields } from "./subject.ts"

/** What {@link generatePartnerKeys} takes: the certificate's subject, and: */
export interface PartnerKeyOptions extends SubjectFields {
  /** A private key to certify, in any shape, instead of a new one. */
  readonly privateKey?: string
  /** RSA modulus of a new key. The bank asks for 4096, the default; 2048 is for quick tests. */
  readonly bits?: 2048 | 4096
  /** Days until the certificate lapses; 730 unless given. */
  readonly days?: number
  /** The present moment in milliseconds since 1970: the certificate is valid from an hour before it. */
  readonly now: number
}

/** A key pair as the bank's onboarding asks for it. */
export interface PartnerKeys {
  /** PKCS#8, not encrypted. Stays with you. */
  readonly privateKeyPem: string
  /** Self-signed, for the bank. Accepted in UAT; production wants one that a certificate authority signed. */
  readonly certificatePem: string
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const OID_BASIC_CONSTRAINTS = "2.5.29.19"
const OID_KEY_USAGE = "2.5.29.15"

/**
 * Makes an RSA key pair and a self-signed certificate for the bank's test environment. With 4096 bits this takes from a
 * fifth of a second to several. For production, see {@link createSigningRequest}.
 *
 * @example
 * ```ts
 * const { privateKeyPem, certificatePem } = await generatePartnerKeys({ commonName: "Asha Traders", now: Date.now() })
 * ```
 *
 * @throws EnvelopeError `ENVELOPE_KEY` when an option is out of range, or `privateKey` is something else
 */
export async function generatePartnerKeys(options: PartnerKeyOptions): Promise<PartnerKeys> {
  const { bits = 4096, days = 730, now, privateKey } = options
  checkSubject(options)
  if (!(Number.isFinite(days) && days > 0 && days <= 3650)) throw outOfRange("days", "a number above 0, at most 3650")
  if (!Number.isFinite(now)) throw outOfRange("now", "milliseconds since 1970")
  const pair = await (privateKey === undefined ? makePair(bits) : readPair(privateKey, "privateKey"))
  const certificate = await certify(pair, options, now, days)
  const der = new Uint8Array(certificate.toSchema(true).toBER(false))
  const privateKeyPem = writePem("PRIVATE KEY", encodeBase64(pair.pkcs8))
  pair.pkcs8.fill(0)
  return { privateKeyPem, certificatePem: writePem("CERTIFICATE", encodeBase64(der)) }
}

async function certify(pair: SigningPair, subject: SubjectFields, now: number, days: number): Promise<Certificate> {
  const certificate = new Certificate()
  certificate.version = 2
  certificate.serialNumber = new Integer({ valueHex: makeSerial().buffer })
  for (const name of [certificate.issuer, certificate.subject]) writeSubject(name, subject)
  // An hour back, so that a clock that runs behind does not call the certificate premature.
  certificate.notBefore.value = new Date(now - HOUR_MS)
  certificate.notAfter.value = new Date(now + days * DAY_MS)
  certificate.extensions = [
    extension(OID_BASIC_CONSTRAINTS, new BasicConstraints({ cA: false }).toSchema().toBER(false)),
    extension(OID_KEY_USAGE, keyUsage())
  ]
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey)
  await signStructure(certificate, pair.privateKey)
  return certificate
}

function extension(extnID: string, extnValue: ArrayBuffer): Extension {
  return new Extension({ extnID, critical: true, extnValue: new OctetString({ valueHex: extnValue }).valueBlock.valueHex })
}

/** digitalSignature and keyEncipherment (RFC 5280, section 4.2.1.3): the bank encrypts session keys to this key. */
function keyUsage(): ArrayBuffer {
  return new BitString({ valueHex: Uint8Array.of(0b1010_0000).buffer, unusedBits: 5 }).toBER(false)
}

/** 16 random bytes, positive and without a leading zero byte. */
function makeSerial(): Uint8Array<ArrayBuffer> {
  const serial = globalThis.crypto.getRandomValues(new Uint8Array(16))
  serial[0] = (serial[0]! & 0x3f) | 0x40
  return serial
}
