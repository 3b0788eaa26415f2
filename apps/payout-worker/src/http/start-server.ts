import type { Server } from "node:http"
import type { AddressInfo } from "node:net"
import { createAdaptorServer } from "@hono/node-server"
import { isLoopback } from "../setup/read-settings.ts"
import { SetupError } from "../setup/setup-error.ts"
import type { Worker } from "../worker/open-worker.ts"
import type { Hono } from "hono"
import { createApp, createCallbackApp } from "./create-app.ts"

/** How the HTTP side is started. */
export interface ServerOptions {
  readonly worker: Worker
  readonly host: string
  /** The first port to try; one in use is passed over. 0 takes any free one. */
  readonly port: number
  readonly token: string | undefined
}

/** A server that listens. */
export interface RunningServer {
  readonly url: string
  readonly close: () => Promise<void>
}

const PORTS_TRIED = 50

/** Starts the API and the page. @throws SetupError when no port is free */
export const startServer = ({ worker, host, port, token }: ServerOptions): Promise<RunningServer> =>
  serveApp(createApp({ worker, token }), host, port)

/** Starts what takes the bank's callbacks, and nothing else; undefined unless it is configured. @throws SetupError when no port is free */
export const startCallbackServer = async (worker: Worker): Promise<RunningServer | undefined> => {
  const { callbacks } = worker.operations.settings
  return callbacks === undefined ? undefined : serveApp(createCallbackApp({ worker }), callbacks.host, callbacks.port, 1)
}

/** The bank calls one address: its listener takes no other port than the one that was set. */
const serveApp = async (app: Hono, host: string, port: number, portsTried = PORTS_TRIED): Promise<RunningServer> => {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  await listenOnFree(server, host, port, portsTried)
  const { port: taken } = server.address() as AddressInfo
  if (port !== 0 && taken !== port) process.stderr.write(`port ${port} is in use; the next free one is ${taken}\n`)
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // Streams of events never end by themselves; calls are cut only if they linger.
        setTimeout(() => server.closeAllConnections(), 300).unref()
      })
  }
}

/** Other machines may come in only with a token. @throws SetupError */
export const checkHost = (host: string, token: string | undefined): void => {
  if (!isLoopback(host) && token === undefined) {
    throw new SetupError(`without HUNDI_TOKEN the worker listens on this machine only, not on ${host}: anyone there could order payouts`)
  }
}

const listenOnFree = async (server: Server, host: string, first: number, tried: number): Promise<void> => {
  for (let port = first; port < Math.min(first + tried, 65_536); port++) {
    const fault = await listen(server, host, port)
    if (fault === undefined) return
    if (fault !== "EADDRINUSE") throw new SetupError(`cannot listen on ${host}:${port}: ${fault}`)
  }
  throw new SetupError(tried === 1 ? `port ${first} is in use (HUNDI_CALLBACK_PORT)` : `no free port from ${first} on (HUNDI_PORT)`)
}

const listen = (server: Server, host: string, port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const refuse = (error: NodeJS.ErrnoException): void => resolve(error.code ?? "failed")
    server.once("error", refuse)
    server.listen(port, host, () => {
      server.off("error", refuse)
      resolve(undefined)
    })
  })
