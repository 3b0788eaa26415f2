/** A fault of usage or set-up: its message is all that a person needs, and the process ends with code 1. */
export class UsageError extends Error {
  override readonly name = "UsageError"
}
