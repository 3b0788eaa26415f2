import { createServer } from "node:http"
import type { Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { Duplex } from "node:stream"
import { setTimeout as sleep } from "node:timers/promises"
import { createSimulator } from "@hundi/simulator"
import { answerOverHttp } from "./answer-over-http.ts"
import { callPartner } from "./call-partner.ts"
import { openStateFolder } from "./open-state-folder.ts"
import { StartError } from "./start-error.ts"

/** How the server is started. */
export interface ServerOptions {
  readonly host: string
  /** 0 = any free port. */
  readonly port: number
  readonly seed: number
  /** Absolute path; made when it is not there. */
  readonly stateFolder: string
  /** Takes what a person should know, one line at a time. */
  readonly note: (text: string) => void
}

/** A server that runs. */
export interface RunningServer {
  readonly url: string
  readonly close: () => Promise<void>
}

/**
 * Starts the simulated bank on its state folder, where an earlier one left off.
 *
 * @throws StartError when the folder is in use, cannot be read, or the port is taken
 */
export const startServer = async (options: ServerOptions): Promise<RunningServer> => {
  const state = await openStateFolder(options.stateFolder, options.seed, Date.now())
  try {
    if (state.seed !== options.seed) options.note(`this state was made with seed ${state.seed}, which stays`)
    const simulator = await createSimulator({
      seed: state.seed,
      keys: state.keys,
      now: Date.now,
      sleep,
      history: state.history,
      onEvent: state.append,
      call: callPartner,
      rest: (ms) => sleep(ms, undefined, { ref: false })
    })
    // Longer than any client keeps a connection idle: a server that closes first makes its client lose requests.
    const server = createServer({ keepAliveTimeout: 300_000 }, (request, response) => {
      void answerOverHttp(simulator.handle, request, response)
    })
    server.on("clientError", refuseClient)
    const port = await listen(server, options)
    const host = options.host.includes(":") ? `[${options.host}]` : options.host
    return {
      url: `http://${host}:${port}`,
      close: async () => {
        await stop(server)
        simulator.close()
        state.close()
      }
    }
  } catch (error) {
    state.close()
    throw error
  }
}

/** What is no HTTP, or has more headers than anybody needs: an answer in the bank's shape, and the end of the connection. */
const refuseClient = (error: NodeJS.ErrnoException, socket: Duplex): void => {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy()
  const [status, phrase] = error.code === "HPE_HEADER_OVERFLOW" ? [431, "Request Header Fields Too Large"] : [400, "Bad Request"]
  const text = JSON.stringify({ success: false, errorCode: String(status), description: phrase })
  socket.end(`HTTP/1.1 ${status} ${phrase}\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\nconnection: close\r\n\r\n${text}`)
}

const listen = (server: Server, { host, port }: ServerOptions): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE"
      reject(new StartError(taken ? `port ${port} on ${host} is in use; give another with --port` : `cannot listen: ${error.message}`))
    })
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
