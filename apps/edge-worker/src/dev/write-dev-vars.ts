import { existsSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { LOCAL_TOKEN } from "../testing/start-edge.ts"
import { registerAtSimulator } from "./register-at-simulator.ts"

/**
 * Makes `.dev.vars` for `wrangler dev`, once: a partner at the simulator of HUNDI_BANK_URL, and a journal in the objects. With a file of
 * your own there nothing is done.
 */
const path = fileURLToPath(new URL("../../.dev.vars", import.meta.url))
const bankUrl = process.env["HUNDI_BANK_URL"] || "http://127.0.0.1:4200"

/** A key or certificate in one line, as a file of settings holds it: the base64 between its BEGIN and END. */
const inOneLine = (text: string): string => (text.includes("-----BEGIN") ? text.replace(/-----[A-Z ]+-----|\s/g, "") : text)

if (existsSync(path)) process.stdout.write("edge-worker: .dev.vars is there and stays as it is\n")
else {
  try {
    const { bindings } = await registerAtSimulator(bankUrl, 3000)
    const lines = Object.entries({ HUNDI_TOKEN: LOCAL_TOKEN, ...bindings }).map(([name, value]) => `${name}="${inOneLine(value)}"`)
    writeFileSync(path, `${lines.join("\n")}\n`, { mode: 0o600 })
    process.stdout.write(`edge-worker: registered at ${bankUrl}; .dev.vars is written, the token is «${LOCAL_TOKEN}»\n`)
  } catch (error) {
    const why = error instanceof Error ? error.message : "failed"
    process.stderr.write(`edge-worker: no simulator to register at ${bankUrl} (${why}).\nStart it: npx pnpm@12.21.0 --filter "*bank-sim" start --port 4200 --state .hundi/bank\n`)
    process.exitCode = 1
  }
}
