import type { AesCbc, CryptoEngine } from "./crypto-engine.ts"
import { EnvelopeError } from "./envelope-error.ts"
import { findNodeEngine } from "./node-engine.node.ts"
import { createWebAes } from "./web-aes.ts"

let picked: Promise<CryptoEngine> | undefined

/**
 * The engine of this runtime, probed once. Throws `ENVELOPE_RUNTIME` where no engine offers the raw RSA operation: WebCrypto
 * alone has no RSAES-PKCS1-v1_5, which is what the bank's `"NONE"` means.
 */
export function pickEngine(): Promise<CryptoEngine> {
  return (picked ??= probe())
}

async function probe(): Promise<CryptoEngine> {
  const node = findNodeEngine()
  if (node === undefined) throw noEngine("node:crypto is missing")
  for (const aes of [node.aes, createWebAes(globalThis.crypto.subtle)]) if (await passesKnownAnswer(aes)) return { ...node, aes }
  throw noEngine("AES-CBC gives wrong answers")
}

/** NIST SP 800-38A, F.2.1, the first block; and the padding must come back untouched. */
export async function passesKnownAnswer(aes: AesCbc): Promise<boolean> {
  const key = fromHex("2b7e151628aed2a6abf7158809cf4f3c")
  const iv = fromHex("000102030405060708090a0b0c0d0e0f")
  const plaintext = fromHex("6bc1bee22e409f96e93d7e117393172a")
  const expected = "7649abac8119b246cee98e9b12e9197d"
  try {
    const sealed = await aes.encrypt(key, iv, plaintext)
    const opened = await aes.decryptRaw(key, iv, sealed)
    const sixteens = "10".repeat(16)
    return toHex(sealed.subarray(0, 16)) === expected && toHex(opened) === toHex(plaintext) + sixteens
  } catch {
    return false
  }
}

function noEngine(why: string): EnvelopeError {
  return new EnvelopeError("ENVELOPE_RUNTIME", `This runtime cannot do the bank's RSA padding: ${why}. Use Node 22.19 or later.`)
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16))
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}
