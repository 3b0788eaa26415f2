import { type Change, type Journal, Sensitive } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { describe, expect, it } from "vitest"
import { createReview } from "./create-review.ts"
import type { ReviewOrder } from "./review-order.ts"

/** Thursday 31 January 2030, 11:30 in India; T+2 is Saturday 2 February, a business day. */
const NOW = Date.UTC(2030, 0, 31, 6)
const DAY_MS = 86_400_000
const REFERENCE = "T012AY00000000A"

const unknown: Change = {
  attempt: { state: "unknown", unknownSince: NOW },
  payout: { status: "review", dueAt: NOW + DAY_MS, reviewReason: "no proof by the end of its ladder" },
  event: { kind: "unknown", detail: { reason: "not-found" } }
}
const lateMoney: readonly Change[] = [
  { attempt: { state: "rejected", provedFailedAt: NOW }, payout: { status: "failed", dueAt: NOW }, event: { kind: "rejected", detail: { code: "52" } } },
  {
    attempt: { state: "rejected" },
    payout: { status: "review", dueAt: NOW, reviewReason: "late-money: proved failed, now the bank says Settled" },
    event: { kind: "late-money", detail: {} }
  }
]
const accepted: Change = {
  attempt: { state: "accepted", rrn: "TESTN00000000001" },
  payout: { status: "review", dueAt: NOW, reviewReason: "no proof by the end of its ladder" },
  event: { kind: "accepted", detail: {} }
}

/** One payout of Rs 100.50 that was sent, and what was recorded of it since. */
const deskOf = async (changes: readonly Change[], clock = { now: NOW }) => {
  const journal: Journal = createMemoryJournal()
  const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
  const order = { tenant: "default", payoutId: "P1", idempotencyKey: "P1", amountPaise: 10_050n, remark: "", operation: "o", rail: "imps" as const, beneficiary }
  await journal.accept([{ id: "default/P1", order, fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: NOW }], NOW)
  const [work] = await journal.claimDue({ owner: "01", now: NOW, leaseMs: 1000, limit: 1, want: "sends" })
  const holder = { payoutId: "default/P1", reference: REFERENCE, epoch: work?.epoch ?? 0, at: NOW }
  await journal.reserve({ ...holder, fingerprint: "f", businessDate: "2030-01-31" })
  await journal.markSending(holder, "digest")
  let epoch = holder.epoch
  for (const change of changes) {
    await journal.record({ ...holder, epoch, at: clock.now }, change)
    epoch = (await journal.claim("default/P1", { owner: "01", now: NOW, leaseMs: 1 }))?.epoch ?? 0
    await journal.release("default/P1", epoch, NOW)
  }
  const review = createReview({ journal, owner: "01", now: () => clock.now })
  const act = (order: Partial<ReviewOrder>) => review.act({ payoutId: "P1", action: "ask-again", by: "asha", reason: "seen on the statement", ...order })
  return { journal, act }
}
const paid = { action: "confirm-paid" as const, rrn: "600000000001" }
const later = { now: Date.UTC(2030, 1, 3, 6) }
const nothing = { action: "confirm-not-paid" as const, statementFrom: "2030-01-31", statementTo: "2030-02-02" }

describe("what says where money is needs two people", () => {
  it("the first word is kept and changes nothing; the second one decides, and the history names both", async () => {
    const { act, journal } = await deskOf([unknown])
    const first = await act(paid)
    expect(first).toMatchObject({ decided: false, view: { payout: { status: "review" }, attempts: [{ state: "unknown" }] } })
    const second = await act({ ...paid, by: "ravi", reason: "line 14 of the statement" })
    expect(second).toMatchObject({ decided: true, view: { payout: { status: "settled", reviewReason: null }, attempts: [{ state: "settled", rrn: "600000000001" }] } })
    expect(second.view.events.at(-1)).toMatchObject({ kind: "review-decided", detail: { by: "ravi", proposedBy: "asha", action: "confirm-paid" } })
    expect(await journal.verify()).toEqual([])
  })

  it("the same person twice is one person", async () => {
    const { act, journal } = await deskOf([unknown])
    await act(paid)
    // However the name is written.
    for (const by of ["asha", " Asha", "ASHA"]) {
      await expect(act({ ...paid, by })).rejects.toThrow("the second person must be another one")
    }
    expect((await journal.get("default/P1"))?.payout.status).toBe("review")
  })

  it.each([
    ["another number", { rrn: "600000000002" }],
    ["another action", { action: "confirm-returned" as const, amountPaise: 10_050n }]
  ])("%s is a new proposal", async (_, other) => {
    const { act } = await deskOf([unknown])
    await act(paid)
    expect(await act({ ...paid, ...other, by: "ravi" })).toMatchObject({ decided: false, view: { payout: { status: "review" } } })
  })

  it("asking again is one person's to order", async () => {
    const clock = { now: NOW + 5000 }
    const { act } = await deskOf([unknown], clock)
    expect(await act({})).toMatchObject({ decided: true, view: { payout: { status: "review", dueAt: clock.now } } })
  })
})

