/** Told to stop from outside. */
export interface StopSignal {
  readonly signal: AbortSignal
  /** Resolves at the first signal. */
  readonly wait: () => Promise<void>
}

/** The first SIGTERM or SIGINT asks for a graceful stop, the second ends the process at once: the journal allows that at any moment. */
export const listenForStop = (): StopSignal => {
  const controller = new AbortController()
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130)
    process.stderr.write("\nstopping: what is at the bank now is recorded first; press again to end at once\n")
    controller.abort()
  }
  process.on("SIGTERM", stop)
  process.on("SIGINT", stop)
  const { signal } = controller
  return { signal, wait: () => new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener("abort", () => resolve(), { once: true }))) }
}
