/**
 * Takes a message of known length out of an RSAES-PKCS1-v1_5 block (RFC 8017, section 7.2.2), or `fallback` when the block
 * is malformed, in time and memory accesses that depend on the lengths alone.
 *
 * The known length is what makes this simple: the separator must be at one place, so nothing has to be searched for.
 * The caller cannot tell the two results apart, and must not try: it goes on to AES with whichever it got.
 */
export function unpadPkcs1(block: Uint8Array, length: number, fallback: Uint8Array): Uint8Array {
  const separator = block.length - length - 1
  let wrong = block[0]! | (block[1]! ^ 2) | (block[separator] ?? 1)
  // (byte - 1) >>> 8 has set bits for a zero byte only: the padding string must hold none.
  for (let i = 2; i < separator; i++) wrong |= (block[i]! - 1) >>> 8
  // Eight bytes of padding are the standard's least. The lengths are public, so this may be a plain comparison.
  if (separator < 10) wrong = 1
  return chooseBytes(wrong, block.subarray(block.length - length), fallback)
}

/** `whenRight` if `wrong` is 0, else `whenWrong`, as a new array, without a branch on `wrong`. */
export function chooseBytes(wrong: number, whenRight: Uint8Array, whenWrong: Uint8Array): Uint8Array {
  const keepWrong = (wrong | -wrong) >> 31
  const out = new Uint8Array(whenRight.length)
  for (let i = 0; i < out.length; i++) out[i] = (whenRight[i]! & ~keepWrong) | (whenWrong[i]! & keepWrong)
  return out
}
