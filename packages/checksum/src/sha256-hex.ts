import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"

/**
 * SHA-256 of a text's UTF-8 bytes, as 64 lower-case hex characters.
 *
 * Synchronous on purpose: WebCrypto's digest is asynchronous, and a checksum of a few hundred bytes is not worth a Promise.
 *
 * @param text - any text; a lone surrogate is hashed as U+FFFD, as every UTF-8 encoder does
 * @returns 64 characters of `0-9a-f`
 * @example
 * ```ts
 * sha256Hex("abc") // "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
 * ```
 */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}
