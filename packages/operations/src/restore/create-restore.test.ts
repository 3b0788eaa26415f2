import { Sensitive, type Work } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { describe, expect, it } from "vitest"
import { openOperationsSql } from "../sqlite.ts"
import { createRestore } from "./create-restore.ts"
import { dayOfReference, readDebits } from "./read-line.ts"

/** Thursday 31 January 2030, 11:30 in India; T+2 is Saturday 2 February, the first one of its month. */
const NOW = Date.UTC(2030, 0, 31, 6)
const DAY = 86_400_000
/** References of that day: the day 2030-01-31 is 2UB. */
const [R1, R2, R3] = ["T012UB00000000A", "T012UB00000000B", "T012UB00000000C"] as const
const RESTORED = "the journal is older than its anchors"

const openDesk = async () => {
  const [sql, journal, clock] = [openOperationsSql(":memory:"), createMemoryJournal(), { now: NOW }]
  const restore = createRestore({ sql, journal, owner: "02", now: () => clock.now, environment: "T", rails: ["imps", "neft"] })
  const take = async (payoutId: string, amountPaise = 10_050n) => {
    const beneficiary = { name: new Sensitive("Uma Nair", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
    const order = { tenant: "default", payoutId, idempotencyKey: payoutId, amountPaise, beneficiary, remark: "", operation: "o", rail: "imps" as const }
    await journal.accept([{ id: `default/${payoutId}`, order, fingerprint: `f-${payoutId}`, beneficiaryHash: "b", scope: "s", dueAt: clock.now }], clock.now)
  }
  const claim = async (payoutId: string): Promise<Work> => {
    const work = await journal.claim(`default/${payoutId}`, { owner: "01", now: clock.now, leaseMs: 1000 })
    if (work === undefined) throw new Error("busy")
    return work
  }
  const reserve = async (payoutId: string, reference: string) => {
    const { epoch } = await claim(payoutId)
    const holder = { payoutId: `default/${payoutId}`, reference, epoch, at: clock.now }
    await journal.reserve({ ...holder, fingerprint: `f-${payoutId}`, businessDate: dayOfReference(reference) })
    return holder
  }
  const settle = async (payoutId: string, reference: string, rrn: string) => {
    const holder = await reserve(payoutId, reference)
    await journal.markSending(holder, "d")
    await journal.record(holder, { attempt: { state: "settled", rrn }, payout: { status: "settled", dueAt: null }, event: { kind: "settled", detail: {} } })
  }
  /** What the bank's answer to an enquiry would write. */
  const answer = async (payoutId: string, state: "settled" | "rejected") => {
    const { payout, attempt, epoch } = await claim(payoutId)
    const holder = { payoutId: payout.id, reference: attempt?.reference ?? "", epoch, at: clock.now }
    const change = state === "settled" ? { state, rrn: "600000000009" } as const : { state, provedFailedAt: clock.now } as const
    await journal.record(holder, { attempt: change, payout: { status: state === "settled" ? "settled" : "failed", dueAt: null }, event: { kind: state, detail: {} } })
  }
  const line = (narration: string, amountPaise = -10_050n, day = "2030-01-31") => ({ day, amountPaise, narration })
  const whole = (...lines: ReturnType<typeof line>[]) => ({ from: "2029-12-01", to: "2030-02-04", lines })
  const admit = async () => (await restore.gate.admit({} as Work, clock.now)).kind
  const stateOf = async (payoutId: string) => (await journal.get(`default/${payoutId}`))?.attempts.at(-1)?.state
  return { sql, journal, clock, restore, claim, take, reserve, settle, answer, line, whole, admit, stateOf }
}

describe("a journal that was restored from a backup", () => {
  it("sends nothing until the statement is whole, its debits are assigned and asked about, and two people say so", async () => {
    const { restore, take, settle, answer, line, whole, admit, clock, journal, stateOf } = await openDesk()
    await take("P1")
    await settle("P1", R1, "600000000001")
    await take("P2")
    expect(await admit()).toBe("go")
    expect(await restore.freeze(RESTORED)).toEqual({ asked: 0 })
    expect(await admit()).toBe("hold")
    expect((await journal.pauses()).map(({ rail, reason }) => [rail, reason])).toEqual([["imps", RESTORED], ["neft", RESTORED]])
    await expect(restore.lift("asha")).rejects.toThrow("sends stay frozen: a complete statement from 2029-12-31 to the end of 2030-02-02 has not been compared")

    const statement = whole(line(`MMT/IMPS/600000000001/${R1}/UMA NAIR/TEST`), line(`MMT/IMPS/600000000002/${R2}/UMA NAIR/TEST`), line("RTGS/TESTR52030013100000001/TEST0000001", -700n))
    const { open, missing } = await restore.compare(statement)
    // P1 is known by its reference; the others nobody knows.
    const found = open.map(({ reference, amountPaise }) => [reference, amountPaise])
    expect(found).toEqual(expect.arrayContaining([[R2, 10_050n], [null, 700n]]))
    expect(open).toHaveLength(2)
    expect(missing).toHaveLength(2)
    const [lost, charge] = [open.find(({ reference }) => reference === R2)?.line ?? "", open.find(({ reference }) => reference === null)?.line ?? ""]
    await expect(restore.assign({ line: lost, payoutId: "P9", by: "asha", reason: "the vendor's" })).rejects.toThrow("hands it in again first, under its old id")
    await expect(restore.assign({ line: charge, payoutId: "P2", by: "asha", reason: "the vendor's" })).rejects.toThrow("reference")
    await expect(restore.assign({ line: lost, payoutId: "P2", reference: R3, by: "asha", reason: "the vendor's" })).rejects.toThrow("reference")
    await restore.assign({ line: lost, payoutId: "P2", by: "asha", reason: "the vendor's" })
    expect(await stateOf("P2")).toBe("unknown")
    expect((await journal.pauses()).map(({ rail }) => rail)).toEqual(expect.arrayContaining(["imps", "neft"]))
    expect(await restore.dismiss({ line: charge, by: "asha", reason: "a charge" })).toEqual({ dismissed: false })
    await expect(restore.dismiss({ line: charge, by: " Asha", reason: "a charge" })).rejects.toThrow("another one")
    expect(await restore.dismiss({ line: charge, by: "ravi", reason: "a charge" })).toEqual({ dismissed: true })

    clock.now = NOW + 4 * DAY
    const after = await restore.compare(statement)
    expect(after).toMatchObject({ open: [], asking: ["default/P2"], missing: ["1 payments are still being asked about"] })
    await expect(restore.lift("asha")).rejects.toThrow("1 payments are still being asked about")
    await answer("P2", "settled")
    expect(await restore.lift("asha")).toMatchObject({ lifted: false })
    expect(await admit()).toBe("hold")
    await expect(restore.lift("ASHA")).rejects.toThrow("the second person must be another one")
    expect(await restore.lift("ravi")).toMatchObject({ lifted: true, says: "asha and ravi have lifted the freeze: payouts go again." })
    expect([await admit(), await journal.pauses()]).toEqual(["go", []])
    expect((await journal.get("default/P2"))?.events.map(({ kind }) => kind)).toContain("attempt-restored")
    expect(await journal.verify()).toEqual([])
  })

  it("a statement that ends before T+2 does, or begins too late, lifts nothing", async () => {
    const { restore, clock, whole } = await openDesk()
    await restore.freeze(RESTORED)
    expect((await restore.compare(whole())).missing).toHaveLength(1)
    clock.now = NOW + 4 * DAY
    expect((await restore.compare({ ...whole(), to: "2030-02-01" })).missing).toHaveLength(1)
    expect((await restore.compare({ ...whole(), from: "2030-01-30" })).missing).toHaveLength(1)
    expect((await restore.compare(whole())).missing).toEqual([])
  })

  it("what was reserved may have gone under that very reference: it is asked about, and never sent", async () => {
    const { restore, take, reserve, stateOf, journal, clock, whole } = await openDesk()
    await take("P1")
    await reserve("P1", R1)
    await journal.pause("imps", "an older one", 1)
    // The backup's lease has not lapsed: it is held by the gate, and blocks the way out, until the next comparison.
    expect(await restore.freeze(RESTORED)).toEqual({ asked: 1 })
    expect([await stateOf("P1"), (await restore.status()).asking]).toEqual(["reserved", ["default/P1"]])
    clock.now += 2000
    await restore.compare(whole())
    expect(await stateOf("P1")).toBe("unknown")
    expect(await restore.freeze("again")).toEqual({ asked: 0 })
    expect((await journal.pauses()).find(({ rail }) => rail === "imps")?.reason).toBe("an older one")
    expect((await restore.status()).asking).toEqual(["default/P1"])
  })

  it("a reserved attempt in whose place the lost one was made ended unsent: two people say so, and it stays watched", async () => {
    const { restore, take, reserve, stateOf, journal, clock, line, whole } = await openDesk()
    await take("P1")
    await reserve("P1", R1)
    clock.now += 2000
    await restore.freeze(RESTORED)
    const { open } = await restore.compare(whole(line(`MMT/IMPS/600000000002/${R2}/UMA NAIR/TEST`)))
    const order = { line: open[0]?.line ?? "", payoutId: "P1", reason: "so says the bank" }
    expect(await restore.assign({ ...order, by: "asha" })).toEqual({ assigned: false })
    expect(await stateOf("P1")).toBe("unknown")
    await expect(restore.assign({ ...order, by: "ASHA" })).rejects.toThrow("the second person must be another one")
    expect(await restore.assign({ ...order, by: "ravi" })).toEqual({ assigned: true })
    const view = await journal.get("default/P1")
    expect(view?.attempts.map(({ reference, state }) => [reference, state])).toEqual([[R1, "rejected"], [R2, "unknown"]])
    expect(view?.events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["attempt-replaced", "attempt-restored"]))
  })

  it("meanwhile nothing is tried again and nothing is cancelled: what looks unsent may have been paid", async () => {
    const { restore, take, claim, journal, clock, whole } = await openDesk()
    const guarded = restore.guard(journal)
    await take("P1")
    await restore.freeze(RESTORED)
    const { epoch } = await claim("P1")
    const order = { payoutId: "default/P1", epoch, at: clock.now }
    await expect(guarded.cancel({ ...order, by: "asha", reason: "changed my mind" })).rejects.toThrow("neither tried again nor cancelled until the freeze is lifted: the journal is older")
    await expect(guarded.reserve({ ...order, reference: R1, fingerprint: "f", businessDate: "2030-01-31" })).rejects.toMatchObject({ code: "HELD" })
    clock.now += 4 * DAY
    await restore.compare(whole())
    await restore.lift("asha")
    await restore.lift("ravi")
    await guarded.cancel({ ...order, by: "asha", reason: "changed my mind" })
  })

  it("a payout that the journal holds for paid cannot be paid again: people find out first", async () => {
    const { restore, take, settle, line, whole, journal } = await openDesk()
    await take("P1")
    await settle("P1", R1, "600000000001")
    await restore.freeze(RESTORED)
    const { open } = await restore.compare(whole(line(`MMT/IMPS/600000000002/${R2}/UMA NAIR/TEST`)))
    const order = { line: open[0]?.line ?? "", payoutId: "P1", by: "asha", reason: "so says the bank" }
    await expect(restore.assign(order)).rejects.toThrow("it is in review now")
    expect((await journal.get("default/P1"))?.payout).toMatchObject({ status: "review", reviewReason: `after a restore: the statement shows another payment of it, ${R2}` })
    await expect(restore.assign(order)).rejects.toThrow("people decide it in the review queue first")
  })

  it("our reference on a debit is never dismissed, and a wrong amount or another payout's reference is refused", async () => {
    const { restore, take, settle, line, whole } = await openDesk()
    await take("P1")
    await take("P2", 99_00n)
    await take("P4")
    await settle("P4", R1, "600000000001")
    await restore.freeze(RESTORED)
    const { open } = await restore.compare(whole(line(`UPI/600000000002/${R2} P1/uma@okbank`), line("INF/INFT/000600000003/fees")))
    const lineOf = (reference: string | null) => open.find((one) => one.reference === reference)?.line ?? ""
    await expect(restore.dismiss({ line: lineOf(R2), by: "asha", reason: "not ours" })).rejects.toThrow("bears our reference")
    await expect(restore.assign({ line: lineOf(R2), payoutId: "P2", by: "asha", reason: "perhaps" })).rejects.toThrow("payoutId")
    await take("P3")
    await expect(restore.assign({ line: lineOf(null), payoutId: "P3", reference: R1, by: "asha", reason: "perhaps" })).rejects.toThrow("payoutId")
    await expect(restore.assign({ line: "none", payoutId: "P3", by: "asha", reason: "perhaps" })).rejects.toThrow("there is no such line")
  })
})

it("reads a debit's reference and number in every form that statements have", () => {
  const read = (narration: string, day = "2030-01-31") => readDebits([{ day, amountPaise: -1n, narration }], "T")[0]
  expect(dayOfReference(R1)).toBe("2030-01-31")
  expect(read(`MMT/IMPS/600000000001/${R1}/UMA NAIR/TEST`)).toMatchObject({ reference: R1, bankNumber: "600000000001" })
  expect(read("INF/NEFT/ICICN52030013112/TEST0000001/T0")).toMatchObject({ reference: null, bankNumber: "ICICN52030013112" })
  expect(read("RTGS/ICICR52030013100000001/TEST0000001")).toMatchObject({ reference: null, bankNumber: "ICICR52030013100000001" })
  expect(read(`INF/INFT/000600000003/${R1}`)).toMatchObject({ reference: R1, bankNumber: "600000003" })
  // Another environment's, a far day's, a word that only looks like one.
  expect(read(`MMT/IMPS/600000000001/${R1.replace("T", "P")}/X/TEST`)).toMatchObject({ reference: null })
  expect(read(`MMT/IMPS/600000000001/${R1}/X/TEST`, "2031-01-31")).toMatchObject({ reference: null })
  expect(read("MMT/IMPS/600000000001/TRANSFERTOTHEMX/X/TEST")).toMatchObject({ reference: null })
  const twice = readDebits([{ day: "2030-01-31", amountPaise: -1n, narration: "FEE" }, { day: "2030-01-31", amountPaise: -1n, narration: "FEE" }, { day: "2030-01-31", amountPaise: 1n, narration: "IN" }], "T")
  expect(new Set(twice.map(({ line }) => line)).size).toBe(2)
})
