import { OctetString } from "asn1js"
import { Attribute, AuthenticatedSafe, CertBag, PFX, PKCS8ShroudedKeyBag, PrivateKeyInfo, SafeBag, SafeContents } from "pkijs"
import type { Certificate } from "pkijs"
import { EnvelopeError } from "./envelope-error.ts"
import { parseCertificate } from "./inspect-certificate.ts"
import { keyMatchesCertificate } from "./key-matches-certificate.ts"
import { encodePassword } from "./password-algorithms.ts"
import { listStructures, readCertificate, readPrivateKey } from "./read-key.ts"

/** What {@link writePkcs12} takes. */
export interface Pkcs12Options {
  /** In any shape, not encrypted. */
  readonly privateKey: string
  /** The certificate of that key, in any shape. */
  readonly certificate: string
  /** Certificates of the issuers, as one text of PEM blocks. */
  readonly chain?: string
  /** 1 to 128 printable ASCII characters: programs disagree about others. */
  readonly password: string
}

const OID_LOCAL_KEY_ID = "1.2.840.113549.1.9.21"
const OID_SHROUDED_KEY_BAG = "1.2.840.113549.1.12.10.1.2"
const OID_CERT_BAG = "1.2.840.113549.1.12.10.1.3"
const CIPHER = { contentEncryptionAlgorithm: { name: "AES-CBC", length: 256 }, hmacHashAlgorithm: "SHA-256" }
/** Rounds of PBKDF2: what slows down a guesser who has the file. */
const ITERATIONS = 100_000
/** The MAC's own derivation, an asynchronous digest per round, costs us far more than a guesser: OpenSSL's number. */
const MAC_ITERATIONS = 2048

/**
 * Packs a private key and its certificates into a PKCS#12 file, encrypted with AES-256 (PBES2, PBKDF2 with SHA-256): what
 * Java, Windows and load balancers import.
 *
 * @returns the file's bytes
 *
 * @throws EnvelopeError `ENVELOPE_KEY_MISMATCH` when key and certificate are not a pair, `ENVELOPE_PASSWORD` when the password
 *   is empty or has other characters than printable ASCII, `ENVELOPE_KEY` when a text holds something else
 *
 * @example
 * ```ts
 * writeFileSync("partner.p12", await writePkcs12({ privateKey, certificate, password }), { mode: 0o600 })
 * ```
 */
export async function writePkcs12(options: Pkcs12Options): Promise<Uint8Array<ArrayBuffer>> {
  const { privateKey, certificate, chain = "", password } = options
  if (typeof password !== "string" || !/^[\x20-\x7e]{1,128}$/.test(password))
    throw new EnvelopeError("ENVELOPE_PASSWORD", "password: expected 1 to 128 printable ASCII characters.")
  const { pkcs8 } = readPrivateKey(privateKey, "privateKey")
  const own = readCertificate(certificate, "certificate").der
  if (!keyMatchesCertificate(privateKey, certificate))
    throw new EnvelopeError("ENVELOPE_KEY_MISMATCH", "privateKey: does not belong to this certificate. A file of both would be useless.")
  const bytes = encodePassword(password, "password")
  const keyId = new Uint8Array(await globalThis.crypto.subtle.digest("SHA-1", own))
  const key = new PKCS8ShroudedKeyBag({ parsedValue: PrivateKeyInfo.fromBER(pkcs8) })
  await key.makeInternalValues({ password: bytes, ...CIPHER, iterationCount: ITERATIONS } as Parameters<typeof key.makeInternalValues>[0])
  const certificates = [
    certificateBag(parseCertificate(own, "certificate"), keyId),
    ...readChain(chain).map((der) => certificateBag(parseCertificate(der, "chain")))
  ]
  const keyBag = new SafeBag({ bagId: OID_SHROUDED_KEY_BAG, bagValue: key, bagAttributes: [localKeyId(keyId)] })
  return pack(keyBag, certificates, bytes)
}

/** Certificates encrypted as a whole, the key's own bag in the open beside them: the arrangement that all programs read. */
async function pack(key: SafeBag, certificates: readonly SafeBag[], password: ArrayBuffer): Promise<Uint8Array<ArrayBuffer>> {
  const authenticatedSafe = new AuthenticatedSafe({
    parsedValue: {
      safeContents: [
        { privacyMode: 1, value: new SafeContents({ safeBags: [...certificates] }) },
        { privacyMode: 0, value: new SafeContents({ safeBags: [key] }) }
      ]
    }
  })
  await authenticatedSafe.makeInternalValues({ safeContents: [{ password, ...CIPHER, iterationCount: ITERATIONS }, {}] })
  const pfx = new PFX({ parsedValue: { integrityMode: 0, authenticatedSafe } })
  await pfx.makeInternalValues({ password, iterations: MAC_ITERATIONS, pbkdf2HashAlgorithm: "SHA-256", hmacHashAlgorithm: "SHA-256" })
  return new Uint8Array(pfx.toSchema().toBER(false))
}

function certificateBag(parsedValue: Certificate, keyId?: Uint8Array<ArrayBuffer>): SafeBag {
  const bagAttributes = keyId === undefined ? [] : [localKeyId(keyId)]
  return new SafeBag({ bagId: OID_CERT_BAG, bagValue: new CertBag({ parsedValue }), ...(bagAttributes.length > 0 && { bagAttributes }) })
}

/** How readers find the certificate that belongs to the key. */
function localKeyId(id: Uint8Array<ArrayBuffer>): Attribute {
  return new Attribute({ type: OID_LOCAL_KEY_ID, values: [new OctetString({ valueHex: id })] })
}

function readChain(text: string): readonly Uint8Array<ArrayBuffer>[] {
  return listStructures(text).flatMap((one) => (typeof one !== "string" && one.kind === "certificate" ? [one.der] : []))
}
