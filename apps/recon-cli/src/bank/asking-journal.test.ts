import { type Journal, Sensitive } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { expect, it } from "vitest"
import { createAskingJournal } from "./asking-journal.ts"

const NOW = Date.UTC(2030, 0, 31, 6)
const claim = { owner: "09", now: NOW + 1000, leaseMs: 60_000, limit: 4, want: "enquiries" as const }

/** P1 and P2 are unknown, P3 was never sent. */
const journalOf = async (): Promise<Journal> => {
  const journal = createMemoryJournal()
  const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
  await journal.accept(
    ["P1", "P2", "P3"].map((payoutId) => ({
      id: `default/${payoutId}`, fingerprint: payoutId, beneficiaryHash: payoutId, scope: "s", dueAt: payoutId === "P3" ? NOW + 500 : NOW,
      order: { tenant: "default", payoutId, idempotencyKey: payoutId, amountPaise: 100n, remark: "", operation: "o", rail: "imps" as const, beneficiary }
    })),
    NOW
  )
  for (const { payout, epoch } of await journal.claimDue({ owner: "01", now: NOW, leaseMs: 10, limit: 9, want: "sends" })) {
    const holder = { payoutId: payout.id, reference: `T012A000000000${payout.payoutId.slice(-1)}`, epoch, at: NOW }
    await journal.reserve({ ...holder, fingerprint: "f", businessDate: "2030-01-31" })
    await journal.markSending(holder, "digest")
    await journal.record(holder, { attempt: { state: "unknown", unknownSince: NOW }, payout: { status: "unknown", dueAt: NOW + 60_000 }, event: { kind: "unknown", detail: {} } })
  }
  return journal
}

it("claims what is on the list, due or not, and ends when each was worked on", async () => {
  const journal = await journalOf()
  const asking = createAskingJournal(journal, ["default/P1", "default/P2"], true)
  expect(await asking.journal.claimDue({ ...claim, want: "sends" })).toEqual([])
  const works = await asking.journal.claimDue({ ...claim, limit: 1 })
  expect(works.map(({ payout }) => payout.payoutId)).toEqual(["P1"])
  expect((await asking.journal.claimDue(claim)).map(({ payout }) => payout.payoutId)).toEqual(["P2"])
  let isDone = false
  void asking.done.then(() => (isDone = true))
  expect(await asking.journal.claimDue(claim)).toEqual([])
  await Promise.resolve()
  expect(isDone).toBe(false)
  asking.onProcessed()
  asking.onProcessed()
  await asking.done
})

it("never lets money go: what could be sent is given back, and reserving, marking and accepting are refused", async () => {
  const journal = await journalOf()
  const asking = createAskingJournal(journal, ["default/P3"], false)
  expect(await asking.journal.claimDue(claim)).toEqual([])
  await asking.done
  // It is free again, and waits for its time as before.
  expect(await journal.claimDue({ ...claim, want: "sends" })).toMatchObject([{ payout: { payoutId: "P3", status: "scheduled" } }])
  const holder = { payoutId: "default/P3", reference: "T012A0000000009", epoch: 1, at: NOW }
  await expect(asking.journal.reserve({ ...holder, fingerprint: "f", businessDate: "2030-01-31" })).rejects.toThrow("never sends money")
  await expect(asking.journal.markSending(holder, "d")).rejects.toThrow("never sends money")
  await expect(asking.journal.accept([], NOW)).rejects.toThrow("never sends money")
})

it("leaves to a worker what a worker holds", async () => {
  const journal = await journalOf()
  await journal.claim("default/P1", { owner: "01", now: NOW + 100, leaseMs: 60_000 })
  const asking = createAskingJournal(journal, ["default/P1"], false)
  expect(await asking.journal.claimDue(claim)).toEqual([])
  await asking.done
  expect(asking.held).toEqual(["default/P1"])
})
