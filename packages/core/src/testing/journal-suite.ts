import { HundiError } from "../hundi-error.ts"
import type { Journal, Work } from "../journal.ts"
import { Sensitive } from "../sensitive.ts"
import { deepEqual, equal, ok, rejectsWith } from "./assert.ts"
import { controlTests } from "./journal-control-tests.ts"
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

/** What a suite needs of a test runner: node:test, vitest, Deno.test and a plain loop all fit. */
export interface Runner {
  readonly test: (name: string, body: () => Promise<void>) => void
}

/**
 * What a journal must do to hold money: the laws L1, L2, L4, L6, L7, L9 as far as storage keeps them. Give it a runner and a
 * maker of empty journals; a store that fails one of these must not hold payouts.
 */
export const journalSuite = (runner: Runner, open: () => Promise<Journal>): void => {
  const test = (name: string, body: (journal: Journal) => Promise<void>): void =>
    runner.test(name, async () => {
      const journal = await open()
      try {
        await body(journal)
      } finally {
        await journal.close()
      }
    })
  acceptanceTests(test)
  claimTests(test)
  attemptTests(test)
  historyTests(test)
  controlTests(test)
}

const acceptanceTests = (test: Test): void => {
  test("L6: same id and body is taken on once", async (journal) => {
    const first = await journal.accept([entryOf("P1"), entryOf("P1")], NOW)
    deepEqual(
      first.map((one) => one.kind),
      ["created", "existing"]
    )
    deepEqual(
      (await journal.accept([entryOf("P1")], NOW + 1)).map((one) => one.kind),
      ["existing"]
    )
  })
  test("L6: same id or key with another body is a conflict", async (journal) => {
    await journal.accept([entryOf("P1")], NOW)
    const [sameId, sameKey] = await journal.accept(
      [entryOf("P1", { fingerprint: "f2" }), entryOf("P2", { order: orderOf("P2", { idempotencyKey: "P1" }), fingerprint: "f1" })],
      NOW
    )
    ok(sameId?.kind === "conflict" && sameId.on === "payoutId", "same id, other body")
    ok(sameKey?.kind === "conflict" && sameKey.on === "idempotencyKey", "same key, other id")
    equal(await journal.get("default/P2"), undefined)
  })
  test("keeps whom and how much, exactly", async (journal) => {
    const most = 2n ** 53n - 1n
    const toAddress = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive(""), ifsc: "", vpa: new Sensitive("asha.test@upi") }
    const upi = orderOf("P2", { beneficiary: toAddress, rail: "upi", operation: "composite.upi.pay", amountPaise: most })
    await journal.accept([entryOf("P1"), entryOf("P2", { order: upi })], NOW)
    const [first, second] = [await journal.get("default/P1"), await journal.get("default/P2")]
    equal(first?.payout.beneficiary.accountNumber.reveal(), "000123456789")
    equal(first?.payout.beneficiary.vpa, undefined)
    equal(second?.payout.beneficiary.vpa?.reveal(), "asha.test@upi")
    equal(second?.payout.amountPaise, most)
  })
  test("L6: keys of another tenant or operation do not collide", async (journal) => {
    const other = { id: "b/P1", order: orderOf("P1", { tenant: "b" }), scope: "b|BC|composite.imps.pay" }
    deepEqual(
      (await journal.accept([entryOf("P1"), entryOf("P1", other)], NOW)).map((one) => one.kind),
      ["created", "created"]
    )
  })
  test("suspected duplicates are named", async (journal) => {
    await journal.accept([entryOf("P1")], NOW)
    const [twin] = await journal.accept([entryOf("P2")], NOW)
    ok(twin?.kind === "created" && twin.suspectedDuplicates.includes("P1"), "same amount to the same account")
    const [other] = await journal.accept([entryOf("P3", { beneficiaryHash: "b2" })], NOW)
    ok(other?.kind === "created" && other.suspectedDuplicates.length === 0, "another account")
  })
  test("L8: paise beyond 2^53 are refused or kept exactly, never rounded", async (journal) => {
    const amountPaise = 2n ** 53n - 1n
    await journal.accept([entryOf("P1", { order: orderOf("P1", { amountPaise }) })], NOW)
    equal((await journal.get("default/P1"))?.payout.amountPaise, amountPaise)
  })
}

