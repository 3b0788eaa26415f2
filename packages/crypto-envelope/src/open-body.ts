import type { AesCbc, Base64, DecryptionKey, Eventually, RsaEngine } from "./crypto-engine.ts"
import type { EnvelopeProfile } from "./envelope-profile.ts"
import { readEnvelope, startsWith } from "./read-envelope.ts"
import type { SealedParts } from "./read-envelope.ts"
import { unpadOaepSha1 } from "./unpad-oaep-sha1.ts"
import { unpadPkcs1 } from "./unpad-pkcs1.ts"
import { readPkcs7 } from "./unpad-pkcs7.ts"

/** What {@link openBody} needs, prepared once per envelope. */
export interface Opener {
  readonly profile: EnvelopeProfile
  readonly rsa: RsaEngine
  readonly aes: AesCbc
  readonly base64: Base64
  readonly key: DecryptionKey
  readonly modulus: Uint8Array
  /** HMAC under a key derived from the private key: makes the AES key that stands in for an unreadable one. */
  readonly makeFallback: (ciphertext: Uint8Array) => Eventually<Uint8Array>
}

/** The opened value, or `undefined` for every failure, so that the caller has nothing to tell failures apart by. */
export interface Opened {
  readonly sealed: boolean
  readonly value: unknown
}

const utf8 = new TextDecoder("utf-8", { fatal: true })

/**
 * Opens a body. Once the private operation has run, all paths run to the end: a malformed RSA block turns into a fallback
 * key, AES runs with it, the padding of whatever comes out is read without a branch, and the JSON parser sees the result.
 */
export async function openBody(opener: Opener, body: string): Promise<Opened | undefined> {
  const parts = readEnvelope(body, opener.base64)
  if (parts === undefined) return undefined
  if ("plain" in parts) return { sealed: false, value: parts.plain }
  if (!isAcceptable(opener, parts)) return undefined
  const sessionKey = await openSessionKey(opener, parts)
  const padded = await opener.aes.decryptRaw(sessionKey, parts.iv, parts.ciphertext)
  sessionKey.fill(0)
  return parsePlaintext(padded, parts.iv)
}

/** Public facts only: the padding's name, the ciphertext's length, and that it is below the modulus. */
function isAcceptable({ profile, modulus }: Opener, { padding, encryptedKey }: SealedParts): boolean {
  if (!(profile.accept ?? [profile.rsa]).includes(padding)) return false
  if (encryptedKey.length !== modulus.length) return false
  for (let i = 0; i < modulus.length; i++) if (encryptedKey[i] !== modulus[i]) return encryptedKey[i]! < modulus[i]!
  return false
}

async function openSessionKey({ profile, rsa, key, makeFallback }: Opener, parts: SealedParts): Promise<Uint8Array> {
  const length = profile.sessionKey.bytes
  // Deterministic, so that asking twice tells nothing; made for every message, so that making it tells nothing either.
  const fallback = await makeFallback(parts.encryptedKey)
  const block = await key.rawDecrypt(parts.encryptedKey)
  return parts.padding === "PKCS1" ? unpadPkcs1(block, length, fallback) : unpadOaepSha1(block, length, fallback, rsa.sha1)
}

function parsePlaintext(padded: Uint8Array, iv: Uint8Array): Opened | undefined {
  const { length, wrong } = readPkcs7(padded)
  const plaintext = padded.subarray(0, length)
  // Some senders encrypt the IV in front of the JSON as well.
  const json = startsWith(plaintext, iv) ? plaintext.subarray(iv.length) : plaintext
  try {
    const value: unknown = JSON.parse(utf8.decode(json))
    return wrong === 0 ? { sealed: true, value } : undefined
  } catch {
    return undefined
  }
}
