import { type Change, idOf, Sensitive } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import fc from "fast-check"
import { expect, it } from "vitest"
import { openOperationsSql } from "../sqlite.ts"
import type { Sql } from "../store/sql.ts"
import { createInbox } from "./create-inbox.ts"

const NOW = Date.UTC(2030, 0, 31, 6)
const REFERENCE = "T012AY00000000A"
const ID = idOf("P1")
const unknown: Change = { attempt: { state: "unknown" }, payout: { status: "unknown", dueAt: null }, event: { kind: "unknown", detail: {} } }

/** Dies at the n-th statement or journal call: nothing after it happens. */
const mortal = () => {
  const life = { left: Number.POSITIVE_INFINITY }
  const step = (): void => {
    if (life.left-- <= 0) throw new Error("the process died")
  }
  const mortalSql = (sql: Sql): Sql => ({
    all: (text, ...parameters) => {
      step()
      return sql.all(text, ...parameters)
    },
    transact: (work) => sql.transact(work)
  })
  return { life, step, mortalSql }
}

it("whatever it dies of: a callback that was acknowledged is followed by an enquiry, and no hint changes an outcome", async () => {
  const words = fc.constantFrom("SUCCESS", "FAILURE", "PENDING", "REVERSED", "DUPLICATE")
  const callback = fc.record({ word: words, steps: fc.integer({ min: 0, max: 14 }), dies: fc.boolean() })
  const schedule = fc.array(callback, { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(schedule, async (callbacks) => {
      const journal = createMemoryJournal()
      const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
      const order = { tenant: "default", payoutId: "P1", idempotencyKey: "P1", amountPaise: 10_050n, remark: "", operation: "o", rail: "neft" as const, beneficiary }
      await journal.accept([{ id: ID, order, fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: NOW }], NOW)
      const epoch = (await journal.claim(ID, { owner: "01", now: NOW, leaseMs: 1 }))?.epoch ?? 0
      const holder = { payoutId: ID, reference: REFERENCE, epoch, at: NOW }
      await journal.reserve({ ...holder, fingerprint: "f", businessDate: "2030-01-31" })
      await journal.markSending(holder, "digest")
      await journal.record(holder, unknown)
      const before = await journal.get(ID)

      const clock = { now: NOW + 1 }
      const { life, step, mortalSql } = mortal()
      const sql = mortalSql(openOperationsSql(":memory:"))
      const port = {
        get: async (id: string) => (step(), journal.get(id)),
        claim: async (...given: Parameters<typeof journal.claim>) => (step(), journal.claim(...given)),
        release: async (...given: Parameters<typeof journal.release>) => (step(), journal.release(...given)),
        hold: journal.hold,
        findByReference: async () => (step(), ID)
      }
      const start = () => createInbox({ sql, journal: port, owner: "02", now: () => clock.now })
      let inbox = start()
      let acknowledged = 0
      for (const [index, { word, steps, dies }] of callbacks.entries()) {
        life.left = dies ? steps : Number.POSITIVE_INFINITY
        const callback = { source: "cib" as const, body: { UNIQUEID: REFERENCE, TXNSTATUS: word }, digest: String(index).padStart(64, "0"), receivedAt: clock.now }
        const receipt = await inbox.receive(callback).catch(() => undefined)
        life.left = Number.POSITIVE_INFINITY
        if (receipt?.acknowledge === true) acknowledged++
        if (dies) inbox = start()
        clock.now += 60_000
      }
      for (let rounds = 0; rounds < 20 && inbox.nextDueAt() !== null; rounds++) {
        clock.now = Math.max(clock.now, inbox.nextDueAt() ?? 0)
        await inbox.work()
      }
      const after = await journal.get(ID)
      expect(inbox.pending()).toEqual([])
      if (acknowledged > 0) expect(after?.payout.dueAt).toBeGreaterThan(NOW)
      expect([after?.payout.status, after?.events]).toEqual([before?.payout.status, before?.events])
    }),
    { numRuns: 60 }
  )
})
