import { setTimeout as sleep } from "node:timers/promises"
import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { afterAll, beforeAll, expect, it } from "vitest"
import { type Registered, registerAtSimulator } from "./dev/register-at-simulator.ts"
import { type LocalBank, startBank } from "./testing/start-bank.ts"
import { type LocalEdge, startEdge } from "./testing/start-edge.ts"
import { temporaryFolder } from "./testing/temporary-folder.ts"

const folder = temporaryFolder(afterAll)
let bank: LocalBank
let edge: LocalEdge
let bindings: Registered["bindings"]
let certificatePem: string
beforeAll(async () => {
  bank = await startBank()
  ;({ bindings, certificatePem } = await registerAtSimulator(bank.url))
  edge = await startEdge({ folder, bindings })
})
afterAll(async () => {
  await edge.stop()
  await bank.stop()
})

const body = { amountPaise: "10050", currency: "INR", beneficiary: { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" }, remark: "rent" }
const order = (key: string, changes: object = {}) => edge.call("POST", "/v1/payouts", { headers: { "idempotency-key": key }, body: { ...body, ...changes } })
const actor = { "x-hundi-actor": "asha" }

interface Detail {
  readonly status: string
  readonly reference: string | null
  readonly timeline: readonly { readonly kind: string }[]
}

const until = async (id: string, status: string): Promise<Detail> => {
  for (let time = 0; time < 100; time++) {
    const { json } = await edge.call("GET", `/v1/payouts/${id}`)
    if ((json as Detail).status === status) return json as Detail
    await sleep(50)
  }
  throw new Error(`${id} never became ${status}: ${(await edge.call("GET", `/v1/payouts/${id}`)).text}`)
}

const debitsTo = async (account: string) =>
  (await bank.ask<{ readonly debits: readonly { readonly beneficiaryAccount: string; readonly state: string }[] }>("ledger")).debits.filter((debit) => debit.beneficiaryAccount === account)

it("takes an order on, and its alarm pays it: the history in words, account and name masked", async () => {
  expect(await order("P1")).toMatchObject({ status: 202, json: { id: "P1", status: "queued", links: { self: "/v1/payouts/P1" } } })
  const paid = await until("P1", "settled")
  expect(paid).toMatchObject({ outcome: "Settled", amountPaise: "10050", beneficiary: { accountNumber: "XXXXXXXX6789" } })
  expect(paid.timeline.map(({ kind }) => kind)).toEqual(["accepted-by-us", "reserved", "sending", "settled"])
  expect(JSON.stringify(paid)).not.toMatch(/Asha|000123456789/)
  expect(await debitsTo("000123456789")).toHaveLength(1)
})

it("L6: the same key and body is the stored order, another body a conflict, over all shards", async () => {
  expect(await order("P1")).toMatchObject({ status: 200, json: { id: "P1", status: "settled" } })
  expect(await order("P1", { amountPaise: "10051" })).toMatchObject({ status: 409, json: { code: "IDEMPOTENCY_CONFLICT", field: "amountPaise", sent: "no" } })
  // A key that is not the id, and ids that live in other shards than the key.
  expect((await order("K1", { payoutId: "own-1", amountPaise: "200" })).status).toBe(202)
  expect((await order("K1", { payoutId: "own-1", amountPaise: "200" })).status).toBe(200)
  for (const payoutId of ["own-2", "own-3", "own-4", undefined]) {
    expect(await order("K1", { ...(payoutId === undefined ? {} : { payoutId }), amountPaise: "200" })).toMatchObject({ status: 409, json: { code: "IDEMPOTENCY_CONFLICT", field: "payoutId" } })
  }
  // And the other way round: an id that came first is its own key.
  expect((await order("K2", { amountPaise: "300" })).status).toBe(202)
  expect(await order("K2", { payoutId: "own-5", amountPaise: "300" })).toMatchObject({ status: 409 })
  expect((await edge.call("GET", "/v1/payouts/own-2")).status).toBe(404)
})

it("names field and rule of what it refuses", async () => {
  expect(await order("")).toMatchObject({ status: 422, json: { field: "Idempotency-Key" } })
  expect(await order("B1", { amountPaise: 100 })).toMatchObject({ status: 422, json: { field: "amountPaise" } })
  expect(await order("B1", { beneficiary: { ...body.beneficiary, ifsc: "X" } })).toMatchObject({ status: 422, json: { field: "beneficiary.ifsc" } })
  expect(await order("B1", { currency: "USD" })).toMatchObject({ status: 422, json: { field: "currency" } })
  expect(await edge.call("POST", "/v1/payouts", { headers: { "idempotency-key": "B1" }, body: "{" })).toMatchObject({ status: 400, json: { code: "BAD_JSON" } })
  expect(await edge.call("POST", "/v1/payouts", { headers: { "idempotency-key": "B1", "content-type": "text/plain" }, body: "{}" })).toMatchObject({ status: 415 })
  expect(await edge.call("POST", "/v1/payouts", { headers: { "idempotency-key": "B1" }, body: `"${"x".repeat(70_000)}"` })).toMatchObject({ status: 413 })
  expect(await edge.call("GET", "/v1/payouts?status=paid")).toMatchObject({ status: 422, json: { field: "status" } })
  expect(await edge.call("GET", "/v1/payouts?cursor=99.1")).toMatchObject({ status: 422, json: { field: "cursor" } })
  expect(await edge.call("GET", "/v1/nothing")).toMatchObject({ status: 404 })
  expect((await edge.call("GET", "/v1/payouts/B1")).status).toBe(404)
})

it("asks for the token everywhere under /v1 but for callbacks, and for none elsewhere", async () => {
  expect(await edge.call("GET", "/v1/payouts", { anonymous: true })).toMatchObject({ status: 401, json: { code: "UNAUTHORIZED" } })
  expect(await edge.call("GET", "/v1/payouts", { headers: { authorization: "Bearer local-tokem" } })).toMatchObject({ status: 401 })
  expect(await edge.call("GET", "/healthz", { anonymous: true })).toMatchObject({ status: 200, json: { ok: true, journal: "object-not-for-regulated-data", says: expect.stringContaining("cannot be held in India") } })
  expect(await edge.call("GET", "/readyz", { anonymous: true })).toMatchObject({ status: 200, json: { ok: true, pausedRails: [] } })
  const { json } = await edge.call("GET", "/openapi.json", { anonymous: true })
  expect(Object.keys((json as { readonly paths: object }).paths)).toEqual(expect.arrayContaining(["/v1/payouts", "/v1/payouts/{id}", "/v1/callbacks/{source}"]))
  // Nobody outside reaches what the front asks the objects.
  expect((await edge.call("POST", "/internal/keys", { body: {} })).status).toBe(404)
})

it("lists all shards, page by page, each payout once", async () => {
  for (let number = 0; number < 12; number++) await order(`L${number}`, { amountPaise: String(1000 + number) })
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const { status, json } = await edge.call("GET", `/v1/payouts?limit=5${cursor === null ? "" : `&cursor=${cursor}`}`)
    expect(status).toBe(200)
    const page = json as { readonly data: readonly { readonly id: string }[]; readonly nextCursor: string | null }
    expect(page.data.length).toBeLessThanOrEqual(5)
    ids.push(...page.data.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toEqual(expect.arrayContaining(["P1", "own-1", "K2", ...Array.from({ length: 12 }, (_, number) => `L${number}`)]))
})

it("cancels what waits for its time, and retries only what is proved failed", async () => {
  const scheduledFor = new Date(Date.now() + 86_400_000).toISOString()
  expect(await order("S1", { scheduledFor })).toMatchObject({ status: 202, json: { status: "scheduled" } })
  expect(await order("S2", { scheduledFor: "2020-01-01T00:00:00Z" })).toMatchObject({ status: 422, json: { field: "scheduledFor" } })
  expect(await edge.call("POST", "/v1/payouts/S1/cancel", { body: { reason: "not owed" } })).toMatchObject({ status: 422, json: { field: "X-Hundi-Actor" } })
  expect(await edge.call("POST", "/v1/payouts/S1/cancel", { headers: actor, body: { reason: "not owed" } })).toMatchObject({ status: 200, json: { status: "cancelled" } })
  expect(await edge.call("POST", "/v1/payouts/P1/cancel", { headers: actor, body: { reason: "late" } })).toMatchObject({ status: 409 })
  expect(await edge.call("POST", "/v1/payouts/P1/retry")).toMatchObject({ status: 409, json: { code: "LIVE_ATTEMPT" } })
  await order("F1", { beneficiary: { ...body.beneficiary, accountNumber: "999000000052" } })
  const { reference } = await until("F1", "failed")
  expect(await edge.call("POST", "/v1/payouts/F1/retry", { headers: actor })).toMatchObject({ status: 202 })
  for (let time = 0; time < 50 && (await until("F1", "failed")).reference === reference; time++) await sleep(50)
  expect((await until("F1", "failed")).reference).not.toBe(reference)
})

it("L3, L4: fetch cannot witness: a refused line is unknown, asked about by an alarm, and never sent again", async () => {
  const account = "500000000077"
  await bank.ask("faults", { match: { beneficiaryAccount: account }, fault: "drop-before-processing" })
  await order("D1", { beneficiary: { ...body.beneficiary, accountNumber: account } })
  await until("D1", "unknown")
  await bank.ask("clock", { advanceMs: 6000 })
  for (let time = 0; time < 100 && (await until("D1", "unknown")).timeline.length <= 4; time++) await sleep(50)
  expect((await until("D1", "unknown")).timeline.length).toBeGreaterThan(4)
  expect(await debitsTo(account)).toEqual([])
})

it("takes the bank's callbacks as hints: what is not sealed, or not ours, moves nothing; ours makes an enquiry due", async () => {
  const account = "999000000020"
  await order("C1", { beneficiary: { ...body.beneficiary, accountNumber: account } })
  const { reference } = await until("C1", "unknown")
  // Sealed to our certificate, which is public: anybody can do it.
  const bankSide = await createEnvelope({ recipientCertificate: certificatePem, privateKey: bindings["HUNDI_PRIVATE_KEY"] ?? "", profile: profiles["upi-v0"] })
  const plain = { UNIQUEID: reference, TXNSTATUS: "SUCCESS", UTRNUMBER: "000000000001" }
  const post = (text: string) => edge.call("POST", "/v1/callbacks/cib", { anonymous: true, headers: { "content-type": "text/plain" }, body: text })
  expect(await post(JSON.stringify(plain))).toMatchObject({ status: 400, json: { code: "NOT_OPENED" } })
  expect(await edge.call("POST", "/v1/callbacks/collection", { anonymous: true, body: "{}" })).toMatchObject({ status: 404 })
  expect(await post(await bankSide.sealAsymmetric({ ...plain, UNIQUEID: "P01Y0000000000A" }))).toMatchObject({ status: 200 })
  const before = (await until("C1", "unknown")).timeline.length
  expect(await post(await bankSide.sealAsymmetric(plain))).toMatchObject({ status: 200, text: "{}" })
  for (let time = 0; time < 100 && (await until("C1", "unknown")).timeline.length === before; time++) await sleep(50)
  // Its own question was asked; the callback's word that it was paid settled nothing.
  expect((await until("C1", "unknown")).timeline.length).toBeGreaterThan(before)
})

it("comes back with the same journal after the whole runtime has ended, and an alarm goes on where it stopped", async () => {
  const account = "999000000014"
  await order("R1", { beneficiary: { ...body.beneficiary, accountNumber: account } })
  await until("R1", "in-flight")
  await edge.stop()
  edge = await startEdge({ folder, bindings })
  await bank.ask("clock", { advanceMs: 60_000 })
  expect((await until("R1", "settled")).timeline.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["sending", "unknown", "settled"]))
  expect(await debitsTo(account)).toHaveLength(1)
  expect(await order("P1")).toMatchObject({ status: 200, json: { status: "settled" } })
}, 90_000)

it("objects that hold a journal refuse to forget it when the setting changes", async () => {
  await edge.stop()
  const home = { HUNDI_HOME_URL: "http://127.0.0.1:9", HUNDI_HOME_TOKEN: "t" }
  edge = await startEdge({ folder, bindings: home })
  expect(await order("P1")).toMatchObject({ status: 503, json: { code: "CONFIGURATION", rule: expect.stringContaining("HUNDI_EDGE_JOURNAL") } })
})
