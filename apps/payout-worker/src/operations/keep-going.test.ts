import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { parsePolicy } from "@hundi/operations/controls"
import { formatWebhookSecret, verifyWebhook } from "@hundi/operations/outbox"
import { afterEach, expect, it } from "vitest"
import { goodBody as body, openTestApp } from "../testing/call-app.ts"
import { keepGoing } from "./keep-going.ts"

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

it("delivers signed webhooks in order as things happen; a receiver can check them", async () => {
  const secrets = [1, 2].map((fill) => formatWebhookSecret(new Uint8Array(32).fill(fill)))
  const received: { readonly type: string; readonly verdict: string }[] = []
  let answer = 500
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8")
      const { kind } = verifyWebhook({ headers: request.headers, body: text, secrets: secrets.slice(1), now: Date.now() })
      received.push({ type: (JSON.parse(text) as { readonly type: string }).type, verdict: kind })
      response.writeHead(answer).end()
      answer = 204
    })
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  ends.push(() => server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  const { worker, order, runUntil, call } = openTestApp({ operations: { webhook: { url, secrets } } })
  const faults: unknown[] = []
  ends.push(keepGoing({ ...worker, onFault: (fault) => void faults.push(fault) }))
  await order(body)
  await expect.poll(() => received.length).toBe(1)
  await runUntil("K1", "settled")
  worker.changes.tell("K1")
  expect((await call("GET", "/metrics")).text).toContain('hundi_webhooks_waiting{endpoint="default"}')
  // The first try met a 500; the same event comes again after 5 s, and the others wait for it.
  await expect.poll(() => received.map(({ type }) => type), { timeout: 9000, interval: 100 }).toEqual(["payout.queued", "payout.queued", "payout.in-flight", "payout.settled"])
  expect(new Set(received.map(({ verdict }) => verdict))).toEqual(new Set(["valid"]))
  expect(faults).toEqual([])
}, 15_000)

it("frees at its start what people decided while nobody ran", async () => {
  const policy = parsePolicy({ approvals: [{ fromPaise: "0", people: 1 }], newBeneficiary: null, velocity: [] })
  const { worker, order, runUntil } = openTestApp({ operations: { policy } })
  await order(body, "K1", "asha")
  await runUntil("K1", "awaiting-approval")
  // A worker holds it while the word is said.
  const work = await worker.journal.claim("default/K1", { owner: "02", now: Date.now(), leaseMs: 60_000 })
  await worker.operations.controls?.approve({ payoutId: "K1", by: "ravi", reason: "invoice 17" })
  await worker.journal.release("default/K1", work?.epoch ?? 0, null)
  let woken = 0
  ends.push(keepGoing({ ...worker, wake: () => void woken++, onFault: () => undefined }))
  await expect.poll(() => woken).toBe(1)
  await runUntil("K1", "settled")
})