const claimTests = (test: Test): void => {
  test("L7: a claim is exclusive until its lease lapses, and raises the epoch", async (journal) => {
    await journal.accept([entryOf("P1")], NOW)
    const first = await claimOne(journal)
    deepEqual(await journal.claimDue({ ...TEN, now: NOW + LEASE_MS - 1, want: "sends", owner: "2" }), [])
    equal(await journal.claim("default/P1", { owner: "2", now: NOW, leaseMs: LEASE_MS }), undefined)
    const second = await claimOne(journal, NOW + LEASE_MS, "2")
    ok(second.epoch > first.epoch, "epoch grows")
  })
  test("nothing is claimed before it is due", async (journal) => {
    await journal.accept([entryOf("P1", { dueAt: NOW + 1 })], NOW)
    deepEqual(await journal.claimDue({ ...TEN, now: NOW, want: "sends" }), [])
    equal(await journal.nextDueAt("sends"), NOW + 1)
  })
  test("L7: a lost holder can neither reserve nor mark sending nor release", async (journal) => {
    await journal.accept([entryOf("P1")], NOW)
    const lost = await claimOne(journal)
    await claimOne(journal, NOW + LEASE_MS, "2")
    await rejectsWith("FENCED", () => reserve(journal, lost, R1))
    await rejectsWith("FENCED", () => journal.release(lost.payout.id, lost.epoch, null))
    const holding = await claimOne(journal, NOW + 2 * LEASE_MS, "3")
    await reserve(journal, holding, R2)
    await rejectsWith("FENCED", () => journal.markSending({ ...holder(lost, R2) }, "digest"))
  })
  test("a lapsed lease turns sending into unknown, never into reserved", async (journal) => {
    await sendOne(journal)
    deepEqual(await journal.claimDue({ ...TEN, now: NOW + LEASE_MS, want: "sends" }), [])
    const [work] = await journal.claimDue({ ...TEN, now: NOW + LEASE_MS, want: "enquiries" })
    equal(work?.attempt?.state, "unknown")
    equal(work?.payout.status, "unknown")
  })
  test("takeOver ends the leases of a dead owner at once, and only of that owner", async (journal) => {
    await sendOne(journal)
    equal(await journal.takeOver("2", NOW + 1), 0)
    equal(await journal.takeOver("1", NOW + 1), 1)
    const [work] = await journal.claimDue({ ...TEN, now: NOW + 1, want: "enquiries" })
    equal(work?.attempt?.state, "unknown")
  })
  test("a paused rail sends nothing until it is resumed; enquiries go on", async (journal) => {
    const work = await sendOne(journal)
    await journal.record(holder(work, R1), { ...unknown, payout: { status: "unknown", dueAt: NOW } })
    await journal.accept([entryOf("P2")], NOW)
    await journal.pause("imps", "901: invalid BC id", NOW)
    deepEqual(await journal.claimDue({ ...TEN, now: NOW, want: "sends" }), [])
    equal((await journal.claimDue({ ...TEN, now: NOW, want: "enquiries" })).length, 1)
    equal((await journal.pauses()).length, 1)
    await journal.resume("imps")
    equal((await journal.claimDue({ ...TEN, now: NOW, want: "sends" })).length, 1)
  })
}

