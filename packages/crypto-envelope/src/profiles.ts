import type { EnvelopeProfile } from "./envelope-profile.ts"

/**
 * Profiles by product, as far as public sources agree on one. Spread one to change a part:
 * `{ ...profiles.composite, rsa: "OAEP-SHA1" }`.
 */
export const profiles: {
  /**
   * Composite Pay and its status call, over every rail: the IV in its field.
   * Source: the composite guide; seven public clients in PHP, Node and Python agree (encryption variant "hybrid-iv-field").
   */
  readonly composite: EnvelopeProfile
  /** Composite Pay with a 32-byte key and the IV as prefix, as the bank's own SDKs allow (variant "hybrid-aes256"). */
  readonly "composite-aes256": EnvelopeProfile
  /** Name inquiry as one working public client sends it: the IV inside the plaintext (variant "hybrid-iv-in-plaintext"). */
  readonly "name-inquiry": EnvelopeProfile
  /** Corporate banking in hybrid mode, bulk files and statements: the IV as prefix (variant "hybrid-iv-prefix"). */
  readonly cib: EnvelopeProfile
  /**
   * Corporate banking by RSA alone, for `sealAsymmetric` and `openAsymmetric`: registration, transaction, inquiry, balance;
   * the account statement answers hybrid. One block (variants "rsa-only" and "rsa-request-hybrid-response").
   */
  readonly "cib-rsa": EnvelopeProfile
  /** Merchant UPI of the first generation: RSA alone, callbacks of several blocks (the bank's asymmetric mode, rule "v0"). */
  readonly "upi-v0": EnvelopeProfile
  /** Merchant UPI of the second generation, also its callbacks: IV as prefix, service `UPI` (Eazypay 2.0 document, rule "v1"). */
  readonly "upi-v1": EnvelopeProfile
  /** e-Collection: the bank posts to us and takes our answer in the same layout, IV as prefix (merchants' eCollections guide). */
  readonly "e-collection": EnvelopeProfile
} = Object.freeze({
  composite: profile("field"),
  "composite-aes256": profile("prefix", 32),
  "name-inquiry": profile("plaintext"),
  cib: profile("prefix"),
  "cib-rsa": profile("prefix", 16, 1),
  "upi-v0": profile("prefix", 16, 1),
  "upi-v1": profile("prefix"),
  "e-collection": profile("prefix")
})

/** All sources name PKCS1 and keys of printable characters; only the IV and the lengths differ. */
function profile(requestIv: EnvelopeProfile["requestIv"], bytes: 16 | 32 = 16, maxBlocks?: number): EnvelopeProfile {
  const sessionKey = Object.freeze({ bytes, charset: "ascii" })
  return Object.freeze({ rsa: "PKCS1", sessionKey, requestIv, responseIv: "auto", ...(maxBlocks === undefined ? {} : { maxBlocks }) } as const)
}
