import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { generatePartnerKeys } from "@hundi/crypto-envelope/x509"
import { createSimulator, isDropped } from "@hundi/simulator"

/** A simulator on loopback in this process. */
export interface LocalBank {
  readonly url: string
  /** One call of its control plane. */
  readonly ask: <A>(path: string, order?: unknown) => Promise<A>
  readonly stop: () => Promise<void>
}

/** Starts a simulator on a free port, with small keys. */
export const startBank = async (): Promise<LocalBank> => {
  const keys = await generatePartnerKeys({ commonName: "Bank Simulator", bits: 2048, now: Date.now() })
  const simulator = await createSimulator({ seed: 1, keys, now: Date.now, sleep, duplicateReference: "debit-again" })
  const { url, stop } = await serve(async (request, body) => {
    const answer = await simulator.handle(request, body)
    return isDropped(answer) ? undefined : answer
  })
  const ask = async <A>(path: string, order?: unknown): Promise<A> =>
    (await (await fetch(`${url}/_sim/${path}`, order === undefined ? {} : { method: "POST", body: JSON.stringify(order) })).json()) as A
  return { url, ask, stop }
}

/** Undefined cuts the connection. */
type Handler = (request: Request, body: string) => Promise<Response | undefined>

/** Serves a handler on loopback. */
export const serve = async (handle: Handler): Promise<Pick<LocalBank, "url" | "stop">> => {
  const server = createServer((incoming, outgoing) => void answer(handle, incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => stop(server) }
}

const answer = async (handle: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
  const chunks: Buffer[] = []
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString("utf8")
  const method = incoming.method ?? "GET"
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) if (typeof value === "string") headers.set(name, value)
  const response = await handle(new Request(`http://server.test${incoming.url ?? "/"}`, { method, headers, ...(method === "GET" ? {} : { body }) }), body)
  if (response === undefined) return void incoming.socket.destroy()
  outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(new Uint8Array(await response.arrayBuffer()))
}

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
