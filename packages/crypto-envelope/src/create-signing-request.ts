import { OctetString } from "asn1js"
import { Attribute, CertificationRequest, Extension, Extensions, GeneralName, GeneralNames } from "pkijs"
import { encodeBase64 } from "./base64.ts"
import { writePem } from "./read-pem.ts"
import { makePair, readPair, signStructure } from "./sign-structure.ts"
import { checkSubject, outOfRange, writeSubject } from "./subject.ts"
import type { SubjectFields } from "./subject.ts"

/** What {@link createSigningRequest} takes: the subject, and: */
export interface SigningRequestOptions extends SubjectFields {
  /** A private key to ask for, in any shape, instead of a new one. */
  readonly privateKey?: string
  /** RSA modulus of a new key. The bank asks for 4096, the default; 2048 is for quick tests. */
  readonly bits?: 2048 | 4096
  /** Host names for the subject's alternative name, which public authorities require. */
  readonly dnsNames?: readonly string[]
}

/** A request and the key it was signed with. */
export interface SigningRequest {
  /** PKCS#8, not encrypted. Stays with you: the authority must never see it. */
  readonly privateKeyPem: string
  /** PKCS#10, for the certificate authority. */
  readonly requestPem: string
}

const OID_EXTENSION_REQUEST = "1.2.840.113549.1.9.14"
const OID_SUBJECT_ALT_NAME = "2.5.29.17"
const DNS_NAME = 2

/**
 * Makes a certificate signing request (PKCS#10), with a new RSA-4096 key unless one is given. In production the bank wants
 * a certificate that an authority signed; this is what the authority asks for.
 *
 * @example
 * ```ts
 * const subject = { commonName: "pay.asha.example", organization: "Asha Traders", country: "IN" }
 * const { privateKeyPem, requestPem } = await createSigningRequest(subject)
 * ```
 *
 * @throws EnvelopeError `ENVELOPE_KEY` when an option is out of range, or `privateKey` is something else
 */
export async function createSigningRequest(options: SigningRequestOptions): Promise<SigningRequest> {
  const { bits = 4096, privateKey, dnsNames = [] } = options
  checkSubject(options)
  for (const name of dnsNames) if (!isHostName(name)) throw outOfRange("dnsNames", "host names such as pay.asha.example")
  const pair = await (privateKey === undefined ? makePair(bits) : readPair(privateKey, "privateKey"))
  const request = new CertificationRequest()
  request.version = 0
  writeSubject(request.subject, options)
  // Without any the field is still there, empty (RFC 2986, section 4.1): some readers miss it otherwise.
  request.attributes = dnsNames.length === 0 ? [] : [askForNames(dnsNames)]
  await request.subjectPublicKeyInfo.importKey(pair.publicKey)
  await signStructure(request, pair.privateKey)
  const privateKeyPem = writePem("PRIVATE KEY", encodeBase64(pair.pkcs8))
  pair.pkcs8.fill(0)
  return { privateKeyPem, requestPem: writePem("CERTIFICATE REQUEST", encodeBase64(new Uint8Array(request.toSchema(true).toBER(false)))) }
}

function askForNames(dnsNames: readonly string[]): Attribute {
  const names = new GeneralNames({ names: dnsNames.map((value) => new GeneralName({ type: DNS_NAME, value })) })
  const extnValue = new OctetString({ valueHex: names.toSchema().toBER(false) }).valueBlock.valueHex
  const extensions = new Extensions({ extensions: [new Extension({ extnID: OID_SUBJECT_ALT_NAME, critical: false, extnValue })] })
  return new Attribute({ type: OID_EXTENSION_REQUEST, values: [extensions.toSchema()] })
}

/** RFC 1123, with a wildcard for the first label at most. */
function isHostName(name: string): boolean {
  return name.length <= 253 && /^(?:\*\.)?(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(name)
}
