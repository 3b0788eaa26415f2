import type { RsaPrivateKeyData, RsaPublicKeyData } from "./read-key.ts"

/** A value, or a promise of it: node:crypto answers at once, WebCrypto later. */
export type Eventually<T> = T | Promise<T>

/** Operations with the recipient's public key. */
export interface RecipientKey {
  readonly pkcs1Encrypt: (message: Uint8Array) => Eventually<Uint8Array>
  readonly oaepSha1Encrypt: (message: Uint8Array) => Eventually<Uint8Array>
}

/** Operations with our private key. */
export interface DecryptionKey {
  /**
   * The bare RSA private operation: exactly as many bytes out as the modulus has, padding untouched. The caller has
   * checked that the ciphertext has that length and is below the modulus: runtimes differ on what they do otherwise.
   */
  readonly rawDecrypt: (ciphertext: Uint8Array) => Eventually<Uint8Array>
}

/** RSA as this runtime can do it. Chosen by what works, never by the name of the runtime. */
export interface RsaEngine {
  readonly name: string
  readonly importRecipient: (key: RsaPublicKeyData) => Eventually<RecipientKey>
  readonly importDecryption: (key: RsaPrivateKeyData) => Eventually<DecryptionKey>
  /** Prepares HMAC-SHA-256 under one key for many messages. */
  readonly importHmacSha256: (key: Uint8Array) => Eventually<(data: Uint8Array) => Eventually<Uint8Array>>
  /** Synchronous, since OAEP unpadding calls it dozens of times per message. */
  readonly sha1: (data: Uint8Array) => Uint8Array
}

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
