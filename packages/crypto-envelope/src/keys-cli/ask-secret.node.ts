import { createInterface } from "node:readline/promises"
import { Writable } from "node:stream"
import { CommandError } from "./keys-io.ts"

/** Asks at the terminal without showing what is typed; `undefined` where there is no terminal. The question goes to the standard error. */
export async function askSecret(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined
  // The line editor echoes into nothing, and switches the terminal's own echo off: so it comes before the question.
  const output = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output, terminal: true })
  process.stderr.write(question)
  try {
    return await lines.question("")
  } catch {
    throw new CommandError(1, "Stopped: nothing was written.")
  } finally {
    lines.close()
    process.stderr.write("\n")
  }
}
