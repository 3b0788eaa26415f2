import { describe, expect, it } from "vitest"
import { DAY, HOUR, NOW, openDesk } from "./testing-desk.ts"

const twoPeople = { approvals: [{ fromPaise: 0n, people: 1 }, { fromPaise: 1_00_000_00n, people: 2 }] } as const
const big = { amountPaise: 1_50_000_00n, by: "asha" }
const by = (person: string, more: object = {}) => ({ payoutId: "P1", by: person, reason: "invoice 17", ...more })
const rule = (name: string) => ({ code: "ILLEGAL_TRANSITION", reason: { rule: name } })

describe("maker and checkers", () => {
  it("holds a payout until as many different people as its amount needs have approved it", async () => {
    const { take, ask, controls, payoutOf, clock } = openDesk(twoPeople)
    await take("P1", big)
    expect(await ask("P1")).toEqual({
      kind: "hold",
      hold: {
        kind: "approval",
        status: "awaiting-approval",
        dueAt: null,
        reason:
          "Rs 150000.00 needs the approval of 2 people; nobody has approved, 2 are missing. It cannot be asha, who made it. Approve or reject it."
      }
    })
    const first = await controls.approve(by("ravi"))
    expect(first).toMatchObject({ isApproved: false, freed: "due" })
    expect(first.says).toContain("ravi has approved, 1 is missing")
    expect(await ask("P1")).toMatchObject({ kind: "hold", hold: { kind: "approval" } })
    clock.now += HOUR
    const second = await controls.approve(by("meera"))
    expect(second).toMatchObject({ isApproved: true, freed: "due" })
    expect(await payoutOf("P1")).toMatchObject({ dueAt: NOW + HOUR })
    expect(await ask("P1")).toEqual({ kind: "go" })
    expect(await ask("P1")).toEqual({ kind: "go" })
  })

  it("a small amount needs one person, and none goes without a known maker", async () => {
    const { take, ask, controls } = openDesk(twoPeople)
    await take("P1")
    expect(await ask("P1")).toMatchObject({
      hold: { reason: "Nobody is recorded as the maker of this payout of Rs 100.50: record who ordered it first." }
    })
    await expect(controls.approve(by("ravi"))).rejects.toMatchObject(rule("maker-unknown"))
    await controls.made({ payoutId: "P1", by: "asha" })
    await controls.approve(by("ravi"))
    expect(await ask("P1")).toEqual({ kind: "go" })
  })

  it.each(["asha", " ASHA ", "Ａsha"])("the maker, written %j, cannot check", async (name) => {
    const { take, controls } = openDesk(twoPeople)
    await take("P1", big)
    await expect(controls.approve(by(name))).rejects.toMatchObject(rule("maker-is-not-checker"))
    await expect(controls.approve(by(name))).rejects.toThrow("maker and checker are different people: asha made this payout")
    expect(controls.head().seq).toBe(1)
  })

  it("whoever added the beneficiary cannot check, nor make", async () => {
    const { take, ask, controls } = openDesk(twoPeople)
    await controls.beneficiaries.add({ beneficiaryHash: "b1", by: "meera" })
    await take("P1", big)
    await expect(controls.approve(by("Meera"))).rejects.toMatchObject(rule("adder-is-not-checker"))
    await take("P2", { by: "meera" })
    expect(await ask("P2")).toMatchObject({
      hold: { kind: "approval", reason: expect.stringContaining("meera made this payout and also added or changed its beneficiary: that must be two people.") }
    })
  })

  it("one person is one person, however often", async () => {
    const { take, ask, controls } = openDesk(twoPeople)
    await take("P1", big)
    await controls.approve(by("ravi"))
    await expect(controls.approve(by("RAVI"))).rejects.toMatchObject(rule("already-said"))
    await controls.approve(by("ravi", { action: "not-a-duplicate" }))
    expect(await ask("P1")).toMatchObject({ kind: "hold" })
  })

  it("a checker who turns out to be a maker no longer counts", async () => {
    const { take, ask, controls } = openDesk(twoPeople)
    await take("P1", { by: "asha" })
    await controls.approve(by("ravi"))
    expect(await controls.made({ payoutId: "P1", by: "ravi" })).toEqual({ makers: ["asha", "ravi"] })
    expect(await controls.made({ payoutId: "P1", by: "Ravi" })).toEqual({ makers: ["asha", "ravi"] })
    expect(await ask("P1")).toMatchObject({ hold: { reason: expect.stringContaining("It cannot be asha and ravi, who made it") } })
  })
})

describe("an approval is of what was seen", () => {
  it("an edit voids it, and the hold says so", async () => {
    const { take, ask, controls, edit } = openDesk(twoPeople)
    await take("P1", { by: "asha" })
    await controls.approve(by("ravi", { fingerprint: "f-P1" }))
    edit("P1", "f-other")
    expect(await ask("P1")).toMatchObject({
      hold: { reason: expect.stringContaining("The approval of ravi was for another version of this payout and does not count.") }
    })
    await expect(controls.approve(by("ravi", { fingerprint: "f-P1" }))).rejects.toMatchObject(rule("another-fingerprint"))
    await controls.approve(by("ravi", { fingerprint: "f-other" }))
    expect(await ask("P1")).toEqual({ kind: "go" })
  })
})

