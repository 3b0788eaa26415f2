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
    if (body === undefined) return void outgoing.writeHead(413, { connection: "close" }).end()
    const response = await handle(toRequest(incoming, body), body)
    // A reset, not a polite end: the client must not take it for an empty reply.
    if (isDropped(response)) return void incoming.socket.resetAndDestroy()
    const bytes = new Uint8Array(await response.arrayBuffer())
    outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), "content-length": bytes.length }).end(bytes)
  } catch (error) {
    // The client went away while its request was still coming in: there is nobody to answer, and nothing was processed.
    if (incoming.destroyed && !incoming.complete) return
    process.stderr.write(`bank-sim: ${error instanceof Error ? error.message : "failed"}\n`)
    if (outgoing.headersSent) return void outgoing.destroy()
    const text = JSON.stringify({ success: false, errorCode: "500", description: "Internal server error" })
    outgoing.writeHead(500, { "content-type": "application/json" }).end(text)
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

const toRequest = (incoming: IncomingMessage, body: string): Request => {
  const method = incoming.method ?? "GET"
  const headers = new Headers()
  for (const name of carriedHeaders) {
    const value = incoming.headers[name]
    if (typeof value === "string") headers.set(name, value)
  }
  const url = new URL(incoming.url ?? "/", "http://bank.invalid")
  return new Request(url, method === "GET" || method === "HEAD" ? { method, headers } : { method, headers, body })
}
