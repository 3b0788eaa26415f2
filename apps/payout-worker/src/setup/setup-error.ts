/** A fault of usage or set-up: the message is all a person needs, and the process ends with code 2. */
export class SetupError extends Error {
  override readonly name = "SetupError"
}
