import type { PayoutChange } from "@hundi/core"
import fc from "fast-check"
import { expect, it } from "vitest"
import { openOperationsSql } from "../sqlite.ts"
import type { Sql } from "../store/sql.ts"
import { type ChangeFeed, createOutbox } from "./create-outbox.ts"
import type { PayoutEvent } from "./payout-event.ts"
import { formatWebhookSecret } from "./sign-webhook.ts"

const NOW = Date.UTC(2030, 0, 31, 6)
const secrets = [formatWebhookSecret(new Uint8Array(32).fill(5))]

/** A life of the worker: how many SQL statements it lives, and what the receiver answers in it. */
const life = fc.record({
  statements: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constant(Number.POSITIVE_INFINITY)),
  answers: fc.array(fc.constantFrom(200, 200, 200, 500, 302, 410, -1), { minLength: 1, maxLength: 12 }),
  writes: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 8 }),
  waitMs: fc.constantFrom(0, 5000, 31_000, 600_000),
  replays: fc.boolean(),
  twins: fc.boolean()
})

it("whatever dies or fails: every event is delivered at least once, first deliveries of a payout in order, and none after a 410", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 6 }), async (lives) => {
      const clock = { now: NOW }
      const history: PayoutChange[] = []
      const journal: ChangeFeed = {
        changesSince: async (cursor, limit) => {
          const from = Number(cursor ?? 0)
          const changes = history.slice(from, from + Math.min(limit, 3))
          return { changes, cursor: changes.length === 0 ? cursor : String(from + changes.length) }
        }
      }
      // Every change is worth an event: the status alternates.
      const write = (payout: number): void => {
        const payoutId = `default/P${payout}`
        const seq = history.filter((one) => one.payoutId === payoutId).length + 1
        const status = seq % 2 === 1 ? ("queued" as const) : ("in-flight" as const)
        history.push({ payoutId, seq, at: clock.now, kind: "k", status, amountPaise: 100n, reference: null, rrn: null, reason: null })
      }
      const real = openOperationsSql(":memory:")
      const died: { left: number } = { left: Number.POSITIVE_INFINITY }
      const mortal: Sql = {
        all: (text, ...parameters) => {
          if (died.left-- <= 0) throw new Error("the process died")
          return real.all(text, ...parameters)
        },
        transact: real.transact
      }
      const delivered: string[] = []
      /** Kept here, because a sender that throws is one more fault of the receiver. */
      const sentToGone: string[] = []
      const isGone = () => real.all("SELECT 1 FROM outbox_disabled").length > 0
      let answers: number[] = []
      const start = () =>
        createOutbox({
          ...{ sql: mortal, journal, now: () => clock.now, parallel: 2 },
          endpoints: [{ id: "erp", url: "https://erp.example/", secrets }],
          send: async (_, { body }) => {
            const { data } = JSON.parse(body) as PayoutEvent
            const status = answers.shift() ?? 200
            if (isGone()) sentToGone.push(data.id)
            await Promise.resolve()
            if (status === 200) delivered.push(`${data.id}#${data.seq}`)
            if (status === -1) throw new Error("connection reset")
            return { status }
          }
        })
      for (const { statements, answers: said, writes, waitMs, replays, twins } of lives) {
        writes.forEach(write)
        answers = [...said]
        const workers = [start(), ...(twins ? [start()] : [])]
        if (replays) workers[0]?.replay({ from: 0 })
        died.left = statements
        await Promise.allSettled(workers.map((worker) => worker.tick()))
        died.left = Number.POSITIVE_INFINITY
        clock.now += waitMs
        await start().tick()
        if (isGone()) start().enable("erp")
      }
      answers = []
      const last = start()
      for (let rounds = 0; rounds < 30; rounds++) {
        const { nextAt } = await last.tick()
        if (nextAt === null) break
        clock.now = Math.max(clock.now, nextAt)
      }
      expect([last.deadLetters(), sentToGone]).toEqual([[], []])
      for (const payoutId of new Set(history.map((one) => one.payoutId))) {
        const firsts = [...new Set(delivered.filter((line) => line.startsWith(`${payoutId}#`)))]
        expect(firsts).toEqual(history.filter((one) => one.payoutId === payoutId).map(({ seq }) => `${payoutId}#${seq}`))
      }
    }),
    { numRuns: 80 }
  )
})
