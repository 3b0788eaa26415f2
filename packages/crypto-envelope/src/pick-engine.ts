import { fromHex, toHex } from "./big-int-bytes.ts"
import type { AesCbc, CryptoEngine } from "./crypto-engine.ts"
import { findNodeEngine } from "./node-engine.node.ts"
import { createWebEngine } from "./web-engine.ts"

let picked: Promise<readonly CryptoEngine[]> | undefined

/**
 * The engines of this runtime, the better one first, probed once; none when not even AES works. Which of them does RSA is
 * found out later by a round trip with the caller's own key.
 */
export function pickEngines(): Promise<readonly CryptoEngine[]> {
  return (picked ??= probe())
}

async function probe(): Promise<readonly CryptoEngine[]> {
  const node = findNodeEngine()
  const { subtle } = globalThis.crypto ?? {}
  const web = subtle && createWebEngine(subtle)
  const engines = [node, web].filter((engine) => engine !== undefined)
  for (const { aes } of engines) if (await passesKnownAnswer(aes)) return engines.map((engine) => ({ ...engine, aes }))
  return []
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