const attemptTests = (test: Test): void => {
  test("L2: no second attempt while one is not proved failed", async (journal) => {
    const work = await sendOne(journal)
    await rejectsWith("LIVE_ATTEMPT", () => reserve(journal, work, R2))
    await journal.record(holder(work, R1), unknown)
    const again = await journal.claim("default/P1", { owner: "1", now: NOW, leaseMs: LEASE_MS })
    await rejectsWith("LIVE_ATTEMPT", () => reserve(journal, again as Work, R2))
    await journal.record(holder(again as Work, R1), settled)
    const settledClaim = await journal.claim("default/P1", { owner: "1", now: NOW, leaseMs: LEASE_MS })
    await rejectsWith("LIVE_ATTEMPT", () => reserve(journal, settledClaim as Work, R2))
  })
  test("L2: a proved failure frees the payout for one new attempt under a new reference", async (journal) => {
    const work = await sendOne(journal)
    await journal.record(holder(work, R1), rejected)
    const again = (await journal.claim("default/P1", { owner: "1", now: NOW, leaseMs: LEASE_MS })) as Work
    await rejectsWith("REFERENCE_TAKEN", () => reserve(journal, again, R1))
    const second = await reserve(journal, again, R2)
    equal(second.number, 2)
    equal((await journal.get("default/P1"))?.payout.status, "queued")
  })
  test("a payout in review is held: no new attempt, proved failure or not (late money)", async (journal) => {
    const work = await sendOne(journal)
    await journal.record(holder(work, R1), rejected)
    const watch = (await journal.claim("default/P1", { owner: "1", now: NOW, leaseMs: LEASE_MS })) as Work
    await journal.record(holder(watch, R1), {
      attempt: { state: "rejected" },
      payout: { status: "review", dueAt: null, reviewReason: "late-money" },
      event: { kind: "late-money", detail: {} }
    })
    const again = (await journal.claim("default/P1", { owner: "1", now: NOW, leaseMs: LEASE_MS })) as Work
    await rejectsWith("HELD", () => reserve(journal, again, R2))
  })
  test("L2: a proof of failure needs a state that proves it", async (journal) => {
    const work = await sendOne(journal)
    await rejectsWith("ILLEGAL_TRANSITION", () =>
      journal.record(holder(work, R1), { ...unknown, attempt: { state: "unknown", provedFailedAt: NOW } })
    )
    equal((await journal.get("default/P1"))?.attempts[0]?.state, "sending")
  })
  test("L4: settled never becomes failed", async (journal) => {
    const work = await sendOne(journal)
    await journal.record(holder(work, R1), settled)
    const again = (await journal.claim("default/P1", { owner: "1", now: NOW, leaseMs: LEASE_MS })) as Work
    await rejectsWith("ILLEGAL_TRANSITION", () => journal.record(holder(again, R1), rejected))
    equal((await journal.get("default/P1"))?.payout.status, "settled")
  })
  test("a paused rail stops what is already reserved, and lets it go when it is resumed", async (journal) => {
    await journal.accept([entryOf("P1")], NOW)
    const work = await claimOne(journal)
    await reserve(journal, work, R1)
    await journal.pause("imps", "people said so", NOW)
    await rejectsWith("HELD", () => journal.markSending(holder(work, R1), "digest"))
    equal((await journal.get("default/P1"))?.attempts[0]?.state, "reserved")
    await journal.resume("imps")
    await journal.markSending(holder(work, R1), "digest")
    equal((await journal.get("default/P1"))?.attempts[0]?.state, "sending")
  })
  test("L3: what was marked as sending cannot be marked again", async (journal) => {
    const work = await sendOne(journal)
    await rejectsWith("ILLEGAL_TRANSITION", () => journal.markSending(holder(work, R1), "digest"))
  })
  test("cancelling ends what was not sent, a reserved attempt too, and nothing opens it again", async (journal) => {
    await journal.accept([entryOf("P1")], NOW)
    const order = { by: "asha", reason: "twice in the file" }
    const first = await claimOne(journal)
    await journal.cancel({ payoutId: first.payout.id, epoch: first.epoch, at: NOW, ...order })
    equal((await journal.get(first.payout.id))?.payout.status, "cancelled")
    await journal.accept([entryOf("P2")], NOW)
    const second = await claimOne(journal)
    await reserve(journal, second, R1)
    await journal.cancel({ payoutId: second.payout.id, epoch: second.epoch, at: NOW, ...order })
    const view = await journal.get(second.payout.id)
    equal(view?.attempts[0]?.state, "not-sent")
    equal(view?.attempts[0]?.provedFailedAt, NOW)
    deepEqual(view?.events.at(-1)?.detail, order)
    equal((await journal.claimDue({ ...TEN, now: NOW + 1e9, want: "sends" })).length, 0)
    const again = (await journal.claim(second.payout.id, { owner: "1", now: NOW, leaseMs: LEASE_MS })) as Work
    await rejectsWith("ILLEGAL_TRANSITION", () => reserve(journal, again, R2))
    await rejectsWith("ILLEGAL_TRANSITION", () => journal.cancel({ payoutId: again.payout.id, epoch: again.epoch, at: NOW, ...order }))
    deepEqual(await journal.verify(), [])
  })
  test("L4: what was sent cannot be cancelled, nor by who does not hold it", async (journal) => {
    const work = await sendOne(journal)
    const order = { payoutId: work.payout.id, at: NOW, by: "asha", reason: "wrong amount" }
    await rejectsWith("LIVE_ATTEMPT", () => journal.cancel({ ...order, epoch: work.epoch }))
    await rejectsWith("FENCED", () => journal.cancel({ ...order, epoch: work.epoch - 1 }))
    await journal.record(holder(work, R1), settled)
    const again = (await journal.claim("default/P1", { owner: "1", now: NOW, leaseMs: LEASE_MS })) as Work
    await rejectsWith("ILLEGAL_TRANSITION", () => journal.cancel({ ...order, epoch: again.epoch }))
  })
  test("references are unique over all payouts", async (journal) => {
    await sendOne(journal)
    await journal.accept([entryOf("P2")], NOW)
    const work = await claimOne(journal)
    await rejectsWith("REFERENCE_TAKEN", () => reserve(journal, work, R1))
    await reserve(journal, work, R2)
  })
  test("L6: a late reply of a lost holder is kept, decides nothing, and brings the next look forward", async (journal) => {
    const lost = await sendOne(journal)
    const [work] = await journal.claimDue({ ...TEN, now: NOW + LEASE_MS, want: "enquiries" })
    await journal.record(holder(work as Work, R1, NOW + LEASE_MS), { ...unknown, payout: { status: "unknown", dueAt: NOW + 99_000 } })
    equal(await journal.record(holder(lost, R1, NOW + 20_000), settled), "late")
    const view = await journal.get("default/P1")
    equal(view?.payout.status, "unknown")
    equal(view?.events.at(-1)?.kind, "late-reply")
    equal(view?.payout.dueAt, NOW + 20_000)
  })
}

