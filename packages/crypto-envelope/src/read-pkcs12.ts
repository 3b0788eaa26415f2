import { OctetString } from "asn1js"
import { AuthenticatedSafe, CertBag, EncryptedData, PFX, PKCS8ShroudedKeyBag, PrivateKeyInfo, SafeContents } from "pkijs"
import type { SafeBag } from "pkijs"
import { decodeBase64, encodeBase64 } from "./base64.ts"
import { readDer } from "./der.ts"
import { openKeyBag } from "./decrypt-private-key.ts"
import { EnvelopeError } from "./envelope-error.ts"
import { keyMatchesCertificate } from "./key-matches-certificate.ts"
import { MEND_PKCS12, checkPasswordAlgorithm, decryptContent, encodePassword, wrongPassword } from "./password-algorithms.ts"
import { readPrivateKey } from "./read-key.ts"
import { readKeyText } from "./read-key-text.ts"
import { readPem, writePem } from "./read-pem.ts"

/** What a PKCS#12 file holds. */
export interface Pkcs12Contents {
  /** PKCS#8, not encrypted. */
  readonly privateKeyPem: string
  /** The certificate that belongs to the key; missing when the file holds none. */
  readonly certificatePem?: string
  /** The other certificates, in the order of the file. */
  readonly chainPem: readonly string[]
}

const FIELD = "file"
const UNLOCK = { field: FIELD, mend: MEND_PKCS12 }
const OID_DATA = "1.2.840.113549.1.7.1"
const OID_ENCRYPTED_DATA = "1.2.840.113549.1.7.6"
/** Digests whose password-based MAC pkijs can check. */
const MAC_DIGESTS = ["1.3.14.3.2.26", "2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3"]

/**
 * Reads the private key and the certificates out of a PKCS#12 file (`.p12`, `.pfx`) that is encrypted with AES, as OpenSSL 3,
 * Java and Windows write them.
 *
 * @param file - the file's bytes, or its base64
 * @param password - empty for a file made with an empty password
 *
 * @throws EnvelopeError `ENVELOPE_PASSWORD` when the password is wrong, `ENVELOPE_LEGACY_FILE` for files encrypted with RC2 or
 *   3DES, with the openssl command that mends them, `ENVELOPE_KEY` when the file holds something else
 *
 * @example
 * ```ts
 * const { privateKeyPem, certificatePem } = await readPkcs12(readFileSync("partner.p12"), password)
 * ```
 */
export async function readPkcs12(file: Uint8Array | string, password: string): Promise<Pkcs12Contents> {
  const safe = parse(file)
  checkCiphers(safe.contents)
  const bytes = encodePassword(password, FIELD)
  await checkMac(safe.pfx, password, bytes)
  const bags: SafeBag[] = []
  for (const content of safe.contents) bags.push(...(await openContent(content, bytes)))
  const keys: string[] = []
  const certificates: string[] = []
  for (const { bagValue } of bags) {
    if (bagValue instanceof CertBag) certificates.push(writePem("CERTIFICATE", encodeBase64(derOfCertificate(bagValue))))
    else if (bagValue instanceof PKCS8ShroudedKeyBag)
      keys.push(writePem("PRIVATE KEY", encodeBase64(await openKeyBag(bagValue, { ...UNLOCK, password: bytes }))))
    else if (bagValue instanceof PrivateKeyInfo) keys.push(writePem("PRIVATE KEY", encodeBase64(derOfKey(bagValue))))
  }
  return arrange(keys, certificates)
}

/** Part of the file: a bundle of bags, in the open or encrypted as a whole. */
type Content = SafeContents | EncryptedData

