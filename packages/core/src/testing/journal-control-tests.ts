import type { Journal, Work } from "../journal.ts"
import type { SpendLimit, SpendRequest } from "../spend.ts"
import { deepEqual, equal, rejectsWith } from "./assert.ts"
import {
  claimOne,
  entryOf,
  holder,
  LEASE_MS,
  NOW,
  orderOf,
  R1,
  R2,
  rejected,
  reserve,
  sendOne,
  settled,
  TEN,
  unknown,
  type Test
} from "./journal-entries.ts"

/** What keeps payouts back before anything is sent: times, holds, limits. */
export const controlTests = (test: Test): void => {
  holdTests(test)
  limitTests(test)
}

const holdTests = (test: Test): void => {
  test("a payout for later is scheduled, and due at its time; one that was due already is queued", async (journal) => {
    await journal.accept([entryOf("P1", { dueAt: NOW + 1000, order: orderOf("P1", { scheduledFor: NOW + 1000 }) }), entryOf("P2")], NOW)
    const statuses = async () => (await journal.standings(["default/P1", "default/P2"])).map(({ status }) => status)
    deepEqual(await statuses(), ["scheduled", "queued"])
    equal((await journal.get("default/P1"))?.payout.scheduledFor, NOW + 1000)
    deepEqual((await journal.claimDue({ ...TEN, now: NOW, want: "sends" })).map(({ payout }) => payout.payoutId), ["P2"])
    equal((await journal.claimDue({ ...TEN, now: NOW + 1000, want: "enquiries" })).length, 0)
    const later = await claimOne(journal, NOW + 1000)
    equal(later.payout.payoutId, "P1")
    await reserve(journal, later, R1)
    deepEqual(await statuses(), ["queued", "queued"])
  })
  test("a hold keeps a payout back with its reason until it is due; nothing that may have left can be held", async (journal) => {
    await journal.accept([entryOf("P1")], NOW)
    const hold = { kind: "approval", reason: "two people must approve it", status: "awaiting-approval", dueAt: null } as const
    const work = await claimOne(journal)
    await journal.hold({ payoutId: "default/P1", epoch: work.epoch, at: NOW, ...hold })
    const held = (await journal.get("default/P1"))?.payout
    equal(held?.status, "awaiting-approval")
    deepEqual(held?.hold, { kind: "approval", reason: "two people must approve it" })
    equal((await journal.claimDue({ ...TEN, now: NOW + 1, want: "sends" })).length, 0)
    await rejectsWith("FENCED", () => journal.hold({ payoutId: "default/P1", epoch: work.epoch - 1, at: NOW, ...hold }))
    const again = await journal.claim("default/P1", { owner: "1", now: NOW, leaseMs: LEASE_MS })
    await journal.release("default/P1", again?.epoch ?? 0, NOW)
    const freed = await claimOne(journal)
    await reserve(journal, freed, R1)
    equal((await journal.get("default/P1"))?.payout.hold, null)
    await journal.markSending(holder(freed, R1), "digest")
    await rejectsWith("LIVE_ATTEMPT", () => journal.hold({ payoutId: "default/P1", epoch: freed.epoch, at: NOW, ...hold }))
  })
  test("an attempt that was reserved is due, also of a payout that nobody had to look at", async (journal) => {
    const work = await sendOne(journal)
    await journal.record(holder(work, R1), rejected)
    const again = await journal.claim("default/P1", { owner: "1", now: NOW, leaseMs: LEASE_MS })
    if (again === undefined) throw new Error("it is free")
    await reserve(journal, again, R2)
    equal((await journal.claimDue({ ...TEN, now: NOW, want: "sends" })).length, 0)
    equal((await claimOne(journal, NOW + LEASE_MS)).attempt?.reference, R2)
  })
  test("a failed attempt stays watched when the payout is cancelled; one that only waited is not", async (journal) => {
    const work = await sendOne(journal)
    await journal.record(holder(work, R1), rejected)
    const again = await journal.claim("default/P1", { owner: "1", now: NOW, leaseMs: LEASE_MS })
    if (again === undefined) throw new Error("it is free")
    await reserve(journal, again, R2)
    await journal.cancel({ payoutId: "default/P1", epoch: again.epoch, at: NOW + 5, by: "asha", reason: "wrong" })
    const [watched] = await journal.claimDue({ ...TEN, now: NOW + 5, want: "enquiries" })
    deepEqual(watched?.earlier.map(({ reference }) => reference), [R1])
    equal(watched?.attempt?.state, "not-sent")
  })
}

const spendOf = (work: Work, limits: readonly SpendLimit[], changes: Partial<SpendRequest> = {}): SpendRequest => ({
  payoutId: work.payout.id,
  epoch: work.epoch,
  at: NOW,
  day: "2026-11-20",
  limits,
  ...changes
})
/** Two claimed payouts of Rs 100.50 to one beneficiary. */
const claimTwo = async (journal: Journal): Promise<readonly [Work, Work]> => {
  await journal.accept([entryOf("P1"), entryOf("P2")], NOW)
  const [one, two] = await journal.claimDue({ ...TEN, now: NOW, want: "sends" })
  if (one === undefined || two === undefined) throw new Error("two payouts are due")
  return [one, two]
}

