import { createInterface } from "node:readline/promises"
import { Writable } from "node:stream"

/** Asks at the terminal without showing what is typed; `undefined` where there is no terminal. The question goes to the standard error. */
export async function askSecret(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined
  process.stderr.write(question)
  // The line editor echoes into nothing.
  const output = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output, terminal: true })
  try {
    return await lines.question("")
  } finally {
    lines.close()
    process.stderr.write("\n")
  }
}
