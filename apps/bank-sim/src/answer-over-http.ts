import type { IncomingMessage, ServerResponse } from "node:http"
import { isDropped } from "@hundi/simulator"

/** More than any request of the bank holds. */
const MAX_BODY_BYTES = 1_048_576

/**
 * Carries one request to the simulator and its reply back. A client that hangs up meanwhile changes nothing: the request has
 * been read whole by then, and the bank goes on.
 */
export const answerOverHttp = async (
  handle: (request: Request, body?: string) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse
): Promise<void> => {
  try {
    const body = await readBody(incoming)
    if (body === undefined) return refuse(outgoing, 413, "The body is longer than 1 MB")
    const request = toRequest(incoming, body)
    if (request === undefined) return refuse(outgoing, 400, "Bad request: neither this address nor this method can be served")
    const response = await handle(request, body)
    // A reset, not a polite end: the client must not take it for an empty reply.
    if (isDropped(response)) return void incoming.socket.resetAndDestroy()
    // Only a reply that takes its time, or breaks off, says itself how long it is.
    if (response.headers.has("content-length")) return await dribble(response, incoming, outgoing)
    const bytes = new Uint8Array(await response.arrayBuffer())
    outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), "content-length": bytes.length }).end(bytes)
  } catch (error) {
    // The client went away while its request was still coming in: there is nobody to answer, and nothing was processed.
    if (incoming.destroyed && !incoming.complete) return
    process.stderr.write(`bank-sim: ${error instanceof Error ? error.message : "failed"}\n`)
    if (outgoing.headersSent) return void outgoing.destroy()
    refuse(outgoing, 500, "Internal server error")
  }
}

/** An error of the server itself, in the shape that the bank's gateway gives its own. */
const refuse = (outgoing: ServerResponse, status: number, description: string): void => {
  const text = JSON.stringify({ success: false, errorCode: String(status), description })
  outgoing.writeHead(status, { "content-type": "application/json", ...(status === 413 ? { connection: "close" } : {}) }).end(text)
}

/** Hands on the pieces of a body as they come, and breaks off where it breaks off. */
const dribble = async (response: Response, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  try {
    for await (const piece of response.body ?? []) {
      await new Promise<void>((resolve) => outgoing.write(piece, () => resolve()))
      if (outgoing.destroyed) return
    }
    outgoing.end()
  } catch {
    incoming.socket.resetAndDestroy()
  }
}

/** Undefined when it is too long. */
const readBody = async (incoming: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= MAX_BODY_BYTES) chunks.push(chunk)
  }
  return length > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks).toString("utf8")
}

/** What the bank's gateway, and the broker's successor API, read of a request's head. */
const carriedHeaders = ["apikey", "x-priority", "content-type", "x-appkey", "x-checksum", "x-sessiontoken", "x-timestamp"] as const

/** Undefined for an address or a method that a Request cannot have. */
const toRequest = (incoming: IncomingMessage, body: string): Request | undefined => {
  const method = incoming.method ?? "GET"
  const headers = new Headers()
  for (const name of carriedHeaders) {
    const value = incoming.headers[name]
    // What is no header value cannot be a credential.
    if (typeof value === "string" && isHeaderValue(value)) headers.set(name, value)
  }
  const { url = "/" } = incoming
  // A path may begin with two slashes, which would otherwise name a host.
  const address = url.startsWith("/") ? `http://bank.invalid${url}` : url
  if (!URL.canParse(address) || ["TRACE", "TRACK", "CONNECT"].includes(method)) return undefined
  return new Request(address, method === "GET" || method === "HEAD" ? { method, headers } : { method, headers, body })
}

const isHeaderValue = (text: string): boolean => !/[^\t\x20-\x7e\x80-\xff]/.test(text)