function parse(file: Uint8Array | string): { readonly pfx: PFX; readonly contents: readonly Content[] } {
  try {
    const text = readKeyText(file)
    const pfx = PFX.fromBER(readPem(text)[0]?.der ?? decodeBase64(text.replace(/\s+/g, "")) ?? new Uint8Array(0))
    const { safeContents } = AuthenticatedSafe.fromBER((pfx.authSafe.content as OctetString).getValue())
    const contents = safeContents.map(({ contentType, content }) => {
      if (contentType === OID_DATA) return SafeContents.fromBER((content as OctetString).getValue())
      if (contentType === OID_ENCRYPTED_DATA) return new EncryptedData({ schema: content })
      throw new Error("encrypted to a certificate")
    })
    return { pfx, contents }
  } catch {
    throw new EnvelopeError("ENVELOPE_KEY", `${FIELD}: found damaged or unknown data, expected a PKCS#12 file (.p12, .pfx).`)
  }
}

/** Before the password is looked at: with these ciphers no password helps. */
function checkCiphers(contents: readonly Content[]): void {
  for (const content of contents)
    if (content instanceof EncryptedData) checkPasswordAlgorithm(content.encryptedContentInfo.contentEncryptionAlgorithm, UNLOCK)
    else
      for (const { bagValue } of content.safeBags)
        if (bagValue instanceof PKCS8ShroudedKeyBag) checkPasswordAlgorithm(bagValue.encryptionAlgorithm, UNLOCK)
}

/**
 * The MAC tells a wrong password for sure. It is left out where pkijs cannot compute it: without one, with PBMAC1 (RFC 9579),
 * and for passwords beyond ASCII, which pkijs does not turn into UTF-16 as RFC 7292, appendix B.1 demands. Then the padding
 * and the structure of what was decrypted have to do.
 */
async function checkMac(pfx: PFX, password: string, bytes: ArrayBuffer): Promise<void> {
  const digest = pfx.macData?.mac.digestAlgorithm.algorithmId
  if (digest === undefined || !MAC_DIGESTS.includes(digest) || !isAscii(password)) return
  try {
    await pfx.parseInternalValues({ password: bytes, checkIntegrity: true })
  } catch {
    throw wrongPassword(FIELD)
  }
}

async function openContent(content: Content, password: ArrayBuffer): Promise<readonly SafeBag[]> {
  if (content instanceof SafeContents) return content.safeBags
  const info = content.encryptedContentInfo
  // Long contents may stand in pieces.
  const valueHex = info.encryptedContent === undefined ? new ArrayBuffer(0) : info.getEncryptedContent()
  const der = await decryptContent(info.contentEncryptionAlgorithm, new OctetString({ valueHex }), { ...UNLOCK, password })
  if (readDer(der, 0)?.end !== der.length) throw wrongPassword(FIELD)
  return SafeContents.fromBER(der).safeBags
}

function arrange(keys: readonly string[], certificates: readonly string[]): Pkcs12Contents {
  const [privateKeyPem, ...others] = keys
  const found = privateKeyPem === undefined ? "no private key" : `${keys.length} private keys`
  if (privateKeyPem === undefined || others.length > 0) throw new EnvelopeError("ENVELOPE_KEY", `${FIELD}: found ${found}, expected one.`)
  const certificatePem = certificates.find((certificate) => belongs(privateKeyPem, certificate))
  const chainPem = certificates.filter((certificate) => certificate !== certificatePem)
  return certificatePem === undefined ? { privateKeyPem, chainPem } : { privateKeyPem, certificatePem, chainPem }
}

/** An authority's certificate may hold a key that is not RSA: then it is not ours. */
function belongs(privateKey: string, certificate: string): boolean {
  try {
    return keyMatchesCertificate(privateKey, certificate)
  } catch {
    return false
  }
}

/** The bytes as they stand in the file, since signatures and fingerprints are over those. */
function derOfCertificate(bag: CertBag): Uint8Array<ArrayBuffer> {
  return new Uint8Array((bag.certValue as OctetString).getValue())
}

function derOfKey(key: PrivateKeyInfo): Uint8Array<ArrayBuffer> {
  return readPrivateKey(encodeBase64(new Uint8Array(key.toSchema().toBER(false))), FIELD).pkcs8
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text)
}
