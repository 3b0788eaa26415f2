import { format } from "node:util"
import type { Capture } from "./capture.ts"

/** What this process writes for people while the worlds live. */
export interface Overhearing {
  readonly join: (capture: Capture) => void
  readonly leave: (capture: Capture) => void
  readonly stop: () => void
}

/**
 * Takes over standard error and the console's complaints: the worker's own lines, and those of the libraries below it. All worlds share
 * them, so every world looks for its own values in each line; the first one counts it.
 */
export const overhear = (): Overhearing => {
  const listeners = new Set<Capture>()
  const write = process.stderr.write.bind(process.stderr)
  const { error, warn } = console
  const hear = (text: string): void => {
    const [first, ...others] = listeners
    first?.say("log", "standard error", text)
    others.forEach((one) => one.look("log", "standard error", text))
  }
  process.stderr.write = (text: string | Uint8Array) => {
    hear(typeof text === "string" ? text : Buffer.from(text).toString("utf8"))
    return true
  }
  console.error = console.warn = (...words: readonly unknown[]) => hear(format(...words))
  return {
    join: (capture) => void listeners.add(capture),
    leave: (capture) => void listeners.delete(capture),
    stop: () => {
      process.stderr.write = write
      Object.assign(console, { error, warn })
    }
  }
}
