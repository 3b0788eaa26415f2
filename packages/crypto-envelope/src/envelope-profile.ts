import { EnvelopeError } from "./envelope-error.ts"

/** RSA paddings that the bank's envelopes use: `oaepHashingAlgorithm` `"NONE"` is PKCS1, `"SHA1"` is OAEP-SHA1. */
export type RsaPadding = "PKCS1" | "OAEP-SHA1"

/**
 * What one family of the bank's APIs expects of an envelope, as data.
 *
 * Source: the composite guide's envelope section, and the layouts that public clients send and read (README, "Layouts").
 */
export interface EnvelopeProfile {
  /** The padding we seal with. Also the only one we open, unless `accept` lists others. */
  readonly rsa: RsaPadding
  /** Paddings that may be opened. `oaepHashingAlgorithm` is the sender's word, so it is checked against this list. */
  readonly accept?: readonly RsaPadding[]
  /**
   * The AES session key: its length in bytes, pinned for sealing and opening alike, and how it is made. `raw` is `bytes`
   * random bytes; `ascii` is `bytes` printable characters of 6 random bits each (96 bits in 16 characters).
   */
  readonly sessionKey: { readonly bytes: 16 | 32; readonly charset: "raw" | "ascii" }
  /**
   * Where the IV travels in what we seal:
   *
   * - `field`: in the `iv` field;
   * - `prefix`: as the first 16 bytes of `encryptedData`, `iv` empty;
   * - `field+prefix`: both of these;
   * - `plaintext`: 16 random bytes are encrypted in front of the JSON, `iv` empty. Who takes the first block for the IV, and
   *   who decrypts with any IV and drops 16 bytes, both read it right.
   */
  readonly requestIv: "field" | "prefix" | "plaintext" | "field+prefix"
  /** Replies: an empty `iv` means prefix, a filled one means field; a repeated prefix is stripped. */
  readonly responseIv: "auto"
  /**
   * RSA without AES: how many blocks a sealed body may have at most. The bank's side reads one (501 bytes of JSON with a
   * 4096-bit key); unlimited unless given.
   */
  readonly maxBlocks?: number
}

/** The paddings that a profile opens. */
export function acceptedBy({ rsa, accept }: EnvelopeProfile): readonly RsaPadding[] {
  return accept ?? [rsa]
}

const REQUEST_IVS: readonly EnvelopeProfile["requestIv"][] = ["field", "prefix", "plaintext", "field+prefix"]

/** Throws `ENVELOPE_PROFILE` when a profile that came past the type checker names a value that does not exist. */
export function checkProfile(profile: EnvelopeProfile): void {
  const paddings = [profile.rsa, ...(profile.accept ?? [])]
  demand(paddings.every((padding) => padding === "PKCS1" || padding === "OAEP-SHA1"), "rsa, accept", "PKCS1 or OAEP-SHA1")
  demand(profile.accept === undefined || profile.accept.length > 0, "accept", "at least one padding")
  demand(profile.sessionKey?.bytes === 16 || profile.sessionKey?.bytes === 32, "sessionKey.bytes", "16 or 32")
  demand(profile.sessionKey.charset === "raw" || profile.sessionKey.charset === "ascii", "sessionKey.charset", "raw or ascii")
  demand(REQUEST_IVS.includes(profile.requestIv), "requestIv", REQUEST_IVS.join(", "))
  demand(profile.responseIv === "auto", "responseIv", "auto")
  const { maxBlocks = 1 } = profile
  demand(Number.isInteger(maxBlocks) && maxBlocks > 0, "maxBlocks", "a whole number above 0")
}

function demand(holds: boolean, field: string, expected: string): void {
  if (!holds) throw new EnvelopeError("ENVELOPE_PROFILE", `profile.${field}: expected ${expected}.`)
}
