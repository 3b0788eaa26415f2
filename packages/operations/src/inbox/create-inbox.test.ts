import { type Change, idOf, type Journal, Sensitive } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { describe, expect, it } from "vitest"
import { openOperationsSql } from "../sqlite.ts"
import { type Callback, createInbox, type InboxJournal } from "./create-inbox.ts"
import type { CallbackSource } from "./read-callback.ts"

/** Thursday 31 January 2030, 11:30 in India. */
const NOW = Date.UTC(2030, 0, 31, 6)
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const REFERENCE = "T012AY00000000A"
const ID = idOf("P1")

const settled: Change = {
  attempt: { state: "settled", rrn: "600000000001" },
  payout: { status: "settled", dueAt: null },
  event: { kind: "settled", detail: {} }
}
const failed: Change = {
  attempt: { state: "rejected", provedFailedAt: NOW },
  payout: { status: "failed", dueAt: null },
  event: { kind: "rejected", detail: {} }
}
const unknown: Change = {
  attempt: { state: "unknown" },
  payout: { status: "unknown", dueAt: NOW + DAY_MS },
  event: { kind: "unknown", detail: {} }
}
const reversed: Change = {
  attempt: { state: "reversed", provedFailedAt: NOW },
  payout: { status: "reversed", dueAt: null },
  event: { kind: "reversed", detail: {} }
}

let sealed = 0
/** A callback in an envelope of its own: the bytes differ each time. */
const cibSays = (TXNSTATUS: string, fields: object = {}, source: CallbackSource = "cib"): Callback => ({
  source,
  body: { UNIQUEID: REFERENCE, TXNSTATUS, ...fields },
  digest: (++sealed).toString(16).padStart(64, "0"),
  receivedAt: NOW
})

const open = async (change?: Change) => {
  const clock = { now: NOW, isDown: false }
  const journal: Journal = createMemoryJournal()
  const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
  const order = { tenant: "default", payoutId: "P1", idempotencyKey: "P1", amountPaise: 10_050n, remark: "", operation: "o", rail: "neft" as const, beneficiary }
  await journal.accept([{ id: ID, order, fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: NOW }], NOW)
  const claim = async () => (await journal.claim(ID, { owner: "01", now: clock.now, leaseMs: 100_000 }))?.epoch ?? 0
  const holder = { payoutId: ID, reference: REFERENCE, epoch: await claim(), at: NOW }
  await journal.reserve({ ...holder, fingerprint: "f", businessDate: "2030-01-31" })
  const record = async (next: Change) => {
    const epoch = await claim()
    await journal.record({ ...holder, epoch }, next)
  }
  if (change !== undefined) {
    await journal.markSending(holder, "digest")
    await journal.record(holder, change)
  } else await journal.release(ID, holder.epoch, NOW + DAY_MS)
  const port: InboxJournal = {
    ...journal,
    findByReference: async (reference) => {
      if (clock.isDown) throw new Error("no route to the journal")
      return journal.findByReference(reference)
    }
  }
  const sql = openOperationsSql(":memory:")
  let woken = 0
  const openInbox = () => createInbox({ sql, journal: port, owner: "02", now: () => clock.now, wake: () => void woken++ })
  const payout = async () => (await journal.get(ID))?.payout
  /** What our loop would do: claim what is due, ask, write. */
  const enquire = async (answer: Change) => {
    const works = await journal.claimDue({ owner: "01", now: clock.now, leaseMs: 1000, limit: 9, want: "enquiries" })
    for (const { epoch } of works) await journal.record({ ...holder, epoch, at: clock.now }, answer)
    return works.length
  }
  const sends = () => journal.claimDue({ owner: "01", now: clock.now, leaseMs: 1, limit: 9, want: "sends" })
  return { inbox: openInbox(), openInbox, sql, port, journal, clock, payout, enquire, record, sends, claim, woken: () => woken }
}

