import * as http from "node:http"
import * as https from "node:https"
import type { Transport, WireRequest, WireResult } from "./ports.ts"

/** Where and how to connect. Times are ms. */
export interface NodeTransportOptions {
  readonly baseUrl: string
  /** How long a connection may take to stand, before any byte of the request. */
  readonly connectTimeoutMs?: number
  /** TLS client certificate, private CA and the like. */
  readonly tls?: Pick<https.AgentOptions, "ca" | "cert" | "key" | "pfx" | "passphrase" | "servername">
}

const CONNECT_TIMEOUT_MS = 10_000
/** A reply of the bank is a few KB; what is longer is not one. */
const MAX_REPLY_BYTES = 4 * 1024 * 1024

/**
 * The transport on node:http and node:https: no retry, no redirect, and a witness. `sent: "no"` is said only when the
 * connection never stood (`connect` for plain, `secureConnect` for TLS), because Node writes no byte before that (L3).
 * @example
 * createNodeTransport({ baseUrl: "https://apibankingonesandbox.icicibank.com" })
 */
export const createNodeTransport = (options: NodeTransportOptions): Transport & { readonly close: () => void } => {
  const base = new URL(options.baseUrl)
  const secure = base.protocol === "https:"
  const agentOptions = { keepAlive: true, maxSockets: 256, scheduling: "lifo" as const }
  const agent = secure ? new https.Agent({ ...agentOptions, ...options.tls }) : new http.Agent(agentOptions)
  const connectTimeoutMs = options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS
  return {
    send: (request, signal) =>
      sendOnWire(
        secure ? https.request : http.request,
        new URL(request.path, base),
        { ...request, agent, secure, connectTimeoutMs },
        signal
      ),
    close: () => agent.destroy()
  }
}

interface Wire extends WireRequest {
  readonly agent: http.Agent
  readonly secure: boolean
  readonly connectTimeoutMs: number
}

const sendOnWire = (open: typeof http.request, url: URL, wire: Wire, signal?: AbortSignal): Promise<WireResult> =>
  new Promise((resolve) => {
    let connected = false
    let why: string | undefined
    const request = open(url, {
      method: wire.method,
      agent: wire.agent,
      headers: { ...wire.headers, "content-length": Buffer.byteLength(wire.body) }
    })
    const abandon = (reason: string) => (): void => {
      why = reason
      request.destroy()
    }
    const whole = setTimeout(abandon("time-out"), wire.timeoutMs)
    const connect = setTimeout(abandon("no connection in time"), Math.min(wire.connectTimeoutMs, wire.timeoutMs))
    const stop = abandon("stopped here")
    signal?.addEventListener("abort", stop, { once: true })
    const finish = (result: WireResult): void => {
      clearTimeout(whole)
      clearTimeout(connect)
      signal?.removeEventListener("abort", stop)
      resolve(result)
    }
    const stands = (): void => {
      connected = true
      clearTimeout(connect)
    }
    request.on("socket", (socket) => {
      // A socket from the pool has stood before: from it, no witness.
      if (!socket.connecting) stands()
      else socket.once(wire.secure ? "secureConnect" : "connect", stands)
    })
    request.on("response", (response) => readReply(response, finish, () => why))
    request.on("error", (error: NodeJS.ErrnoException) =>
      finish({ kind: "failure", sent: connected ? "maybe" : "no", why: why ?? faultName(error) })
    )
    if (signal?.aborted === true) stop()
    request.end(wire.body)
  })

const readReply = (response: http.IncomingMessage, finish: (result: WireResult) => void, why: () => string | undefined): void => {
  const chunks: Buffer[] = []
  let length = 0
  response.on("data", (chunk: Buffer) => {
    length += chunk.length
    if (length > MAX_REPLY_BYTES) response.destroy(new Error("reply too long"))
    else chunks.push(chunk)
  })
  response.on("end", () => finish({ kind: "reply", status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") }))
  response.on("error", () => finish({ kind: "failure", sent: "maybe", why: why() ?? "the reply broke off" }))
  response.on("aborted", () => finish({ kind: "failure", sent: "maybe", why: why() ?? "the reply broke off" }))
}

/** The system's name of the fault, e.g. ECONNREFUSED; never an address. */
const faultName = (error: NodeJS.ErrnoException): string => error.code ?? "the line failed"
