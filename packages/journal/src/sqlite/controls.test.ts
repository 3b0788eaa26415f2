import { DatabaseSync } from "node:sqlite"
import { type Change, type Journal, type NewPayout, type Payout, Sensitive } from "@hundi/core"
import { expect, it } from "vitest"
import { nodeSql } from "../sqlite.ts"
import { migrate } from "./migrations.ts"
import { createSqlJournal } from "./sql-journal.ts"

const entryOf = (payoutId: string, rail: Payout["rail"] = "imps"): NewPayout => ({
  id: `default/${payoutId}`,
  order: {
    ...{ tenant: "default", payoutId, idempotencyKey: payoutId, amountPaise: 10_000n, remark: "" },
    ...{ operation: `composite.${rail}.pay`, rail },
    beneficiary: { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
  },
  ...{ fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: 0 }
})

const open = (): Journal => {
  const sql = nodeSql(new DatabaseSync(":memory:"))
  migrate(sql, 0)
  return createSqlJournal(sql, () => undefined)
}

const claim = async (journal: Journal, payoutId: string) => {
  const work = await journal.claim(`default/${payoutId}`, { owner: "1", now: 0, leaseMs: 1000 })
  if (work === undefined) throw new Error(`${payoutId} is free`)
  return { payoutId: work.payout.id, epoch: work.epoch, reference: `T12AA00000000${payoutId}`, at: 0 }
}
const changed = (state: Change["attempt"]["state"], status: Change["payout"]["status"], provedFailedAt?: number): Change => ({
  attempt: { state, ...(provedFailedAt === undefined ? {} : { provedFailedAt }) },
  ...{ payout: { status, dueAt: 5 }, event: { kind: state, detail: {} } }
})
const daily = { name: "the day", over: "all", maxCount: 1 } as const

/** P1 counted against limits, sent, and of unknown fate; P2 waits. */
const unknownAndNext = async () => {
  const journal = open()
  await journal.accept([entryOf("P1"), entryOf("P2")], 0)
  const one = await claim(journal, "P1")
  await journal.spend({ ...one, day: "2026-11-20", limits: [daily] })
  await journal.reserve({ ...one, fingerprint: "f", businessDate: "2026-11-20" })
  await journal.markSending(one, "digest")
  await journal.record(one, changed("unknown", "unknown"))
  return { journal, two: await claim(journal, "P2") }
}

it("L4: a payment of unknown fate is money that is gone, for the balance and for limits", async () => {
  const { journal, two } = await unknownAndNext()
  const ask = { ...two, day: "2026-11-20" }
  expect(await journal.spend({ ...ask, limits: [], balance: { paise: 19_999n, asOf: 99 } })).toEqual({
    ...{ kind: "short", balancePaise: 19_999n, openPaise: 10_000n }
  })
  expect(await journal.spend({ ...ask, limits: [daily] })).toMatchObject({ kind: "exceeded", usedCount: 1 })
})

it("what is given back is given back once, however often the failed payout is looked at", async () => {
  const { journal, two } = await unknownAndNext()
  await journal.record(await claim(journal, "P1"), changed("rejected", "failed", 7))
  expect(await journal.spend({ ...two, day: "2026-11-20", limits: [daily] })).toEqual({ kind: "taken" })
  await journal.record(await claim(journal, "P1"), changed("rejected", "failed"))
  await journal.accept([entryOf("P3")], 0)
  const three = await claim(journal, "P3")
  expect(await journal.spend({ ...three, day: "2026-11-20", limits: [daily] })).toMatchObject({ kind: "exceeded", usedCount: 1 })
})

it("L7: a paused rail is left out of a claim that finds work on another rail", async () => {
  const journal = open()
  await journal.accept([entryOf("P1"), entryOf("P2", "neft")], 0)
  await journal.pause("imps", "people said so", 0)
  const works = await journal.claimDue({ owner: "1", now: 0, leaseMs: 1000, limit: 10, want: "sends" })
  expect(works.map(({ payout }) => payout.payoutId)).toEqual(["P2"])
  expect(await journal.nextDueAt("sends")).toBe(1000)
})
