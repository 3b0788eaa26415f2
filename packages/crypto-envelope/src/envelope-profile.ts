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
  /** Where the IV travels in what we seal: in the `iv` field, or as the first 16 bytes of `encryptedData`. */
  readonly requestIv: "field" | "prefix"
  /** Replies: an empty `iv` means prefix, a filled one means field; a repeated prefix is stripped. */
  readonly responseIv: "auto"
}

/** Profiles by product family. */
export const profiles: { readonly composite: EnvelopeProfile } = Object.freeze({
  composite: Object.freeze({
    rsa: "PKCS1",
    sessionKey: Object.freeze({ bytes: 16, charset: "ascii" }),
    requestIv: "field",
    responseIv: "auto"
  } as const)
})

/** Throws `ENVELOPE_PROFILE` when a profile that came past the type checker names a value that does not exist. */
export function checkProfile(profile: EnvelopeProfile): void {
  const paddings = [profile.rsa, ...(profile.accept ?? [])]
  demand(paddings.every((padding) => padding === "PKCS1" || padding === "OAEP-SHA1"), "rsa, accept", "PKCS1 or OAEP-SHA1")
  demand(profile.accept === undefined || profile.accept.length > 0, "accept", "at least one padding")
  demand(profile.sessionKey?.bytes === 16 || profile.sessionKey?.bytes === 32, "sessionKey.bytes", "16 or 32")
  demand(profile.sessionKey.charset === "raw" || profile.sessionKey.charset === "ascii", "sessionKey.charset", "raw or ascii")
  demand(profile.requestIv === "field" || profile.requestIv === "prefix", "requestIv", "field or prefix")
  demand(profile.responseIv === "auto", "responseIv", "auto")
}

function demand(holds: boolean, field: string, expected: string): void {
  if (!holds) throw new EnvelopeError("ENVELOPE_PROFILE", `profile.${field}: expected ${expected}.`)
}
