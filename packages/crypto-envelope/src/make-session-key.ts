import type { EnvelopeProfile } from "./envelope-profile.ts"

/** 64 symbols, so that `& 63` of a random byte picks each with the same chance. Hex would halve the entropy per character. */
const SYMBOLS = new TextEncoder().encode("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

/** A new AES key from the runtime's CSPRNG. Never the caller's: fixed keys and IVs are common in public samples. */
export function makeSessionKey({ bytes, charset }: EnvelopeProfile["sessionKey"]): Uint8Array<ArrayBuffer> {
  const key = globalThis.crypto.getRandomValues(new Uint8Array(bytes))
  if (charset === "ascii") for (let i = 0; i < bytes; i++) key[i] = SYMBOLS[key[i]! & 63]!
  return key
}
