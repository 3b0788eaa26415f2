/**
 * `base ** exponent % modulus` for non-negative numbers. Its time depends on all three: never with a private exponent unless
 * the caller agreed to that.
 */
export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  // Five bits at a time pay for their table only with long exponents; public ones are short.
  const bits = exponent.toString(2)
  const width = bits.length > 64 ? 5 : 1
  const table = [1n]
  for (let i = 1; i < 1 << width; i++) table.push((table[i - 1]! * base) % modulus)
  const padded = bits.padStart(Math.ceil(bits.length / width) * width, "0")
  let result = 1n
  for (let at = 0; at < padded.length; at += width) {
    for (let i = 0; i < width; i++) result = (result * result) % modulus
    const digit = parseInt(padded.slice(at, at + width), 2)
    if (digit > 0) result = (result * table[digit]!) % modulus
  }
  return result
}

/** The inverse of `value` modulo `modulus` by Euclid's extended algorithm, or `undefined` when they share a factor. */
export function modInverse(value: bigint, modulus: bigint): bigint | undefined {
  let [a, b] = [modulus, value % modulus]
  let [x, y] = [0n, 1n]
  while (b !== 0n) {
    const quotient = a / b
    ;[a, b] = [b, a - quotient * b]
    ;[x, y] = [y, x - quotient * y]
  }
  return a === 1n ? ((x % modulus) + modulus) % modulus : undefined
}
