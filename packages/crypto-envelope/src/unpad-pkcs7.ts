/** What {@link readPkcs7} found: where the message ends, and whether the padding was malformed. */
export interface Pkcs7 {
  /** Bytes of message; all of the data when the padding is malformed, so that later steps have something to work on. */
  readonly length: number
  /** 0 for valid padding. */
  readonly wrong: number
}

/**
 * Reads the PKCS#7 padding of AES-CBC plaintext (a whole number of 16-byte blocks, at least one) by looking at all of the
 * last block whatever it holds. The ciphers are run with their own padding check off, since a cipher that throws is a
 * padding oracle (Vaudenay): it is measurably faster to fail there than in the JSON parser.
 */
export function readPkcs7(padded: Uint8Array): Pkcs7 {
  const count = padded[padded.length - 1]!
  let wrong = ((count - 1) >>> 8) | ((16 - count) >>> 8)
  for (let i = 1; i <= 16; i++) {
    // All ones while i <= count, else zero.
    const inside = ~((count - i) >> 31)
    wrong |= inside & (padded[padded.length - i]! ^ count)
  }
  const keep = (wrong | -wrong) >> 31
  return { length: padded.length - (count & ~keep), wrong }
}
