import type { ImportHmac } from "./crypto-engine.ts"
import { own } from "./web-aes.ts"

/** Prepares the reading of one private key's blocks. Built once per key by {@link createImplicitRejection}. */
export type ImplicitRejection = (block: Uint8Array, ciphertext: Uint8Array) => Promise<Uint8Array>

const TRIES = 128
const ascii = new TextEncoder()

/**
 * Reads RSAES-PKCS1-v1_5 blocks of unknown message length so that there are no malformed ones: each stands for a message
 * made from the private key and the ciphertext, the same one every time, of a length that looks like any other
 * (draft-irtf-cfrg-rsa-guidance, section 7). The result equals, byte for byte, what OpenSSL 3.2 and later return.
 *
 * @param privateExponent `d`, big-endian, as long as the modulus
 */
export async function createImplicitRejection(importHmac: ImportHmac, privateExponent: Uint8Array): Promise<ImplicitRejection> {
  const hash = new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", own(privateExponent)))
  const derive = await importHmac(hash)
  return async (block, ciphertext) => {
    const hmac = await importHmac(await derive(ciphertext))
    const synthetic = await expand(hmac, "message", block.length)
    const lengths = await expand(hmac, "length", TRIES * 2)
    return chooseMessage(block, synthetic, pickLength(lengths, block.length - 10))
  }
}

/** The pseudo-random function of the draft: HMAC over a counter, a label and the length in bits. */
async function expand(hmac: Awaited<ReturnType<ImportHmac>>, label: string, length: number): Promise<Uint8Array> {
  const out = new Uint8Array(Math.ceil(length / 32) * 32)
  const bits = length * 8
  const input = Uint8Array.of(0, 0, ...ascii.encode(label), bits >>> 8, bits & 255)
  for (let round = 0; round * 32 < length; round++) {
    // 8192 bits, the longest key that is read, need 32 rounds: the counter's upper byte stays 0.
    input[1] = round
    out.set(await hmac(input), round * 32)
  }
  return out.subarray(0, length)
}

/** The last of the candidates that is below the limit; with 128 of them one practically always is. */
function pickLength(candidates: Uint8Array, limit: number): number {
  const mask = (1 << (32 - Math.clz32(limit))) - 1
  let picked = 0
  for (let i = 0; i < candidates.length; i += 2) {
    const candidate = ((candidates[i]! << 8) | candidates[i + 1]!) & mask
    const below = (candidate - limit) >> 31
    picked = (candidate & below) | (picked & ~below)
  }
  return picked
}

/** The block's message, or the end of the synthetic one, without a branch on which. The length of the result is visible. */
function chooseMessage(block: Uint8Array, synthetic: Uint8Array, syntheticLength: number): Uint8Array {
  let zeroAt = 0
  let searching = -1
  for (let i = 2; i < block.length; i++) {
    const isZero = (block[i]! - 1) >> 31
    zeroAt |= i & isZero & searching
    searching &= ~isZero
  }
  // Eight bytes of padding are the standard's least.
  const wrong = block[0]! | (block[1]! ^ 2) | searching | ((zeroAt - 10) >> 31)
  const bad = (wrong | -wrong) >> 31
  const both = new Uint8Array(block.length)
  for (let i = 0; i < both.length; i++) both[i] = (block[i]! & ~bad) | (synthetic[i]! & bad)
  return both.subarray(((zeroAt + 1) & ~bad) | ((block.length - syntheticLength) & bad))
}
