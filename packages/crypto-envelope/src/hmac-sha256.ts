const BLOCK = 64

/**
 * HMAC-SHA-256 (RFC 2104) under one key, of two one-shot hashes. `createHmac` makes a stream each time, which takes three
 * times as long as the hashing of one RSA block.
 */
export function prepareHmacSha256(sha256: (data: Uint8Array) => Uint8Array, key: Uint8Array): (data: Uint8Array) => Uint8Array {
  const block = new Uint8Array(BLOCK)
  block.set(key.length > BLOCK ? sha256(key) : key)
  const [inner, outer] = [block.map((byte) => byte ^ 0x36), block.map((byte) => byte ^ 0x5c)]
  const behind = (pad: Uint8Array, data: Uint8Array) => {
    const out = new Uint8Array(BLOCK + data.length)
    out.set(pad)
    out.set(data, BLOCK)
    return sha256(out)
  }
  return (data) => behind(outer, behind(inner, data))
}
