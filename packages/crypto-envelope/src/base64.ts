const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
const PAD = 61
const INVALID = 255

const codes = Uint8Array.from(ALPHABET, (symbol) => symbol.charCodeAt(0))
const values = new Uint8Array(256).fill(INVALID)
for (let value = 0; value < 64; value++) values[codes[value]!] = value

const ascii = new TextDecoder("utf-8")

/** Writes bytes as standard base64 with padding. Plain loops: `btoa` and `Uint8Array.from` with a mapper are many times slower. */
export function encodeBase64(bytes: Uint8Array): string {
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4)
  const whole = bytes.length - (bytes.length % 3)
  let at = 0
  for (let i = 0; i < whole; i += 3) {
    const group = (bytes[i]! << 16) | (bytes[i + 1]! << 8) | bytes[i + 2]!
    out[at++] = codes[group >>> 18]!
    out[at++] = codes[(group >>> 12) & 63]!
    out[at++] = codes[(group >>> 6) & 63]!
    out[at++] = codes[group & 63]!
  }
  if (whole < bytes.length) {
    const two = bytes.length - whole === 2
    const group = (bytes[whole]! << 16) | (two ? bytes[whole + 1]! << 8 : 0)
    out[at++] = codes[group >>> 18]!
    out[at++] = codes[(group >>> 12) & 63]!
    out[at++] = two ? codes[(group >>> 6) & 63]! : PAD
    out[at] = PAD
  }
  return ascii.decode(out)
}

/**
 * Reads standard base64 strictly: padding required, no white space, no URL alphabet, unused bits zero, so that every byte
 * string has exactly one spelling. Returns `undefined` for anything else.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const length = text.length
  if (length % 4 !== 0) return undefined
  if (length === 0) return new Uint8Array(0)
  const pads = text.charCodeAt(length - 1) !== PAD ? 0 : text.charCodeAt(length - 2) !== PAD ? 1 : 2
  const out = new Uint8Array((length / 4) * 3 - pads)
  const whole = pads === 0 ? length : length - 4
  let at = 0
  let seen = 0
  for (let i = 0; i < whole; i += 4) {
    const a = valueAt(text, i)
    const b = valueAt(text, i + 1)
    const c = valueAt(text, i + 2)
    const d = valueAt(text, i + 3)
    seen |= a | b | c | d
    out[at++] = (a << 2) | (b >>> 4)
    out[at++] = (b << 4) | (c >>> 2)
    out[at++] = (c << 6) | d
  }
  if (pads > 0) {
    const a = valueAt(text, whole)
    const b = valueAt(text, whole + 1)
    const c = pads === 1 ? valueAt(text, whole + 2) : 0
    seen |= a | b | c
    if (pads === 2 ? (b & 15) !== 0 : (c & 3) !== 0) return undefined
    out[at++] = (a << 2) | (b >>> 4)
    if (pads === 1) out[at] = (b << 4) | (c >>> 2)
  }
  return seen > 63 ? undefined : out
}

function valueAt(text: string, index: number): number {
  const code = text.charCodeAt(index)
  return code < 256 ? values[code]! : INVALID
}
