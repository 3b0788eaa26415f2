import { EnvelopeError } from "./envelope-error.ts"
import { toJson } from "./seal-value.ts"
import type { Sealer } from "./seal-value.ts"

/** What {@link Envelope.sealAsymmetric} takes besides the value. */
export interface AsymmetricOptions {
  /** Most RSA blocks that the body may have, instead of the profile's `maxBlocks`. */
  readonly maxBlocks?: number
}

/** Seals a JSON object by RSA alone, in blocks as long as the key, and returns the text/plain body. */
export async function sealAsymmetric(sealer: Sealer, value: unknown, options: AsymmetricOptions): Promise<string> {
  const { profile, base64, recipient, blockBytes } = sealer
  if (typeof value !== "object" || value === null)
    throw new EnvelopeError("ENVELOPE_VALUE", "RSA alone seals JSON objects and arrays, as the bank's APIs send them.")
  const json = toJson(value)
  const pkcs1 = profile.rsa === "PKCS1"
  // RFC 8017: 11 bytes of padding in PKCS1, two hashes and two bytes in OAEP.
  const room = blockBytes - (pkcs1 ? 11 : 42)
  const count = Math.ceil(json.length / room)
  const limit = options.maxBlocks ?? profile.maxBlocks ?? count
  if (count > limit)
    throw new EnvelopeError("ENVELOPE_VALUE", `${json.length} bytes of JSON do not fit the ${room * limit} that RSA alone may seal: use seal.`)
  const out = new Uint8Array(count * blockBytes)
  for (let i = 0; i < count; i++) {
    const part = json.subarray(i * room, (i + 1) * room)
    out.set(await (pkcs1 ? recipient.pkcs1Encrypt(part) : recipient.oaepSha1Encrypt(part)), i * blockBytes)
  }
  return base64.encode(out)
}
