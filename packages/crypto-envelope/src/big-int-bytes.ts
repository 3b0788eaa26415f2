/** Big-endian bytes as a number. */
export function toBigInt(bytes: Uint8Array): bigint {
  return BigInt(`0x0${toHex(bytes)}`)
}

/** A number below 256^length as that many big-endian bytes. */
export function toBytes(value: bigint, length: number): Uint8Array<ArrayBuffer> {
  return fromHex(value.toString(16).padStart(length * 2, "0"))
}

/** Pairs of hex digits as bytes. */
export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(hex.length >> 1)
  for (let i = 0; i < out.length; i++) out[i] = parseInt(hex.slice(i * 2, i * 2 + 2), 16)
  return out
}

/** Bytes as lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  let hex = ""
  for (const byte of bytes) hex += (byte + 256).toString(16).slice(1)
  return hex
}