describe("a callback is a hint to enquire", () => {
  it("makes the payout due now and writes no outcome", async () => {
    const { inbox, payout, journal, woken } = await open(unknown)
    const before = (await journal.get(ID))?.events.length
    expect(await inbox.receive(cibSays("SUCCESS"))).toEqual({ kind: "new", acknowledge: true })
    expect(await payout()).toMatchObject({ status: "unknown", dueAt: NOW })
    expect((await journal.get(ID))?.events).toHaveLength(before ?? -1)
    expect(woken()).toBe(1)
    expect(inbox.pending()).toEqual([])
    expect(inbox.list()).toMatchObject([{ reference: REFERENCE, code: "SUCCESS", says: "paid", state: "asked", payoutId: ID }])
  })

  it("a storm of one message in 300 envelopes is one hint and one enquiry; the same bytes too", async () => {
    const { inbox, enquire, woken } = await open(unknown)
    const first = cibSays("SUCCESS")
    const receipts = await Promise.all([first, ...Array.from({ length: 300 }, () => cibSays("SUCCESS"))].map(inbox.receive))
    expect(receipts.filter(({ kind }) => kind === "new")).toHaveLength(1)
    expect(receipts.every(({ acknowledge }) => acknowledge)).toBe(true)
    expect(await enquire(unknown)).toBe(1)
    expect(await inbox.receive(first)).toEqual({ kind: "duplicate", acknowledge: true })
    expect(await inbox.work()).toMatchObject({ looked: 0, nextAt: null })
    expect([await enquire(unknown), woken()]).toEqual([0, 1])
  })

  it("a storm of different messages asks at most three times in two hours, and is not kept without bound", async () => {
    const { inbox, clock, woken } = await open(unknown)
    for (let number = 0; number < 80; number++) {
      await inbox.receive({ ...cibSays("SUCCESS", { UTRNUMBER: `TESTN${number + 100_000}` }), receivedAt: clock.now })
      clock.now += MINUTE_MS
      await inbox.work()
    }
    expect(woken()).toBe(3)
    expect(inbox.list({ limit: 1000 })).toHaveLength(50)
    clock.now += 2 * 60 * MINUTE_MS
    await inbox.work()
    expect([woken(), inbox.pending()]).toEqual([4, []])
  })

  it("somebody else's callback is not kept", async () => {
    const { inbox } = await open(unknown)
    expect(await inbox.receive(cibSays("SUCCESS", { UNIQUEID: "T012AY00000000Z" }))).toEqual({ kind: "unrelated", acknowledge: true })
    expect(await inbox.receive(cibSays("SUCCESS", {}, "collection"))).toEqual({ kind: "unrelated", acknowledge: true })
    expect(inbox.list()).toEqual([])
  })

  it("L10: keeps nothing about a person", async () => {
    const { inbox, sql } = await open(unknown)
    await inbox.receive(cibSays("Paid to Asha Rao", { PayerVA: "asha@icici", ACCOUNT: "000123456789", UTRNUMBER: "asha@icici" }))
    expect(JSON.stringify([inbox.list(), sql.all("SELECT * FROM inbox_hints")])).not.toMatch(/asha|rao|000123456789/i)
  })

  it.each([
    ["digest", { digest: "abc" }],
    ["receivedAt", { receivedAt: Number.NaN }]
  ])("refuses a %s in another form", async (field, fields) => {
    const { inbox } = await open(unknown)
    await expect(inbox.receive({ ...cibSays("SUCCESS"), ...fields })).rejects.toMatchObject({ code: "INVALID_REQUEST", reason: { field } })
  })
})

describe("out of order, late, against what is final", () => {
  it("reversed after success: asked about until the bank's own answer says so", async () => {
    const { inbox, clock, enquire, payout } = await open(settled)
    expect(await inbox.receive(cibSays("SUCCESS"))).toMatchObject({ kind: "new" })
    expect(await payout()).toMatchObject({ status: "settled", dueAt: null })
    await inbox.receive(cibSays("REVERSED"))
    expect(await payout()).toMatchObject({ status: "settled", dueAt: NOW })
    // The bank's books are behind its callback: the first answer still says settled.
    expect(await enquire({ ...settled, event: { kind: "watched", detail: {} } })).toBe(1)
    clock.now = inbox.nextDueAt() ?? 0
    expect(await inbox.work()).toMatchObject({ looked: 1, woken: 1 })
    expect(await enquire(reversed)).toBe(1)
    clock.now = inbox.nextDueAt() ?? 0
    expect(await inbox.work()).toMatchObject({ woken: 0, nextAt: null })
    expect(inbox.list({ state: "answered" })).toMatchObject([{ code: "REVERSED" }])
  })

  it("a contradiction that four days of asking do not end is for people", async () => {
    const { inbox, clock, enquire, payout } = await open(settled)
    await inbox.receive(cibSays("FAILURE"))
    let asked = 0
    for (let at: number | null = NOW; at !== null; at = (await inbox.work()).nextAt) {
      clock.now = at
      asked += await enquire({ ...settled, event: { kind: "watched", detail: {} } })
    }
    expect([asked, clock.now - NOW > 4 * DAY_MS]).toEqual([7, true])
    expect(inbox.list({ state: "people" })).toMatchObject([{ code: "FAILURE" }])
    expect(await payout()).toMatchObject({ status: "settled" })
  })

  it("late money: success for a failed payout is asked about, and the answer decides", async () => {
    const { inbox, clock, payout, enquire } = await open(failed)
    await inbox.receive(cibSays("SUCCESS"))
    expect(await payout()).toMatchObject({ status: "failed", dueAt: NOW })
    await enquire({ attempt: { state: "rejected" }, payout: { status: "review", dueAt: null, reviewReason: "late-money" }, event: { kind: "late-money", detail: {} } })
    clock.now = inbox.nextDueAt() ?? 0
    await inbox.work()
    expect(inbox.list()).toMatchObject([{ state: "answered" }])
  })

  it("a stale word changes nothing", async () => {
    const { inbox, payout, woken } = await open(settled)
    for (const status of ["PENDING", "Pending For Processing", "SUCCESS"]) await inbox.receive(cibSays(status))
    expect([await payout(), woken()]).toMatchObject([{ status: "settled", dueAt: null }, 0])
    expect(inbox.list({ state: "agrees" })).toHaveLength(3)
  })
})

