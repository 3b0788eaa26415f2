import type { RsaPadding } from "./envelope-profile.ts"
import type { RsaPrivateKeyData, RsaPublicKeyData } from "./read-key.ts"

/** A value, or a promise of it: node:crypto answers at once, WebCrypto later. */
export type Eventually<T> = T | Promise<T>

/**
 * Goes on with a value that may still be coming, and at once when it is there: after an RSA operation each turn of the
 * microtask queue costs microseconds, so the path of node:crypto takes none. Which of the two it is depends on the engine
 * alone, never on what a message holds.
 */
export function andThen<T, U>(value: Eventually<T>, next: (value: T) => Eventually<U>): Eventually<U> {
  return value instanceof Promise ? value.then(next) : next(value)
}

/** Operations with the recipient's public key. */
export interface RecipientKey {
  readonly pkcs1Encrypt: (message: Uint8Array) => Eventually<Uint8Array>
  readonly oaepSha1Encrypt: (message: Uint8Array) => Eventually<Uint8Array>
}

/** The bare RSA private operation. */
export interface RawDecryptionKey {
  /**
   * Exactly as many bytes out as the modulus has, padding untouched. The caller has checked that the ciphertext has that
   * length and is below the modulus: runtimes differ on what they do otherwise.
   */
  readonly rawDecrypt: (ciphertext: Uint8Array) => Eventually<Uint8Array>
}

/** Threads that do private operations, such as `createNodePool` of `@hundi/crypto-envelope/node-pool` makes. */
export interface DecryptionPool {
  readonly closed: boolean
  /** @param pkcs8 DER PrivateKeyInfo, not encrypted */
  readonly importPrivateKey: (pkcs8: Uint8Array) => Promise<RawDecryptionKey>
}

/** Operations with our private key, as far as this runtime has them. */
export interface DecryptionKey extends Partial<RawDecryptionKey> {
  /** RSAES-OAEP with SHA-1 where the runtime does it as a whole; `undefined` for every malformed block. */
  readonly oaepSha1Decrypt?: (ciphertext: Uint8Array) => Eventually<Uint8Array | undefined>
}

/** What a decryption key will be asked to do, so that an engine prepares no more than that. */
export interface DecryptionNeeds {
  readonly paddings: readonly RsaPadding[]
  /** Whether arithmetic whose time depends on the private key may be used where there is nothing better. */
  readonly allowVariableTime: boolean
}

/** RSA as this runtime can do it. Chosen by what works, never by the name of the runtime. */
export interface RsaEngine {
  readonly name: string
  readonly importRecipient: (key: RsaPublicKeyData) => Eventually<RecipientKey>
  readonly importDecryption: (key: RsaPrivateKeyData, needs: DecryptionNeeds) => Eventually<DecryptionKey>
  /** Prepares HMAC-SHA-256 under one key for many messages. */
  readonly importHmacSha256: ImportHmac
  /** Synchronous, since OAEP unpadding calls it dozens of times per message. Absent where OAEP comes as a whole. */
  readonly sha1?: (data: Uint8Array) => Uint8Array
}

/** Prepares HMAC-SHA-256 under one key for many messages. */
export type ImportHmac = (key: Uint8Array) => Eventually<(data: Uint8Array) => Eventually<Uint8Array>>

/** AES-CBC as this runtime can do it. */
export interface AesCbc {
  /** Encrypts with PKCS#7 padding. The key's length, 16 or 32 bytes, selects AES-128 or AES-256. */
  readonly encrypt: (key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array) => Eventually<Uint8Array>
  /** Decrypts whole blocks and leaves the padding on, so that no cipher can fail on it. */
  readonly decryptRaw: (key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array) => Eventually<Uint8Array>
}

/** Strict base64, see base64.ts for the rules. */
export interface Base64 {
  readonly encode: (bytes: Uint8Array) => string
  readonly decode: (text: string) => Uint8Array | undefined
}

/** What an envelope needs of its runtime. */
export interface CryptoEngine {
  readonly rsa: RsaEngine
  readonly aes: AesCbc
  readonly base64: Base64
}
