import { fileURLToPath } from "node:url"
import { type Journal, type NewPayout, Sensitive } from "@hundi/core"
import type { D1Database } from "cloudflare:workers"
import { Miniflare } from "miniflare"
import { afterAll, expect, it } from "vitest"
import { bundleWorker } from "../build/bundle-worker.ts"
import { migrateD1, openD1Journal } from "../testing/d1-sql.ts"

const { text } = await bundleWorker(fileURLToPath(new URL("../testing/d1-suite-worker.ts", import.meta.url)), false)
const miniflare = new Miniflare({
  modules: [{ type: "ESModule", path: "worker.mjs", contents: text }],
  compatibilityDate: "2026-07-01",
  d1Databases: Object.fromEntries(Array.from({ length: 100 }, (_, number) => [`DB${number}`, `db-${number}`])),
  cf: false
})
afterAll(() => miniflare.dispose())

/** The worker takes them from the front. */
let number = 90
const newDatabase = async (): Promise<D1Database> => {
  const database = (await miniflare.getD1Database(`DB${number++}`)) as unknown as D1Database
  await migrateD1(database)
  return database
}

const entry = (payoutId: string): NewPayout => ({
  id: `default/${payoutId}`,
  order: {
    ...{ tenant: "default", payoutId, idempotencyKey: payoutId, amountPaise: 100n, remark: "", operation: "composite.imps.pay", rail: "imps" },
    beneficiary: { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
  },
  ...{ fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: 0 }
})

it("L7: on D1 two workers claim one payout at the same moment, under one epoch: so D1 may hold no journal", async () => {
  const database = await newDatabase()
  const workers: readonly Journal[] = [openD1Journal(database), openD1Journal(database)]
  await workers[0]!.accept([entry("P1")], 0)
  const claims = await Promise.all(workers.map((journal, index) => journal.claim("default/P1", { owner: String(index), now: 0, leaseMs: 1000 })))
  expect(claims.map((work) => work?.epoch)).toEqual([1, 1])
})

it("L1: on D1 a step that fails half-way leaves its half behind", async () => {
  const database = await newDatabase()
  const journal = openD1Journal(database)
  // The second payout breaks a rule of the table: the first must not be taken on either.
  const broken = entry("P2")
  const orders = [entry("P1"), { ...broken, order: { ...broken.order, amountPaise: 0n } }]
  await expect(journal.accept(orders, 0)).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" })
  expect(await journal.get("default/P1")).toBeDefined()
})

it("one call after the other, D1 does what the journal's suite asks: what it lacks shows only when calls meet, or stop half-way", async () => {
  const answer = await miniflare.dispatchFetch("http://d1.test/")
  const { tests, failed } = (await answer.json()) as { readonly tests: number; readonly failed: readonly string[] }
  expect(tests).toBeGreaterThan(40)
  expect(failed).toEqual([])
}, 120_000)