describe("a hint never sends", () => {
  it("not a payout that is reserved for tomorrow", async () => {
    const { inbox, clock, payout, sends } = await open()
    await inbox.receive(cibSays("SUCCESS"))
    expect([await payout(), await sends()]).toMatchObject([{ status: "queued", dueAt: NOW + DAY_MS }, []])
    for (let minutes = 0; minutes < 40; minutes += 5) {
      clock.now += 5 * MINUTE_MS
      await inbox.work()
    }
    expect([await sends(), inbox.list()]).toMatchObject([[], [{ state: "people" }]])
  })

  it("a payout that is to go again is held when its earlier attempt is said to be paid", async () => {
    const { inbox, journal, claim, payout, sends } = await open(failed)
    const epoch = await claim()
    await journal.reserve({ payoutId: ID, epoch, reference: "T012AY00000000B", fingerprint: "f", businessDate: "2030-01-31", at: NOW })
    await journal.release(ID, epoch, NOW)
    await inbox.receive(cibSays("SUCCESS"))
    expect(await payout()).toMatchObject({ status: "awaiting-approval", dueAt: null, hold: { kind: "duplicate", reason: expect.stringContaining(REFERENCE) } })
    expect([await sends(), inbox.list()]).toMatchObject([[], [{ state: "held" }]])
  })
})

describe("when something is in the way", () => {
  it("a payout that was ordered again between the look and the claim is not made due, but held", async () => {
    const { sql, port, journal, claim, clock, payout } = await open(failed)
    let isFirst = true
    const racing: InboxJournal = {
      ...port,
      claim: async (...given) => {
        if (isFirst) {
          isFirst = false
          const epoch = await claim()
          await journal.reserve({ payoutId: ID, epoch, reference: "T012AY00000000B", fingerprint: "f", businessDate: "2030-01-31", at: NOW })
          await journal.release(ID, epoch, NOW + DAY_MS)
        }
        return journal.claim(...given)
      }
    }
    const inbox = createInbox({ sql, journal: racing, owner: "02", now: () => clock.now })
    await inbox.receive(cibSays("SUCCESS"))
    expect(await payout()).toMatchObject({ status: "queued", dueAt: NOW + DAY_MS })
    clock.now = inbox.nextDueAt() ?? 0
    await inbox.work()
    expect(await payout()).toMatchObject({ status: "awaiting-approval", hold: { kind: "duplicate" } })
  })

  it("whoever works on the payout is left alone; the hint is looked at again after", async () => {
    const { inbox, clock, claim, journal, payout } = await open(unknown)
    const epoch = await claim()
    expect(await inbox.receive(cibSays("SUCCESS"))).toEqual({ kind: "new", acknowledge: true })
    expect([await payout(), inbox.pending()]).toMatchObject([{ dueAt: NOW + DAY_MS }, [{ state: "open" }]])
    await journal.release(ID, epoch, NOW + DAY_MS)
    clock.now = inbox.nextDueAt() ?? 0
    expect(await inbox.work()).toMatchObject({ woken: 1, nextAt: null })
    expect(await payout()).toMatchObject({ dueAt: clock.now })
  })

  it("while the journal is away the hint is kept, the bank is asked to come again, and one enquiry follows", async () => {
    const { openInbox, inbox, clock, woken } = await open(unknown)
    clock.isDown = true
    expect(await inbox.receive(cibSays("SUCCESS"))).toEqual({ kind: "new", acknowledge: false })
    expect(await inbox.receive(cibSays("SUCCESS"))).toEqual({ kind: "duplicate", acknowledge: false })
    expect((await inbox.work()).faults).toMatchObject([{ code: "JOURNAL_UNAVAILABLE" }])
    clock.isDown = false
    clock.now += MINUTE_MS
    // Another process, after a restart.
    const later = openInbox()
    expect(await later.work()).toMatchObject({ woken: 1, faults: [], nextAt: null })
    expect(await later.receive(cibSays("SUCCESS"))).toEqual({ kind: "duplicate", acknowledge: true })
    expect(woken()).toBe(1)
  })

  it("somebody else's callback that came while the journal was away is forgotten once it can be told", async () => {
    const { inbox, clock } = await open(unknown)
    const callback = cibSays("SUCCESS", { UNIQUEID: "T012AY00000000Z" })
    clock.isDown = true
    expect(await inbox.receive(callback)).toMatchObject({ acknowledge: false })
    clock.isDown = false
    expect(await inbox.receive(callback)).toEqual({ kind: "unrelated", acknowledge: true })
    expect(inbox.list()).toEqual([])
  })

  it("closed hints are forgotten after their time", async () => {
    const { inbox, clock } = await open(unknown)
    await inbox.receive(cibSays("SUCCESS"))
    clock.now += 89 * DAY_MS
    await inbox.work()
    expect(inbox.list()).toHaveLength(1)
    clock.now += 2 * DAY_MS
    await inbox.work()
    expect(inbox.list()).toEqual([])
  })
})
