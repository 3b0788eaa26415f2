/** Base64 of RFC 4648 section 5, without padding: fits a URL, a column and a JOSE part. */
export const encodeBase64Url = (bytes: Uint8Array): string => {
  const out = new Uint8Array(Math.ceil((bytes.length * 4) / 3))
  let [held, bits, at] = [0, 0, 0]
  for (const byte of bytes) {
    held = ((held << 8) | byte) & HELD
    for (bits += 8; bits >= 6; bits -= 6) out[at++] = codes[(held >>> (bits - 6)) & 63] ?? 0
  }
  if (bits > 0) out[at] = codes[(held << (6 - bits)) & 63] ?? 0
  return ascii.decode(out)
}

/** Reads it strictly: one byte string has exactly one spelling. Undefined for anything else. */
export const decodeBase64Url = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  if (text.length % 4 === 1) return undefined
  const out = new Uint8Array(Math.floor((text.length * 3) / 4))
  let [held, bits, at] = [0, 0, 0]
  for (let index = 0; index < text.length; index++) {
    const value = values[text.charCodeAt(index)] ?? INVALID
    if (value === INVALID) return undefined
    held = ((held << 6) | value) & HELD
    bits += 6
    if (bits < 8) continue
    bits -= 8
    out[at++] = held >>> bits
  }
  return (held & ((1 << bits) - 1)) === 0 ? out : undefined
}

/** At most 6 bits wait for the next byte. */
const HELD = 0x3fff
const INVALID = 255
const ascii = new TextDecoder()
const codes = new TextEncoder().encode("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
const values = new Uint8Array(128).fill(INVALID)
for (const [value, code] of codes.entries()) values[code] = value
