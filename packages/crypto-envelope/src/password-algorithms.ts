import type { OctetString } from "asn1js"
import { EncryptedContentInfo, EncryptedData, PBES2Params, PBKDF2Params } from "pkijs"
import type { AlgorithmIdentifier } from "pkijs"
import { EnvelopeError } from "./envelope-error.ts"

const OID_PBES2 = "1.2.840.113549.1.5.13"
const OID_PBKDF2 = "1.2.840.113549.1.5.12"
/** AES-128, AES-192 and AES-256 in CBC mode: what WebCrypto can open. */
const AES_CBC = ["2.16.840.1.101.3.4.1.2", "2.16.840.1.101.3.4.1.22", "2.16.840.1.101.3.4.1.42"]

const LEGACY: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.12.1.1": "RC4",
  "1.2.840.113549.1.12.1.2": "RC4-40",
  "1.2.840.113549.1.12.1.3": "3DES",
  "1.2.840.113549.1.12.1.4": "3DES with two keys",
  "1.2.840.113549.1.12.1.5": "RC2-128",
  "1.2.840.113549.1.12.1.6": "RC2-40",
  "1.2.840.113549.1.5.3": "DES with MD5",
  "1.2.840.113549.1.5.10": "DES with SHA-1",
  "1.2.840.113549.3.7": "3DES",
  "1.3.14.3.2.7": "DES",
  "1.2.840.113549.3.2": "RC2"
}

/**
 * The commands that mend a legacy PKCS#12 file: old ciphers in, AES out. They ask for the old password and a new one, and the
 * file between them is encrypted. OpenSSL 3 or newer.
 */
export const MEND_PKCS12 =
  "openssl pkcs12 -legacy -in OLD.p12 -aes256 -out between.pem && openssl pkcs12 -export -in between.pem -out NEW.p12 && rm between.pem"
/** The same for an encrypted private key alone. */
export const MEND_KEY = "openssl pkcs8 -provider legacy -provider default -in OLD.key -topk8 -v2 aes-256-cbc -out NEW.key"

/** What goes with an encrypted content: the name for messages, the password, and the command that mends a legacy file. */
export interface Unlock {
  readonly field: string
  readonly password: ArrayBuffer
  readonly mend: string
}

type Decrypted = Uint8Array<ArrayBuffer>

/** Decrypts PBES2 with AES. Throws `ENVELOPE_LEGACY_FILE`, `ENVELOPE_PASSWORD`, or `ENVELOPE_KEY` for what is unusual or damaged. */
export async function decryptContent(algorithm: AlgorithmIdentifier, content: OctetString, unlock: Unlock): Promise<Decrypted> {
  checkPasswordAlgorithm(algorithm, unlock)
  const encryptedContentInfo = new EncryptedContentInfo({ contentEncryptionAlgorithm: algorithm, encryptedContent: content })
  try {
    return new Uint8Array(await new EncryptedData({ encryptedContentInfo }).decrypt({ password: unlock.password }))
  } catch {
    throw wrongPassword(unlock.field)
  }
}

/**
 * Throws when a password-based algorithm is not one that every runtime can undo: `ENVELOPE_LEGACY_FILE` for the ciphers of
 * old, with the command that mends the file, and `ENVELOPE_KEY` for what is merely unusual.
 */
export function checkPasswordAlgorithm(algorithm: AlgorithmIdentifier, { field, mend }: Omit<Unlock, "password">): void {
  const cipher = cipherOf(algorithm, field)
  if (cipher === undefined) return
  const name = LEGACY[cipher]
  const unknown = `${field}: found encryption of an unknown kind (${cipher}), expected AES (PBES2).`
  if (name === undefined) throw new EnvelopeError("ENVELOPE_KEY", unknown)
  const message = `${field}: it is encrypted with ${name}, which is broken and no longer offered here. Mend the file with: ${mend}`
  throw new EnvelopeError("ENVELOPE_LEGACY_FILE", message)
}

/** The object identifier that stands in the way, or nothing. */
function cipherOf({ algorithmId, algorithmParams }: AlgorithmIdentifier, field: string): string | undefined {
  if (algorithmId !== OID_PBES2) return algorithmId
  try {
    const { keyDerivationFunc, encryptionScheme } = new PBES2Params({ schema: algorithmParams })
    if (!AES_CBC.includes(encryptionScheme.algorithmId)) return encryptionScheme.algorithmId
    if (keyDerivationFunc.algorithmId !== OID_PBKDF2) return keyDerivationFunc.algorithmId
    // Parsed here already, so that damage is told from a wrong password.
    void new PBKDF2Params({ schema: keyDerivationFunc.algorithmParams })
    return undefined
  } catch {
    throw new EnvelopeError("ENVELOPE_KEY", `${field}: found damaged encryption parameters, expected a whole file.`)
  }
}

/** A password as bytes. Its own message when there is none. */
export function encodePassword(password: string | undefined, field: string): ArrayBuffer {
  if (typeof password !== "string") throw new EnvelopeError("ENVELOPE_PASSWORD", `${field}: it is encrypted, and no password was given.`)
  return new TextEncoder().encode(password).buffer
}

/** The refusal of a wrong password. */
export function wrongPassword(field: string): EnvelopeError {
  return new EnvelopeError("ENVELOPE_PASSWORD", `${field}: the password is wrong, or the file is damaged.`)
}