describe("rejecting", () => {
  it("ends the payout with who and why; nobody can approve it any more", async () => {
    const { take, ask, controls, payoutOf, journal } = openDesk(twoPeople)
    await take("P1", big)
    await ask("P1")
    expect(await controls.reject(by("asha", { reason: "wrong vendor" }))).toMatchObject({ ended: "now" })
    expect((await payoutOf("P1")).status).toBe("cancelled")
    expect((await journal.get("default/P1"))?.events.at(-1)).toMatchObject({ kind: "cancelled", detail: { by: "asha", reason: "wrong vendor" } })
    await expect(controls.approve(by("ravi"))).rejects.toThrow("this payout is cancelled")
  })

  it("while a worker holds it, the gate ends it", async () => {
    const { take, controls, mustClaim, apply, clock, payoutOf } = openDesk({})
    await take("P1", { by: "asha" })
    const work = await mustClaim("P1")
    expect(await controls.reject(by("ravi", { reason: "wrong vendor" }))).toMatchObject({ ended: "busy" })
    await expect(controls.approve(by("meera"))).rejects.toMatchObject(rule("rejected"))
    const admission = await controls.gate.admit(work, clock.now)
    expect(admission).toEqual({ kind: "refuse", by: "ravi", reason: "rejected: wrong vendor" })
    await apply(work, admission)
    expect((await payoutOf("P1")).status).toBe("cancelled")
  })

  it("what was sent cannot be rejected, and leaves no trace in the log", async () => {
    const { take, controls, send } = openDesk({})
    await take("P1", { by: "asha" })
    await send("P1", "unknown")
    await expect(controls.reject(by("ravi"))).rejects.toThrow("this payout is unknown: there is nothing to approve or reject any more")
    expect(controls.head().seq).toBe(1)
  })
})

describe("when it goes", () => {
  it("an approval ahead of its time does not send a scheduled payout early", async () => {
    const { take, ask, controls, payoutOf, clock } = openDesk(twoPeople)
    await take("P1", { by: "asha", scheduledFor: NOW + DAY })
    expect(await controls.approve(by("ravi"))).toMatchObject({ isApproved: true, freed: "not-waiting" })
    expect(await payoutOf("P1")).toMatchObject({ status: "scheduled", dueAt: NOW + DAY })
    await take("P2", { by: "asha", scheduledFor: NOW + DAY })
    await ask("P2")
    expect(await controls.approve(by("ravi", { payoutId: "P2" }))).toMatchObject({ freed: "due" })
    expect((await payoutOf("P2")).dueAt).toBe(NOW + DAY)
    clock.now += DAY
    expect(await ask("P1")).toEqual({ kind: "go" })
  })

  it("while a worker holds it the approval is kept, and tending frees it afterwards", async () => {
    const { take, controls, mustClaim, apply, clock, payoutOf } = openDesk(twoPeople)
    await take("P1", { by: "asha" })
    // The worker asks, somebody approves, and only then the worker's hold is written.
    const work = await mustClaim("P1")
    const admission = await controls.gate.admit(work, clock.now)
    // Held before, so that the approval finds something to free.
    await apply(work, admission)
    const again = await mustClaim("P1")
    const held = await controls.gate.admit(again, clock.now)
    expect(await controls.approve(by("ravi"))).toMatchObject({ isApproved: true, freed: "busy", says: expect.stringContaining("A worker holds") })
    await apply(again, held)
    expect(await payoutOf("P1")).toMatchObject({ status: "awaiting-approval", dueAt: null })
    expect(await controls.tend()).toBe(1)
    expect(await payoutOf("P1")).toMatchObject({ dueAt: NOW })
    expect(await controls.tend()).toBe(0)
  })

  it("what people said while the bank was asked for the balance counts", async () => {
    let wait: () => void = () => undefined
    const slow = new Promise<void>((resolve) => (wait = resolve))
    let begin: () => void = () => undefined
    const begun = new Promise<void>((resolve) => (begin = resolve))
    const desk = openDesk({ balance: { keepPaise: 0n, maxAgeMs: HOUR } }, async () => {
      begin()
      await slow
      return { paise: 1_00_000_00n, asOf: NOW }
    })
    await desk.take("P1", { by: "asha" })
    const work = await desk.mustClaim("P1")
    const asked = desk.controls.gate.admit(work, NOW)
    // Not before: what is said earlier is read at first.
    await begun
    await desk.controls.reject(by("ravi"))
    wait()
    expect(await asked).toMatchObject({ kind: "refuse", by: "ravi" })
  })
})

describe("a word that is no good", () => {
  it.each([
    [{ by: " " }, "by"], [{ by: "a\u200bsha" }, "by"], [{ by: "a".repeat(65) }, "by"], [{ reason: "" }, "reason"],
    [{ action: "yes" as never }, "action"], [{ payoutId: "P 1" }, "payoutId"], [{ tenant: "a/b" }, "tenant"]
  ])("%j is refused by field", async (order, field) => {
    const { take, controls } = openDesk(twoPeople)
    await take("P1", big)
    await expect(controls.approve({ ...by("ravi"), ...order })).rejects.toMatchObject({ code: "INVALID_REQUEST", reason: { field } })
    expect(controls.head().seq).toBe(1)
  })

  it("a payout that nobody knows, or of another tenant", async () => {
    const { take, controls } = openDesk(twoPeople)
    await take("P1", { ...big, tenant: "t2" })
    await expect(controls.approve(by("ravi"))).rejects.toMatchObject({ code: "NOT_FOUND" })
  })
})
