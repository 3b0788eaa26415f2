import { chooseBytes } from "./unpad-pkcs1.ts"

const HASH_BYTES = 20
/** SHA-1 of the empty label, the only label the bank's envelopes use (RFC 8017, section 7.1.1, step 2a). */
const EMPTY_LABEL_HASH = Uint8Array.of(
  0xda, 0x39, 0xa3, 0xee, 0x5e, 0x6b, 0x4b, 0x0d, 0x32, 0x55, 0xbf, 0xef, 0x95, 0x60, 0x18, 0x90, 0xaf, 0xd8, 0x07, 0x09
)

/**
 * Takes a message of known length out of an RSAES-OAEP block with SHA-1 and MGF1-SHA-1 (RFC 8017, section 7.1.2), or
 * `fallback` when the block is malformed, in time that depends on the lengths alone. The checks are folded into one
 * number: telling "first byte not zero" from "label differs" is Manger's attack.
 */
export function unpadOaepSha1(
  block: Uint8Array,
  length: number,
  fallback: Uint8Array,
  sha1: (data: Uint8Array) => Uint8Array
): Uint8Array {
  const data = unmask(block, sha1)
  const separator = data.length - length - 1
  let wrong = block[0]! | ((data[separator] ?? 0) ^ 1)
  for (let i = 0; i < HASH_BYTES; i++) wrong |= data[i]! ^ EMPTY_LABEL_HASH[i]!
  for (let i = HASH_BYTES; i < separator; i++) wrong |= data[i]!
  if (separator < HASH_BYTES) wrong = 1
  return chooseBytes(wrong, data.subarray(data.length - length), fallback)
}

/**
 * The same for a message of any length. For a malformed block it gives one byte 0xff, which no UTF-8 text holds, so that the
 * text it was to be a part of is refused as a whole. The separator is found by looking at every byte.
 */
export function unpadOaepSha1Open(block: Uint8Array, sha1: (data: Uint8Array) => Uint8Array): Uint8Array {
  const data = unmask(block, sha1)
  let wrong = block[0]!
  for (let i = 0; i < HASH_BYTES; i++) wrong |= data[i]! ^ EMPTY_LABEL_HASH[i]!
  let start = 0
  let searching = -1
  for (let i = HASH_BYTES; i < data.length; i++) {
    const isZero = (data[i]! - 1) >> 31
    const ends = searching & ~isZero
    wrong |= ends & (data[i]! ^ 1)
    start |= ends & (i + 1)
    searching &= isZero
  }
  wrong |= searching
  const bad = (wrong | -wrong) >> 31
  const last = data.length - 1
  data[last]! |= bad & 0xff
  return data.subarray((start & ~bad) | (last & bad))
}

/** The data block without its masks. */
function unmask(block: Uint8Array, sha1: (data: Uint8Array) => Uint8Array): Uint8Array {
  const seed = block.slice(1, 1 + HASH_BYTES)
  const data = block.slice(1 + HASH_BYTES)
  xorMask(seed, data, sha1)
  xorMask(data, seed, sha1)
  return data
}

/** XORs MGF1-SHA-1(seed) over `target`, in place (RFC 8017, appendix B.2.1). */
function xorMask(target: Uint8Array, seed: Uint8Array, sha1: (data: Uint8Array) => Uint8Array): void {
  const input = new Uint8Array(seed.length + 4)
  input.set(seed)
  for (let start = 0, counter = 0; start < target.length; start += HASH_BYTES, counter++) {
    // The counter stays below 256: the longest key that is accepted needs 52 rounds.
    input[seed.length + 3] = counter
    const mask = sha1(input)
    const count = Math.min(HASH_BYTES, target.length - start)
    for (let i = 0; i < count; i++) target[start + i]! ^= mask[i]!
  }
}
