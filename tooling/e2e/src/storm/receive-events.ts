import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { verifyWebhook } from "@hundi/operations/outbox"

/** An event as it was handed on. */
export interface Event {
  readonly id: string
  readonly type: string
  readonly subject: string
  readonly seq: number
  readonly data: Readonly<Record<string, unknown>>
}

/** Your own system, as a stand-in: checks each signature and keeps each `webhook-id` once. */
export interface EventReceiver {
  readonly url: string
  /** Each once, in the order of its first delivery. */
  readonly events: readonly Event[]
  /** Deliveries beyond the first. */
  readonly repeats: () => number
  readonly refused: () => number
  readonly close: () => Promise<void>
}

/** @param secret known only once the app's folder is written */
export const receiveEvents = async (secret: () => string): Promise<EventReceiver> => {
  const events: Event[] = []
  const ids = new Set<string>()
  let [repeats, refused] = [0, 0]
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => void chunks.push(chunk))
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8")
      const headers = new Headers(Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]))
      const checked = verifyWebhook({ headers, body, secrets: [secret()], now: Date.now() })
      if (checked.kind !== "valid") refused++
      else if (ids.has(checked.id)) repeats++
      else {
        ids.add(checked.id)
        const { type, data } = JSON.parse(body) as { readonly type: string; readonly data: Event["data"] }
        events.push({ id: checked.id, type, subject: String(data["subject"]), seq: Number(data["seq"]), data })
      }
      response.writeHead(checked.kind === "valid" ? 204 : 400).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    events,
    repeats: () => repeats,
    refused: () => refused,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}
