/**
 * Stable codes of {@link EnvelopeError}.
 *
 * - `ENVELOPE_OPEN_FAILED`: a body could not be opened. There is no finer code, on purpose.
 * - `ENVELOPE_KEY`: a key or certificate is of the wrong kind, damaged or too short.
 * - `ENVELOPE_PROFILE`: a profile names a value that does not exist.
 * - `ENVELOPE_VALUE`: the value given to `seal` has no JSON form.
 * - `ENVELOPE_RUNTIME`: this JavaScript runtime lacks an operation that the bank's padding needs.
 */
export type EnvelopeErrorCode =
  | "ENVELOPE_OPEN_FAILED"
  | "ENVELOPE_KEY"
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