describe("evidence", () => {
  it("L9: a statement line with another number than the bank gave is another payment's", async () => {
    const { act } = await deskOf([accepted])
    await expect(act(paid)).rejects.toThrow("rrn: the bank's replies say TESTN00000000001")
    expect(await act({ ...paid, rrn: "TESTN00000000001" })).toMatchObject({ decided: false })
  })

  it("a part that came back decides nothing; the whole amount proves the failure", async () => {
    const { act } = await deskOf([unknown])
    const returned = { action: "confirm-returned" as const, rrn: "600000000009" }
    await expect(act({ ...returned, amountPaise: 10_000n })).rejects.toThrow("the whole amount, 10050")
    await act({ ...returned, amountPaise: 10_050n })
    const { view } = await act({ ...returned, amountPaise: 10_050n, by: "ravi" })
    expect(view).toMatchObject({ payout: { status: "reversed" }, attempts: [{ state: "reversed", provedFailedAt: NOW }] })
  })

  it("absence counts only after T+2, with a whole statement, and when the bank itself does not find it", async () => {
    await expect((await deskOf([unknown])).act(nothing)).rejects.toThrow("absence counts after T+2, which ends with 2030-02-02")
    const silent: Change = { ...unknown, event: { kind: "unknown", detail: { reason: "time-out" } } }
    await expect((await deskOf([silent], later)).act(nothing)).rejects.toThrow("is not «not found» to every question: ask again first")
    const half: Change = { ...unknown, event: { kind: "unknown", detail: { reason: "not-found", partial: true } } }
    await expect((await deskOf([half], later)).act(nothing)).rejects.toThrow("to every question")
    const { act } = await deskOf([unknown], later)
    await expect(act({ ...nothing, statementFrom: "2030-02-01" })).rejects.toThrow("statementFrom: 2030-01-31 or before")
    await expect(act({ ...nothing, statementTo: "2030-02-01" })).rejects.toThrow("statementTo: 2030-02-02 or after")
    await act(nothing)
    const { view } = await act({ ...nothing, by: "ravi" })
    // Proved failed, and watched on: money may still show up.
    expect(view).toMatchObject({ payout: { status: "failed", dueAt: later.now + DAY_MS }, attempts: [{ state: "rejected", provedFailedAt: later.now }] })
  })

  it("a debit that the bank has confirmed cannot have been nothing", async () => {
    await expect((await deskOf([accepted], later)).act(nothing)).rejects.toThrow("the bank has confirmed the debit")
  })

  it("late money that was indeed paid: the payout is settled, the proof of failure stays in its attempt", async () => {
    const { act, journal } = await deskOf(lateMoney)
    await act(paid)
    const { view } = await act({ ...paid, by: "ravi" })
    expect(view).toMatchObject({ payout: { status: "settled" }, attempts: [{ state: "rejected", provedFailedAt: NOW }] })
    await expect(act(paid)).rejects.toThrow("not in review")
    expect(await journal.verify()).toEqual([])
  })
})

describe("a word that is no good", () => {
  it.each([
    [{ by: " " }, "by"], [{ reason: "yes" }, "reason"], [{ action: "close" as never }, "action"], [{ ...paid, rrn: "12" }, "rrn"],
    [{ action: "confirm-returned" as const, rrn: "600000000001" }, "amountPaise"], [{ ...nothing, statementTo: "02/02/2030" }, "statementTo"]
  ])("%j is refused by field, and leaves no trace", async (order, field) => {
    const { act, journal } = await deskOf([unknown])
    const before = (await journal.get("default/P1"))?.events.length
    await expect(act(order)).rejects.toMatchObject({ code: "INVALID_REQUEST", reason: { field } })
    expect((await journal.get("default/P1"))?.events).toHaveLength(before ?? 0)
  })

  it("a payout that nobody knows, or that is not in review, or that somebody holds", async () => {
    const { act, journal } = await deskOf([unknown])
    await expect(act({ payoutId: "P2" })).rejects.toMatchObject({ code: "NOT_FOUND" })
    const held = await journal.claim("default/P1", { owner: "02", now: NOW, leaseMs: 60_000 })
    await expect(act({})).rejects.toMatchObject({ code: "LIVE_ATTEMPT" })
    await journal.release("default/P1", held?.epoch ?? 0, NOW)
    expect(await act({})).toMatchObject({ decided: true })
  })
})
