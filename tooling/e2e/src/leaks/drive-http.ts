import { makeOrder } from "./make-order.ts"
import { makeCsv } from "./make-csv.ts"
import type { World } from "./make-world.ts"

const ORIGIN = "http://127.0.0.1:4100"

/** One call to the real app; the whole answer, with its headers, is an output. */
const call = async (world: World, method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<void> => {
  const { app, capture, settings, random } = world
  const token = random.chance(20) ? `${settings.token}x` : settings.token
  const type = body === undefined ? {} : { "content-type": "application/json" }
  const init = { method, headers: { authorization: `Bearer ${token}`, "x-hundi-actor": "asha", ...type, ...headers }, ...(body === undefined ? {} : { body }) }
  const response = await app.request(`${ORIGIN}${path}`, init)
  const text = await response.text()
  const kind = response.headers.get("content-type")?.includes("problem") ? "problem" : path.startsWith("/v1/") ? "api" : "page"
  const head = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n")
  capture.say(kind, `${method} ${pathName(path)}`, `${response.status}\n${head}\n\n${withoutRemark(method, path, text)}`)
}

/** The one exception, stated in docs/SECURITY.md: a payout's own answer repeats its remark, and nothing else does. */
const withoutRemark = (method: string, path: string, text: string): string => {
  if (method !== "GET" || !/^\/v1\/payouts\/[^/?]+$/.test(path) || !text.startsWith("{")) return text
  const { remark: _remark, ...rest } = JSON.parse(text) as Record<string, unknown>
  return JSON.stringify(rest)
}

const pathName = (path: string): string => path.split("?")[0] ?? path

/** Orders payouts, some with mistakes. */
export const orderPayouts = async (world: World, payoutIds: readonly string[]): Promise<void> => {
  const { random, people } = world
  for (const payoutId of payoutIds) {
    const person = random.pick(people)
    const text = JSON.stringify(makeOrder(random, person, payoutId))
    const key = { "idempotency-key": random.chance(15) ? "" : payoutId }
    await call(world, "POST", "/v1/payouts", random.chance(12) ? text.slice(0, -random.int(40) - 1) : text, key)
    // The same key again, with another body: a conflict names the field, never the value.
    if (!random.chance(3)) continue
    const other = JSON.stringify(makeOrder(random, random.pick(people), payoutId))
    await call(world, "POST", "/v1/payouts", other, { "idempotency-key": payoutId })
  }
}

/** Reads everything that can be read, and asks for what is not there. */
export const readEverything = async (world: World, payoutIds: readonly string[]): Promise<void> => {
  const { random, people } = world
  const person = random.pick(people)
  for (const payoutId of payoutIds) await call(world, "GET", `/v1/payouts/${payoutId}`)
  for (const status of ["", "?status=unknown", "?status=settled", "?status=failed", "?limit=5"]) await call(world, "GET", `/v1/payouts${status}`)
  for (const path of ["/v1/review", "/healthz", "/readyz", "/metrics", "/openapi.json", "/", "/page.js", "/page.css"]) await call(world, "GET", path)
  const strange = [encodeURIComponent(person.name), person.accountNumber, person.vpa]
  for (const value of strange) {
    await call(world, "GET", `/v1/payouts/${value}`)
    await call(world, "GET", `/v1/payouts?status=${value}`)
    await call(world, "GET", `/v1/payouts?cursor=${value}&limit=${value}`)
    await call(world, "GET", `/nothing/${value}`)
    await call(world, "DELETE", `/v1/payouts/${value}`)
    await call(world, "POST", `/v1/review/${value}/confirm-paid`, JSON.stringify({ by: "asha", reason: "x", rrn: value }))
  }
  await call(world, "GET", "/v1/payouts", undefined, { origin: `https://${person.mobile}.example` })
}

/** What people do to payouts. */
export const actOnPayouts = async (world: World, payoutIds: readonly string[]): Promise<void> => {
  const { random, people } = world
  for (const payoutId of payoutIds) {
    const { accountNumber } = random.pick(people)
    const word = { by: random.pick(["asha", "ravi"]), reason: "on the statement" }
    await random.pick([
      () => call(world, "POST", `/v1/payouts/${payoutId}/retry`),
      () => call(world, "POST", `/v1/payouts/${payoutId}/cancel`, JSON.stringify(word)),
      () => call(world, "POST", `/v1/payouts/${payoutId}/approve`, JSON.stringify(word)),
      () => call(world, "POST", `/v1/review/${payoutId}/ask-again`, JSON.stringify(word)),
      () => call(world, "POST", `/v1/review/${payoutId}/confirm-paid`, JSON.stringify({ ...word, rrn: "600000000001" })),
      () => call(world, "POST", `/v1/review/${payoutId}/confirm-returned`, JSON.stringify({ ...word, rrn: "600000000001", amountPaise: accountNumber })),
      () => call(world, "POST", `/v1/review/${payoutId}/confirm-not-paid`, JSON.stringify({ ...word, statementFrom: accountNumber, statementTo: null }))
    ])()
  }
}

/** A file over HTTP, right or broken. */
export const sendBatch = (world: World): Promise<void> =>
  call(world, "POST", "/v1/batches", makeCsv(world.random, world.people), { "content-type": world.random.chance(10) ? "text/plain" : "text/csv" })

/** Listens to the events for a moment, and looks at each piece that comes. */
export const listenToEvents = async (world: World, payoutIds: readonly string[]): Promise<void> => {
  const response = await world.app.request(`${ORIGIN}/v1/events`, { headers: { authorization: `Bearer ${world.settings.token}` } })
  const reader = response.body?.getReader()
  if (reader === undefined) return
  payoutIds.forEach(world.worker.changes.tell)
  const decoder = new TextDecoder()
  // The greeting, and the changes after they were gathered.
  for (let piece = 0; piece < 2; piece++) {
    const { value, done } = await reader.read()
    if (done) break
    world.capture.say("stream", "GET /v1/events", decoder.decode(value))
  }
  await reader.cancel()
}
