import { resolve } from "node:path"
import { fileURLToPath } from "node:url"
import type { Command } from "../cli/parse-command.ts"
import { checkFile, payFile } from "../file/pay-file.ts"
import { checkHost, startServer } from "../http/start-server.ts"
import { readSettings } from "../setup/read-settings.ts"
import { openPaying } from "./open-paying.ts"
import { listenForStop } from "./stop-signal.ts"

/** The simulated bank answers within milliseconds; three seconds keep its time-outs short. */
const BANK_TIMEOUT_MS = 3000
const samplePath = fileURLToPath(new URL("../../sample/payouts.csv", import.meta.url))

/** What `npm start` runs: bank, page, one file, summary. Returns the exit code. */
export const demo = async (command: Extract<Command, { name: "demo" }>): Promise<number> => {
  const stop = listenForStop()
  const settings = readSettings(process.env)
  const host = command.host ?? settings.host
  checkHost(host, settings.token)
  const path = command.file === undefined ? samplePath : resolve(command.file)
  await checkFile(path)
  const paying = await openPaying({ mayStartSimulator: true, bankTimeoutMs: BANK_TIMEOUT_MS, seed: command.seed })
  const { port, token } = settings
  const server = await startServer({ worker: paying.worker, host, port, token }).catch(async (error: unknown) => {
    await paying.close()
    throw error
  })
  try {
    process.stderr.write(`page: ${server.url}\n`)
    const result = await payFile({ path, worker: paying.worker, link: paying.link, signal: stop.signal, by: command.by ?? (process.env["HUNDI_ACTOR"] || undefined) })
    if (result === undefined) {
      process.stderr.write("stopped before all was done: run the same command again, it goes on where it stopped\n")
      return 0
    }
    process.stdout.write(command.json ? `${JSON.stringify(result.summary)}\n` : `\n${result.text}\n`)
    if (!command.exitWhenDone && !stop.signal.aborted) {
      process.stderr.write(`\nThe page stays up at ${server.url}; Ctrl-C ends it.\n`)
      await stop.wait()
    }
    return result.summary.doublePaid === 0 ? 0 : 1
  } finally {
    await server.close()
    await paying.close()
  }
}
