import type { Command } from "../cli/parse-command.ts"
import { checkHost, startCallbackServer, startServer } from "../http/start-server.ts"
import { readSettings } from "../setup/read-settings.ts"
import { openPaying } from "./open-paying.ts"
import { listenForStop } from "./stop-signal.ts"

/** Takes payouts over HTTP until it is told to stop. Returns the exit code. */
export const serve = async (command: Extract<Command, { name: "serve" }>): Promise<number> => {
  const stop = listenForStop()
  const { host: defaultHost, token, port } = readSettings(process.env)
  const host = command.host ?? defaultHost
  checkHost(host, token)
  const paying = await openPaying({ mayStartSimulator: false })
  try {
    const server = await startServer({ worker: paying.worker, host, port, token })
    process.stderr.write(`listening on ${server.url}\n`)
    const callbacks = await startCallbackServer(paying.worker).catch(async (error: unknown) => {
      await server.close()
      throw error
    })
    if (callbacks !== undefined) process.stderr.write(`callbacks of the bank, and nothing else, on ${callbacks.url}/v1/callbacks/upi and /cib\n`)
    await stop.wait()
    await callbacks?.close()
    await server.close()
    return 0
  } finally {
    await paying.close()
  }
}