const limitTests = (test: Test): void => {
  test("a limit is taken once, and exceeded by the next; what failed is given back", async (journal) => {
    const [one, two] = await claimTwo(journal)
    for (const limit of [
      { name: "the day", over: "all", maxPaise: 20_000n },
      { name: "rail", over: "rail", maxCount: 1 },
      { name: "tenant", over: "tenant", maxPaise: 20_000n },
      { name: "payee", over: "beneficiary", maxCount: 1, withinMs: 60_000 }
    ] as const satisfies readonly SpendLimit[]) {
      equal((await journal.spend(spendOf(one, [limit]))).kind, "taken")
      equal((await journal.spend(spendOf(one, [limit]))).kind, "taken")
      deepEqual(await journal.spend(spendOf(two, [limit])), { kind: "exceeded", limit, usedPaise: 10_050n, usedCount: 1 })
    }
    await rejectsWith("FENCED", () => journal.spend(spendOf({ ...two, epoch: two.epoch - 1 }, [])))
    await journal.cancel({ payoutId: "default/P1", epoch: one.epoch, at: NOW, by: "asha", reason: "wrong" })
    equal((await journal.spend(spendOf(two, [{ name: "the day", over: "all", maxPaise: 20_000n }]))).kind, "taken")
  })
  test("day limits count by the day; a velocity by its window", async (journal) => {
    const [one, two] = await claimTwo(journal)
    const limit: SpendLimit = { name: "the day", over: "all", maxCount: 1 }
    equal((await journal.spend(spendOf(one, [limit]))).kind, "taken")
    equal((await journal.spend(spendOf(two, [{ ...limit, withinMs: 1000 }], { at: NOW + 999 }))).kind, "exceeded")
    equal((await journal.spend(spendOf(two, [{ ...limit, withinMs: 1000 }], { at: NOW + 1000 }))).kind, "taken")
  })
  balanceTests(test)
}

const balanceTests = (test: Test): void => {
  test("balance: reserved, sent and unknown count as spent, and what was settled after the balance was read", async (journal) => {
    const [one, two] = await claimTwo(journal)
    equal((await journal.spend(spendOf(one, [], { balance: { paise: 10_050n, asOf: NOW } }))).kind, "taken")
    await reserve(journal, one, R1)
    await journal.markSending(holder(one, R1), "digest")
    const short = { kind: "short", balancePaise: 20_099n, openPaise: 10_050n }
    const ask = (asOf: number) => journal.spend(spendOf(two, [], { balance: { paise: 20_099n, asOf } }))
    deepEqual(await ask(NOW + 60_000), short)
    await journal.record(holder(one, R1, NOW + 10), settled)
    deepEqual(await ask(NOW + 10), short)
    equal((await ask(NOW + 11)).kind, "taken")
  })
  test("a full proof of failure gives a limit back; the next attempt takes it anew", async (journal) => {
    const [one, two] = await claimTwo(journal)
    const limits: readonly SpendLimit[] = [{ name: "the day", over: "all", maxCount: 1 }]
    equal((await journal.spend(spendOf(one, limits))).kind, "taken")
    await reserve(journal, one, R1)
    await journal.markSending(holder(one, R1), "digest")
    await journal.record(holder(one, R1), unknown)
    equal((await journal.spend(spendOf(two, limits))).kind, "exceeded")
    const again = await journal.claim("default/P1", { owner: "1", now: NOW, leaseMs: LEASE_MS })
    await journal.record({ ...holder(one, R1), epoch: again?.epoch ?? 0 }, rejected)
    equal((await journal.spend(spendOf(two, limits))).kind, "taken")
  })
  test("the beneficiary's history: payouts of the same amount, and how many were settled", async (journal) => {
    await journal.accept([entryOf("P1"), entryOf("P2"), entryOf("P3", { beneficiaryHash: "b2" })], NOW)
    await journal.accept([entryOf("P4", { order: orderOf("P4", { amountPaise: 99n }) })], NOW)
    deepEqual(await journal.beneficiaryHistory("default/P1", NOW), { twins: ["P2"], settled: 0 })
    deepEqual(await journal.beneficiaryHistory("default/P1", NOW + 1), { twins: [], settled: 0 })
    const work = await journal.claim("default/P2", { owner: "1", now: NOW, leaseMs: LEASE_MS })
    if (work === undefined) throw new Error("P2 is free")
    await reserve(journal, work, R1)
    await journal.markSending(holder(work, R1), "digest")
    await journal.record(holder(work, R1), settled)
    deepEqual(await journal.beneficiaryHistory("default/P1", NOW), { twins: ["P2"], settled: 1 })
  })
}
