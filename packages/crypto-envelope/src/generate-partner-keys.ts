import { BitString, Integer, Null, OctetString, PrintableString, Utf8String } from "asn1js"
import { AlgorithmIdentifier, AttributeTypeAndValue, BasicConstraints, Certificate, Extension } from "pkijs"
import { encodeBase64 } from "./base64.ts"
import { EnvelopeError } from "./envelope-error.ts"
import { writePem } from "./read-pem.ts"

/** What {@link generatePartnerKeys} takes. */
export interface PartnerKeyOptions {
  /** The certificate's subject, as the bank shall see it: a company or domain name. */
  readonly commonName: string
  /** RSA modulus. The bank asks for 4096, the default; 2048 is for quick tests. */
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
const OID_COMMON_NAME = "2.5.4.3"
const OID_SHA256_WITH_RSA = "1.2.840.113549.1.1.11"
const OID_BASIC_CONSTRAINTS = "2.5.29.19"
const OID_KEY_USAGE = "2.5.29.15"

/**
 * Makes an RSA key pair and a self-signed certificate for the bank's test environment. With 4096 bits this takes from a
 * fifth of a second to several.
 *
 * @example
 * ```ts
 * const { privateKeyPem, certificatePem } = await generatePartnerKeys({ commonName: "Asha Traders", now: Date.now() })
 * ```
 *
 * @throws EnvelopeError `ENVELOPE_KEY` when an option is out of range
 */
export async function generatePartnerKeys(options: PartnerKeyOptions): Promise<PartnerKeys> {
  const { commonName, bits = 4096, days = 730, now } = options
  checkOptions(commonName, bits, days, now)
  const { subtle } = globalThis.crypto
  const algorithm = { name: "RSASSA-PKCS1-v1_5", modulusLength: bits, publicExponent: Uint8Array.of(1, 0, 1), hash: "SHA-256" }
  const pair = await subtle.generateKey(algorithm, true, ["sign", "verify"])
  const certificate = await certify(pair, commonName, now, days)
  const pkcs8 = new Uint8Array(await subtle.exportKey("pkcs8", pair.privateKey))
  const der = new Uint8Array(certificate.toSchema(true).toBER(false))
  const privateKeyPem = writePem("PRIVATE KEY", encodeBase64(pkcs8))
  pkcs8.fill(0)
  return { privateKeyPem, certificatePem: writePem("CERTIFICATE", encodeBase64(der)) }
}

async function certify(pair: CryptoKeyPair, commonName: string, now: number, days: number): Promise<Certificate> {
  const certificate = new Certificate()
  certificate.version = 2
  certificate.serialNumber = new Integer({ valueHex: makeSerial().buffer })
  const Text = /^[A-Za-z0-9 '()+,./:=?-]*$/.test(commonName) ? PrintableString : Utf8String
  for (const name of [certificate.issuer, certificate.subject])
    name.typesAndValues.push(new AttributeTypeAndValue({ type: OID_COMMON_NAME, value: new Text({ value: commonName }) }))
  // An hour back, so that a clock that runs behind does not call the certificate premature.
  certificate.notBefore.value = new Date(now - HOUR_MS)
  certificate.notAfter.value = new Date(now + days * DAY_MS)
  certificate.extensions = [
    extension(OID_BASIC_CONSTRAINTS, new BasicConstraints({ cA: false }).toSchema().toBER(false)),
    extension(OID_KEY_USAGE, keyUsage())
  ]
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey)
  await sign(certificate, pair.privateKey)
  return certificate
}

/** By hand, since pkijs leaves out the NULL parameters that RFC 4055, section 5 demands; strict readers stumble over that. */
async function sign(certificate: Certificate, key: CryptoKey): Promise<void> {
  const algorithm = () => new AlgorithmIdentifier({ algorithmId: OID_SHA256_WITH_RSA, algorithmParams: new Null() })
  certificate.signature = algorithm()
  certificate.signatureAlgorithm = algorithm()
  const signed = new Uint8Array(certificate.encodeTBS().toBER(false))
  const signature = await globalThis.crypto.subtle.sign("RSASSA-PKCS1-v1_5", key, signed)
  certificate.signatureValue = new BitString({ valueHex: signature })
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

function checkOptions(commonName: string, bits: number, days: number, now: number): void {
  const refuse = (field: string, expected: string) => new EnvelopeError("ENVELOPE_KEY", `${field}: expected ${expected}.`)
  // RFC 5280, appendix A: ub-common-name.
  const isName = typeof commonName === "string" && commonName.trim() !== "" && [...commonName].length <= 64
  if (!isName) throw refuse("commonName", "1 to 64 characters")
  if (bits !== 2048 && bits !== 4096) throw refuse("bits", "2048 or 4096")
  if (!(Number.isFinite(days) && days > 0 && days <= 3650)) throw refuse("days", "a number above 0, at most 3650")
  if (!Number.isFinite(now)) throw refuse("now", "milliseconds since 1970")
}
