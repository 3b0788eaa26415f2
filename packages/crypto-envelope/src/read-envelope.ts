import type { Base64 } from "./crypto-engine.ts"
import type { RsaPadding } from "./envelope-profile.ts"

/** An envelope's fields as bytes, checked for everything that can be checked without a key. */
export interface SealedParts {
  readonly padding: RsaPadding
  readonly encryptedKey: Uint8Array
  /** The IV that the `iv` field named, or the first block of the data. */
  readonly iv: Uint8Array
  /** Whole AES blocks, at least one, without the IV. */
  readonly ciphertext: Uint8Array
}

const BLOCK = 16

/**
 * Sorts a body into an envelope, a plain JSON object, or neither (`undefined`). Everything looked at here is public, so it
 * may be refused early; nothing that depends on the private key happens in this file.
 *
 * Layouts: an empty or absent `iv` means that the data starts with it. A filled one is the IV, and some senders put it in
 * front of the data as well. Optional fields may be missing or null.
 */
export function readEnvelope(body: string, { decode }: Base64): SealedParts | { readonly plain: unknown } | undefined {
  const message = parseObject(body)
  if (message === undefined) return undefined
  const { encryptedKey, encryptedData } = message
  if ((encryptedKey ?? encryptedData ?? null) === null) return { plain: message }
  const padding = readPadding(message["oaepHashingAlgorithm"])
  const key = readBytes(encryptedKey, decode)
  const data = readBytes(encryptedData, decode)
  const iv = readBytes(message["iv"] ?? "", decode)
  if (padding === undefined || key === undefined || data === undefined || iv === undefined) return undefined
  const split = splitIv(iv, data)
  return split && { padding, encryptedKey: key, ...split }
}

function splitIv(iv: Uint8Array, data: Uint8Array): { iv: Uint8Array; ciphertext: Uint8Array } | undefined {
  if (data.length % BLOCK !== 0 || (iv.length !== 0 && iv.length !== BLOCK)) return undefined
  const isPrefix = data.length > BLOCK && (iv.length === 0 || startsWith(data, iv))
  if (isPrefix) return { iv: data.subarray(0, BLOCK), ciphertext: data.subarray(BLOCK) }
  return iv.length === 0 || data.length === 0 ? undefined : { iv, ciphertext: data }
}

/** Whether the bytes start with `prefix`, compared as a whole: one of the callers passes plaintext. */
export function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  if (bytes.length < prefix.length) return false
  let different = 0
  for (let i = 0; i < prefix.length; i++) different |= bytes[i]! ^ prefix[i]!
  return different === 0
}

/** What `oaepHashingAlgorithm` means; `undefined` for words that the bank does not use. */
export function readPadding(value: unknown): RsaPadding | undefined {
  if (value === undefined || value === null || value === "") return "PKCS1"
  if (typeof value !== "string") return undefined
  const name = value.toUpperCase()
  return name === "NONE" ? "PKCS1" : name === "SHA1" ? "OAEP-SHA1" : undefined
}

function readBytes(value: unknown, decode: Base64["decode"]): Uint8Array | undefined {
  return typeof value === "string" ? decode(value) : undefined
}

/** A JSON object, or `undefined`. */
export function parseObject(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
