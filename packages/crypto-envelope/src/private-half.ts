import { toBytes } from "./big-int-bytes.ts"
import { andThen } from "./crypto-engine.ts"
import type { CryptoEngine, DecryptionKey, Eventually, RsaEngine } from "./crypto-engine.ts"
import type { RsaPadding } from "./envelope-profile.ts"
import type { RsaPrivateKeyData } from "./read-key.ts"
import { createImplicitRejection } from "./reject-implicitly.ts"
import type { ImplicitRejection } from "./reject-implicitly.ts"
import { readPrivateNumbers } from "./rsa-numbers.ts"
import { unpadOaepSha1, unpadOaepSha1Open } from "./unpad-oaep-sha1.ts"
import { chooseBytes, unpadPkcs1 } from "./unpad-pkcs1.ts"

/** One private key with everything that opening needs of it, prepared once. */
export interface PrivateHalf {
  readonly key: DecryptionKey
  readonly modulus: Uint8Array
  readonly sha1: RsaEngine["sha1"]
  /** HMAC under a key derived from the private key: makes the AES key that stands in for an unreadable one. */
  readonly makeFallback: (ciphertext: Uint8Array) => Eventually<Uint8Array>
  readonly rejectImplicitly: ImplicitRejection
}

/** Derives what stands in for unreadable blocks: deterministic, so that asking twice tells nothing. */
export async function createPrivateHalf({ rsa }: CryptoEngine, key: DecryptionKey, data: RsaPrivateKeyData): Promise<PrivateHalf> {
  const derive = await rsa.importHmacSha256(new TextEncoder().encode("hundi envelope fallback 1"))
  const makeFallback = await rsa.importHmacSha256(await derive(data.pkcs1))
  const exponent = toBytes(readPrivateNumbers(data).d, data.modulus.length)
  const rejectImplicitly = await createImplicitRejection(rsa.importHmacSha256, exponent)
  return { key, modulus: data.modulus, sha1: rsa.sha1, makeFallback, rejectImplicitly }
}

/** Public facts only: the ciphertext is as long as the modulus, and below it. */
export function fits({ modulus }: PrivateHalf, ciphertext: Uint8Array): boolean {
  if (ciphertext.length !== modulus.length) return false
  for (let i = 0; i < modulus.length; i++) if (ciphertext[i] !== modulus[i]) return ciphertext[i]! < modulus[i]!
  return false
}

/** Whether this half can open blocks of a padding without an oracle. */
export function canOpen({ key, sha1 }: PrivateHalf, padding: RsaPadding): boolean {
  if (padding === "OAEP-SHA1" && key.oaepSha1Decrypt !== undefined) return true
  return key.rawDecrypt !== undefined && (padding === "PKCS1" || sha1 !== undefined)
}

/** The session key inside a block, or the fallback of the same length: the caller cannot tell, and must not try. */
export function openSessionKey(half: PrivateHalf, padding: RsaPadding, ciphertext: Uint8Array, length: number): Eventually<Uint8Array> {
  const { key, sha1 } = half
  // Made for every message, so that making it tells nothing.
  return andThen(half.makeFallback(ciphertext), (fallback) => {
    if (padding === "OAEP-SHA1" && key.oaepSha1Decrypt !== undefined)
      return andThen(key.oaepSha1Decrypt(ciphertext), (message) => {
        const wrong = message?.length === length ? 0 : 1
        return chooseBytes(wrong, wrong === 0 ? message! : new Uint8Array(length), fallback)
      })
    return andThen(key.rawDecrypt!(ciphertext), (block) =>
      padding === "PKCS1" ? unpadPkcs1(block, length, fallback) : unpadOaepSha1(block, length, fallback, sha1!)
    )
  })
}

/**
 * The message of a block of RSA alone. A malformed one gives other bytes, never an exception: pseudo-random ones in PKCS1,
 * in OAEP one that is not UTF-8.
 *
 * PKCS1 must not be refused as malformed even in silence: between two honest blocks of one JSON string, "this one was padded
 * correctly" would be seen. The price is that a damaged block in the middle reads as a short text once in some hundred times;
 * but then anyone with the certificate can write the whole message anyway.
 */
export async function openBlock(half: PrivateHalf, padding: RsaPadding, ciphertext: Uint8Array): Promise<Uint8Array> {
  const { key, sha1 } = half
  if (padding === "OAEP-SHA1" && key.oaepSha1Decrypt !== undefined) return (await key.oaepSha1Decrypt(ciphertext)) ?? Uint8Array.of(0xff)
  const block = await key.rawDecrypt!(ciphertext)
  return padding === "PKCS1" ? half.rejectImplicitly(block, ciphertext) : unpadOaepSha1Open(block, sha1!)
}
