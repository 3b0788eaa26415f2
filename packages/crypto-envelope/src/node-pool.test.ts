import { EventEmitter } from "node:events"
import { readFileSync } from "node:fs"
import type { Worker } from "node:worker_threads"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import type { EnvelopeVectors } from "./conformance-suite.ts"
import { createEnvelope, profiles } from "./index.ts"
import type { Envelope } from "./index.ts"
import { createNodePool } from "./node-pool.node.ts"
import type { NodePool } from "./node-pool.node.ts"

const path = new URL("../../../tooling/vectors/envelope/envelope.json", import.meta.url)
const { cases, testOnlyKeys } = JSON.parse(readFileSync(path, "utf8")) as EnvelopeVectors
const { certificate, privateKey } = testOnlyKeys["partner2048"]!
const options = { recipientCertificate: certificate, privateKey, profile: profiles.composite }

let pool: NodePool
let pooled: Envelope
let alone: Envelope
beforeAll(async () => {
  pool = createNodePool({ size: 2 })
  pooled = await createEnvelope({ ...options, pool })
  alone = await createEnvelope(options)
})
afterAll(() => pool.close())

const outcome = (envelope: Envelope, body: string) =>
  envelope.open(body).then(
    (opened) => JSON.stringify(opened),
    (error: Error) => [error.name, error.message, (error as { code?: string }).code, "cause" in error, Object.keys(error)]
  )

test("every openssl vector gives the same as without a pool, errors included", async () => {
  const bodies = cases.filter(({ key }) => key === "partner2048").map(({ body }) => body)
  const outcomes = (envelope: Envelope) => Promise.all(bodies.map((body) => outcome(envelope, body)))
  expect(await outcomes(pooled)).toEqual(await outcomes(alone))
})

test("many at once, each gets its own", async () => {
  const values = Array.from({ length: 40 }, (_, i) => ({ i }))
  const bodies = await Promise.all(values.map((value) => alone.seal(value)))
  expect((await Promise.all(bodies.map((body) => pooled.open(body)))).map(({ value }) => value)).toEqual(values)
})

test("two envelopes and a previous key share the threads", async () => {
  const stranger = testOnlyKeys["stranger2048"]!
  const both = await createEnvelope({ ...options, privateKey: stranger.privateKey, previousPrivateKey: privateKey, pool })
  expect(await both.open(await alone.seal(1))).toEqual({ sealed: true, value: 1 })
  expect(await pooled.open(await alone.seal(2))).toEqual({ sealed: true, value: 2 })
})

test("RSA alone goes through the pool too", async () => {
  const value = { rows: Array.from({ length: 50 }, (_, i) => ({ i, remark: "row" })) }
  expect(await pooled.openAsymmetric(await alone.sealAsymmetric(value))).toEqual({ sealed: true, value })
})

test("a thread that dies fails its messages alone, and is replaced", async () => {
  const workers: Worker[] = []
  const note = (worker: Worker) => workers.push(worker)
  process.on("worker", note)
  const frail = createNodePool({ size: 1 })
  const envelope = await createEnvelope({ ...options, pool: frail })
  const bodies = await Promise.all(Array.from({ length: 50 }, (_, i) => envelope.seal(i)))
  const opening = Promise.allSettled(bodies.map((body) => envelope.open(body)))
  await workers[0]!.terminate()
  const lost = (await opening).filter(({ status }) => status === "rejected") as PromiseRejectedResult[]
  expect(lost.length).toBeGreaterThan(0)
  expect(new Set(lost.map(({ reason }) => (reason as { code: string }).code))).toEqual(new Set(["ENVELOPE_OPEN_FAILED"]))
  expect(await envelope.open(bodies[7]!)).toEqual({ sealed: true, value: 7 })
  await frail.close()
  process.off("worker", note)
  expect(workers).toHaveLength(2)
})

test("a pool that was closed is named, before any message is looked at", async () => {
  const short = createNodePool({ size: 1 })
  const envelope = await createEnvelope({ ...options, pool: short })
  const body = await envelope.seal(1)
  const opening = envelope.open(body).catch((error: unknown) => error)
  await short.close()
  expect(await opening).toMatchObject({ code: "ENVELOPE_OPEN_FAILED", message: "The message could not be opened." })
  for (const run of [() => envelope.open(body), () => envelope.openAsymmetric("x"), () => createEnvelope({ ...options, pool: short })])
    await expect(run()).rejects.toMatchObject({ code: "ENVELOPE_RUNTIME", message: "The pool is closed: opening needs its threads." })
})

test("threads that do not start are named, and not started again for ever", async () => {
  let starts = 0
  class Stillborn extends EventEmitter {
    constructor() {
      super()
      starts++
      setImmediate(() => this.emit("exit", 1))
    }
    ref = () => undefined
    unref = () => undefined
    postMessage = () => undefined
    terminate = async () => 0
  }
  vi.resetModules()
  vi.doMock("node:worker_threads", () => ({ Worker: Stillborn }))
  const broken = (await import("./node-pool.node.ts")).createNodePool({ size: 2 })
  vi.doUnmock("node:worker_threads")
  const message = "The threads of the pool do not start, or cannot do RSA."
  await expect(createEnvelope({ ...options, pool: broken })).rejects.toMatchObject({ code: "ENVELOPE_RUNTIME", message })
  await broken.close()
  expect(starts).toBe(2)
})

test.each([0, 1.5, -1, Number.NaN])("size %s is refused", (size) => {
  expect(() => createNodePool({ size })).toThrow(expect.objectContaining({ code: "ENVELOPE_RUNTIME" }) as Error)
})