const historyTests = (test: Test): void => {
  test("L9: every step leaves an event, and the chain verifies", async (journal) => {
    const work = await sendOne(journal)
    await journal.record(holder(work, R1), settled)
    const view = await journal.get("default/P1")
    deepEqual(
      view?.events.map((event) => event.kind),
      ["accepted-by-us", "reserved", "sending", "settled"]
    )
    deepEqual(
      view?.events.map((event) => event.seq),
      [1, 2, 3, 4]
    )
    deepEqual(await journal.verify(), [])
    equal(view?.attempts[0]?.rrn, "600000000001")
  })
  test("L9: an anchor fixes the chains that have grown, over the one before it", async (journal) => {
    equal(await journal.anchor(NOW), undefined)
    const work = await sendOne(journal)
    await journal.accept([entryOf("P2")], NOW)
    const first = await journal.anchor(NOW + 1)
    equal(first?.no, 1)
    equal(first?.payouts, 2)
    equal(await journal.anchor(NOW + 2), undefined)
    await journal.record(holder(work, R1), settled)
    const second = await journal.anchor(NOW + 3)
    equal(second?.payouts, 1)
    ok(first?.hash !== second?.hash, "two anchors with one hash")
    deepEqual(await journal.anchors(), [first, second])
    deepEqual(await journal.anchors(1), [second])
    deepEqual(await journal.verifyAnchors(), [])
  })
  test("a payout is found by the reference of any of its attempts", async (journal) => {
    const work = await sendOne(journal)
    await journal.record(holder(work, R1), rejected)
    const again = await journal.claim("default/P1", { owner: "1", now: NOW, leaseMs: LEASE_MS })
    if (again === undefined) throw new Error("it is free")
    await reserve(journal, again, R2)
    equal(await journal.findByReference(R1), "default/P1")
    equal(await journal.findByReference(R2), "default/P1")
    equal(await journal.findByReference("T12AA000000003C"), undefined)
  })
  test("changes: every line of history once, in order, page by page, with the status it led to", async (journal) => {
    const work = await sendOne(journal)
    await journal.accept([entryOf("P2")], NOW)
    await journal.record(holder(work, R1), settled)
    const first = await journal.changesSince(null, 3)
    const rest = await journal.changesSince(first.cursor, 10)
    deepEqual(
      [...first.changes, ...rest.changes].map(({ payoutId, seq, kind, status }) => [payoutId, seq, kind, status]),
      [
        ["default/P1", 1, "accepted-by-us", "queued"],
        ["default/P1", 2, "reserved", "queued"],
        ["default/P1", 3, "sending", "in-flight"],
        ["default/P2", 1, "accepted-by-us", "queued"],
        ["default/P1", 4, "settled", "settled"]
      ]
    )
    deepEqual(rest.changes.at(-1), {
      ...{ payoutId: "default/P1", seq: 4, at: NOW, kind: "settled", status: "settled", amountPaise: 10_050n },
      ...{ reference: R1, rrn: "600000000001", reason: null }
    })
    deepEqual(await journal.changesSince(rest.cursor, 10), { changes: [], cursor: rest.cursor })
  })
  test("counts by status; a note stands in the history and changes nothing", async (journal) => {
    await sendOne(journal)
    await journal.accept([entryOf("P2"), entryOf("P3")], NOW)
    deepEqual(await journal.counts("default"), { "in-flight": 1, queued: 2 })
    deepEqual(await journal.counts("other"), {})
    await journal.note("default/P1", { kind: "dossier-exported", detail: { by: "asha" } }, NOW)
    const view = await journal.get("default/P1")
    equal(view?.payout.status, "in-flight")
    equal(view?.events.at(-1)?.kind, "dossier-exported")
    deepEqual(await journal.verify(), [])
  })
  test("reads: get, list by status in pages, standings", async (journal) => {
    await journal.accept([entryOf("P1"), entryOf("P2"), entryOf("P3")], NOW)
    const work = await claimOne(journal)
    await reserve(journal, work, R1)
    const first = await journal.list({ tenant: "default", limit: 2 })
    const rest = await journal.list({ tenant: "default", limit: 2, ...(first.nextCursor === null ? {} : { cursor: first.nextCursor }) })
    deepEqual([...first.data, ...rest.data].map((payout) => payout.payoutId).sort(), ["P1", "P2", "P3"])
    equal(rest.nextCursor, null)
    equal((await journal.list({ tenant: "default", status: "settled", limit: 5 })).data.length, 0)
    equal((await journal.list({ tenant: "other", limit: 5 })).data.length, 0)
    const standings = await journal.standings(["default/P1", "default/none", "default/P2"])
    deepEqual(
      standings.map((one) => one.id),
      ["default/P1", "default/P2"]
    )
    equal(standings.flatMap((one) => one.references).length, 1)
  })
  test("personal data comes back whole to the sender and masked to everybody else (L10)", async (journal) => {
    await journal.accept([entryOf("P1")], NOW)
    const payout = (await journal.get("default/P1"))?.payout
    equal(payout?.beneficiary.accountNumber.reveal(), "000123456789")
    ok(!JSON.stringify({ ...payout, amountPaise: "" }).includes("123456789"), "account number printed")
    ok(!JSON.stringify({ ...payout, amountPaise: "" }).includes("Asha"), "name printed")
  })
  test("a new attempt may take another rail: the payout follows, the failed attempt keeps its own", async (journal) => {
    const work = await sendOne(journal)
    await journal.record(holder(work, R1), rejected)
    const route = { operation: "composite.neft.pay", rail: "neft" } as const
    const again = await journal.claim(work.payout.id, { owner: "1", now: NOW, leaseMs: LEASE_MS })
    await journal.pause("neft", "by a person", NOW)
    const { epoch } = again ?? work
    const second = await journal.reserve({ payoutId: work.payout.id, epoch, reference: R2, fingerprint: "f1", businessDate: "2026-11-20", at: NOW, route })
    equal(second.operation, "composite.neft.pay")
    const view = await journal.get(work.payout.id)
    equal(view?.payout.rail, "neft")
    equal(view?.payout.operation, "composite.neft.pay")
    equal(view?.attempts.map(({ operation, rail }) => `${operation} ${rail}`).join(), "composite.imps.pay imps,composite.neft.pay neft")
    equal(view?.events.at(-1)?.detail["rail"], "neft")
    await rejectsWith("HELD", () => journal.markSending({ payoutId: work.payout.id, reference: R2, epoch, at: NOW }, "digest"))
    equal((await journal.accept([entryOf("P1")], NOW))[0]?.kind, "existing")
  })
  test("L4: a reserved attempt that may have been sent is asked about, on a paused rail too, and never sent", async (journal) => {
    await journal.accept([entryOf("P1")], NOW)
    const work = await claimOne(journal)
    await reserve(journal, work, R1)
    await journal.pause("imps", "restored", NOW)
    await rejectsWith("FENCED", () => journal.markLost({ ...holder(work, R1), epoch: 99 }, NOW))
    await journal.markLost(holder(work, R1, NOW + 5), NOW)
    const view = await journal.get(work.payout.id)
    equal(view?.payout.status, "unknown")
    equal(view?.payout.dueAt, NOW + 5)
    equal(view?.attempts.map(({ state, sendingAt, unknownSince }) => `${state} ${sendingAt} ${unknownSince}`).join(), `unknown ${NOW} ${NOW + 5}`)
    await journal.resume("imps")
    await rejectsWith("ILLEGAL_TRANSITION", () => journal.markSending(holder(work, R1), "digest"))
    await rejectsWith("ILLEGAL_TRANSITION", () => journal.markLost(holder(work, R1), NOW))
    deepEqual(await journal.claimDue({ ...TEN, now: NOW + 5, want: "sends" }), [])
    equal((await journal.claimDue({ ...TEN, now: NOW + 5, want: "enquiries" })).length, 1)
    deepEqual(await journal.verify(), [])
  })
  test("L2: another rail opens nothing while the last attempt is not proved failed", async (journal) => {
    const work = await sendOne(journal)
    await journal.record(holder(work, R1), unknown)
    const again = await journal.claim(work.payout.id, { owner: "1", now: NOW, leaseMs: LEASE_MS })
    const route = { operation: "composite.neft.pay", rail: "neft" } as const
    const order = { payoutId: work.payout.id, epoch: again?.epoch ?? 0, reference: R2, fingerprint: "f1", businessDate: "2026-11-20", at: NOW, route }
    await rejectsWith("LIVE_ATTEMPT", () => journal.reserve(order))
    const view = await journal.get(work.payout.id)
    equal(view?.attempts.map(({ state }) => state).join(), "unknown")
    equal(view?.payout.rail, "imps")
  })
  test("what an operation needs of its own comes back whole, and prints masked (L10)", async (journal) => {
    const details = new Sensitive('{"original":{"rrn":"600000000001"}}', 0)
    await journal.accept([entryOf("P1", { order: orderOf("P1", { details }) }), entryOf("P2")], NOW)
    const [first, second] = [await journal.get("default/P1"), await journal.get("default/P2")]
    equal(first?.payout.details?.reveal(), details.reveal())
    ok(!String(first?.payout.details).includes("6000"), "details printed")
    equal(second?.payout.details, undefined)
  })
  test("an unknown id: get is undefined, the rest refuse", async (journal) => {
    equal(await journal.get("default/none"), undefined)
    await rejectsWith("NOT_FOUND", () => journal.claim("default/none", { owner: "1", now: NOW, leaseMs: 1 }))
    ok(new HundiError("NOT_FOUND", "").docs.includes("not-found"), "docs link")
  })
}
