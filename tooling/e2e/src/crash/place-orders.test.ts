import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, expect, it } from "vitest"
import type { Order } from "./make-orders.ts"
import { createOrderDesk } from "./place-orders.ts"

let server: Server | undefined
afterEach(() => void server?.close())

/** A worker that gives these answers in turn; null cuts the connection, as a killed worker does. */
const answering = async (answers: readonly (readonly [number, object] | null)[]) => {
  const [left, asked] = [[...answers], [] as string[]]
  const made = createServer((request, response) => {
    const answer = left.shift()
    asked.push(`${request.method} ${request.url} ${request.headers["idempotency-key"] ?? ""}`.trim())
    if (answer === null || answer === undefined) return void request.socket.resetAndDestroy()
    response.writeHead(answer[0], { "content-type": "application/json" }).end(JSON.stringify(answer[1]))
  })
  server = made
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve))
  return { url: `http://127.0.0.1:${(made.address() as AddressInfo).port}`, asked }
}

const NOW = Date.UTC(2030, 0, 31)
const order: Order = { id: "H1", rail: "imps", amountPaise: 10_000n, account: "000123456789", steps: ["place"] }
const alive = (): boolean => false

it("asks again what a killed worker left unanswered, under the same key, and takes 200 for an answer then", async () => {
  const { url, asked } = await answering([null, [200, { status: "queued" }]])
  const desk = createOrderDesk(async () => NOW)
  desk.add([order])
  await desk.workAt(url, alive)
  expect([desk.openCount(), desk.taken()]).toEqual([1, []])
  await desk.workAt(url, alive)
  expect([desk.openCount(), desk.taken(), desk.surprises()]).toEqual([0, [order], []])
  expect(asked).toEqual(["POST /v1/payouts H1", "POST /v1/payouts H1"])
})

it("is surprised by a 200 for an order that was never placed, and by another body under a taken key that is taken on", async () => {
  const { url } = await answering([[200, { status: "queued" }]])
  const desk = createOrderDesk(async () => NOW)
  desk.add([order])
  await desk.workAt(url, alive)
  expect([desk.taken(), desk.surprises()]).toEqual([[], ["place H1: 200 queued"]])
  server?.close()

  const other = await answering([[202, {}], [202, { status: "queued" }]])
  desk.add([{ ...order, steps: ["place", "place-other"] }])
  await desk.workAt(other.url, alive)
  expect(desk.surprises().slice(1)).toEqual(["place-other H1: 202 queued"])
})

it("drops an order whose time passed before any worker had taken it on", async () => {
  const { url } = await answering([null, [422, { code: "INVALID_REQUEST", field: "scheduledFor" }]])
  const desk = createOrderDesk(async () => NOW)
  desk.add([{ ...order, waitMs: 1000 }])
  await desk.workAt(url, alive)
  await desk.workAt(url, alive)
  expect([desk.openCount(), desk.taken(), desk.surprises()]).toEqual([0, [], []])
})

it("a cancellation that was made, and not answered, is found by looking", async () => {
  const { url } = await answering([[202, {}], null, [409, { code: "ILLEGAL_TRANSITION" }], [200, { status: "cancelled" }]])
  const desk = createOrderDesk(async () => NOW)
  desk.add([{ ...order, steps: ["place", "cancel"] }])
  await desk.workAt(url, alive)
  expect(desk.cancelled()).toEqual(new Set())
  await desk.workAt(url, alive)
  expect([desk.cancelled(), desk.surprises()]).toEqual([new Set(["H1"]), []])
})
