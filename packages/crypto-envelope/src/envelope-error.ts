/**
 * Stable codes of {@link EnvelopeError}.
 *
 * - `ENVELOPE_OPEN_FAILED`: a body could not be opened. There is no finer code, on purpose.
 * - `ENVELOPE_KEY`: a key or certificate is of the wrong kind, damaged or too short.
 * - `ENVELOPE_PASSWORD`: the password of a key file is missing or wrong.
 * - `ENVELOPE_LEGACY_FILE`: a key file is encrypted with ciphers (RC2, 3DES) that no runtime offers any more.
 * - `ENVELOPE_KEY_SIZE`: an RSA key has another size than the 4096 bits that the bank asks for.
 * - `ENVELOPE_KEY_MISMATCH`: a private key and a certificate are not a pair.
 * - `ENVELOPE_EXPIRED`, `ENVELOPE_NOT_YET_VALID`: a certificate's dates do not cover the given moment.
 * - `ENVELOPE_SELF_SIGNED`: a certificate is self-signed where the bank wants an authority's signature.
 * - `ENVELOPE_NO_PATH`: no chain of issuers leads from a certificate to a trusted root.
 * - `ENVELOPE_SIGNATURE`: a certificate names an issuer who did not sign it.
 * - `ENVELOPE_PROFILE`: a profile names a value that does not exist.
 * - `ENVELOPE_VALUE`: the value given to `seal` has no JSON form.
 * - `ENVELOPE_RUNTIME`: this JavaScript runtime lacks an operation that the bank's padding needs.
 */
export type EnvelopeErrorCode =
  | "ENVELOPE_OPEN_FAILED"
  | "ENVELOPE_KEY"
  | "ENVELOPE_PASSWORD"
  | "ENVELOPE_LEGACY_FILE"
  | "ENVELOPE_KEY_SIZE"
  | "ENVELOPE_KEY_MISMATCH"
  | "ENVELOPE_EXPIRED"
  | "ENVELOPE_NOT_YET_VALID"
  | "ENVELOPE_SELF_SIGNED"
  | "ENVELOPE_NO_PATH"
  | "ENVELOPE_SIGNATURE"
  | "ENVELOPE_PROFILE"
  | "ENVELOPE_VALUE"
  | "ENVELOPE_RUNTIME"

/**
 * The only error this package raises. Its message never holds key material, ciphertext or plaintext, and it never has a
 * `cause`: the runtime's own error would tell an attacker which step failed (RFC 8017, section 7.2.2).
 */
export class EnvelopeError extends Error {
  override readonly name = "EnvelopeError"
  readonly code: EnvelopeErrorCode

  constructor(code: EnvelopeErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
