import { resolve } from "node:path"
import type { Command } from "../cli/parse-command.ts"
import { checkFile, payFile } from "../file/pay-file.ts"
import { openPaying } from "./open-paying.ts"
import { listenForStop } from "./stop-signal.ts"

/** Pays one file through the configured bank, and ends. Returns the exit code. */
export const pay = async (command: Extract<Command, { name: "pay" }>): Promise<number> => {
  const stop = listenForStop()
  const path = resolve(command.file)
  await checkFile(path)
  const paying = await openPaying({ mayStartSimulator: false })
  try {
    const result = await payFile({ path, worker: paying.worker, link: paying.link, signal: stop.signal, by: command.by ?? (process.env["HUNDI_ACTOR"] || undefined) })
    if (result === undefined) {
      process.stderr.write("stopped before all was done: run the same command again, it goes on where it stopped\n")
      return 0
    }
    process.stdout.write(command.json ? `${JSON.stringify(result.summary)}\n` : `\n${result.text}\n`)
    return result.summary.doublePaid === 0 ? 0 : 1
  } finally {
    await paying.close()
  }
}
