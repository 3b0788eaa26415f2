const pending = new Set<() => void>()
let isListening = false

/** Does `clean` should this process end before the returned function is called. One listener serves all: scores may run side by side. */
export const onExit = (clean: () => void): (() => void) => {
  if (!isListening) {
    isListening = true
    process.once("exit", () => {
      for (const one of pending) one()
    })
  }
  pending.add(clean)
  return () => void pending.delete(clean)
}
