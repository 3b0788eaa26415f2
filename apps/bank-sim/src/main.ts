#!/usr/bin/env -S node --conditions=hundi-source
import { enableCompileCache } from "node:module"
import { resolve } from "node:path"
import { parseArgs } from "node:util"
import { StartError } from "./start-error.ts"

// Node keeps what it has compiled in the folder for temporary files: the second start takes a third of the time.
enableCompileCache()

const help = `bank-sim: a simulated bank for tests. Unofficial; no money moves here.

  --port N     port to listen on; 0 takes any free one (4200)
  --host H     address to listen on (127.0.0.1)
  --state DIR  folder for the bank's keys, ledger and clock (.hundi/bank)
  --seed N     what every made-up value follows from (1)
  --json       print the ready line as JSON: {"url": ...}
  --help       print this

Control plane: GET /_sim/ in a browser, or see the README.
`

/** Starts the server, and ends with exit code 2 when it cannot. */
const main = async (): Promise<void> => {
  const { values } = readArguments()
  if (values.help) return void process.stdout.write(help)
  const { startServer } = await import("./start-server.ts")
  const server = await startServer({
    host: values.host,
    port: readNumber("port", values.port, 65_535),
    seed: readNumber("seed", values.seed, Number.MAX_SAFE_INTEGER),
    stateFolder: resolve(callerFolder(), values.state),
    note: (text) => process.stderr.write(`bank-sim: ${text}\n`)
  })
  let isClosing = false
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (isClosing) return
      isClosing = true
      void server.close().then(() => process.exit(0))
    })
  }
  // Last, so that whoever waits for this line may stop us at once.
  process.stdout.write(values.json ? `${JSON.stringify({ url: server.url })}\n` : `bank-sim listening on ${server.url}\n`)
}

const readArguments = () => {
  // A package manager may hand over the "--" that separated its own flags from ours.
  const args = process.argv.slice(2)
  try {
    return parseArgs({
      args: args[0] === "--" ? args.slice(1) : args,
      options: {
        port: { type: "string", default: "4200" },
        host: { type: "string", default: "127.0.0.1" },
        state: { type: "string", default: ".hundi/bank" },
        seed: { type: "string", default: "1" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false }
      }
    })
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n")
    throw new StartError(`${reason} See --help.`)
  }
}

const readNumber = (name: string, text: string, most: number): number => {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value > most) throw new StartError(`--${name} must be a whole number from 0 to ${most}, not "${text}"`)
  return value
}

/** `pnpm --filter "*bank-sim" start` runs in the app's folder; a path in its flags is meant from where it was typed. */
const callerFolder = (): string => {
  const { INIT_CWD, npm_lifecycle_event, npm_package_name } = process.env
  const isOurScript = npm_lifecycle_event === "start" && npm_package_name === "@hundi/bank-sim"
  return isOurScript && INIT_CWD !== undefined ? INIT_CWD : process.cwd()
}

try {
  await main()
} catch (error) {
  if (!(error instanceof StartError)) throw error
  process.stderr.write(`bank-sim: ${error.message}\n`)
  process.exitCode = 2
}
