/** Why the server cannot start, in words for whoever typed the command. */
export class StartError extends Error {
  override readonly name = "StartError"
}
