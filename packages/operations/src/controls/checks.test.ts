import { describe, expect, it } from "vitest"
import { DAY, HOUR, NOW, openDesk } from "./testing-desk.ts"

const word = (payoutId: string, by: string, action?: "not-a-duplicate" | "above-limit") => ({
  ...{ payoutId, by, reason: "both are owed" },
  ...(action === undefined ? {} : { action })
})

describe("allow-list", () => {
  it("refuses a beneficiary that nobody has added, or that was removed", async () => {
    const { take, ask, controls, payoutOf } = openDesk({ allowList: true })
    await take("P1")
    expect(await ask("P1")).toEqual({
      kind: "refuse",
      by: "allow-list",
      reason:
        "The beneficiary of these Rs 100.50 is not on the allow-list: nobody has added it. Add it, then order the payout again under a new id."
    })
    expect((await payoutOf("P1")).status).toBe("cancelled")
    await controls.beneficiaries.add({ beneficiaryHash: "b1", by: "meera" })
    await take("P2")
    expect(await ask("P2")).toEqual({ kind: "go" })
    await controls.beneficiaries.remove({ beneficiaryHash: "b1", by: "ravi", reason: "account closed" })
    expect(await ask("P2")).toMatchObject({ kind: "refuse", reason: expect.stringContaining("ravi removed it") })
  })

  it("is each tenant's own", async () => {
    const { take, ask, controls } = openDesk({ allowList: true })
    await controls.beneficiaries.add({ beneficiaryHash: "b1", by: "meera", tenant: "t2" })
    await take("P1")
    expect(await ask("P1")).toMatchObject({ kind: "refuse" })
  })
})

describe("limit per payout", () => {
  it("holds until two people have said that it may pass", async () => {
    const { take, ask, controls } = openDesk({ perPayoutMaxPaise: 5_00_000_00n })
    await take("P0", { amountPaise: 5_00_000_00n })
    expect(await ask("P0")).toEqual({ kind: "go" })
    await take("P1", { amountPaise: 5_00_000_01n, by: "asha" })
    expect(await ask("P1")).toMatchObject({
      hold: {
        kind: "limit",
        status: "awaiting-approval",
        reason:
          "Rs 500000.01 is above the limit of Rs 500000.00 a payout. 2 people must approve it as «above-limit». Nobody has so far. Approve it so, or reject it."
      }
    })
    await controls.approve(word("P1", "ravi", "above-limit"))
    await controls.approve(word("P1", "meera"))
    expect(await ask("P1")).toMatchObject({ hold: { kind: "limit", reason: expect.stringContaining("ravi has") } })
    await controls.approve(word("P1", "meera", "above-limit"))
    expect(await ask("P1")).toEqual({ kind: "go" })
  })

  it("refuses when the policy says so", async () => {
    const { take, ask } = openDesk({ perPayoutMaxPaise: 5_00_000_00n, abovePerPayoutMax: "refuse" })
    await take("P1", { amountPaise: 5_00_000_01n })
    expect(await ask("P1")).toEqual({
      kind: "refuse",
      by: "per-payout limit",
      reason: "Rs 500000.01 is above the limit of Rs 500000.00 a payout. Order smaller payouts, or have the policy changed."
    })
  })
})

describe("new beneficiary", () => {
  const rules = { newBeneficiary: { approvals: 2, coolingOffMs: DAY, firstPaymentMaxPaise: 10_000_00n } } as const
  const approved = async (desk: ReturnType<typeof openDesk>) => {
    await desk.controls.beneficiaries.add({ beneficiaryHash: "b1", by: "meera", label: "vendor 12" })
    await desk.controls.beneficiaries.approve({ beneficiaryHash: "b1", by: "ravi" })
    await desk.controls.beneficiaries.approve({ beneficiaryHash: "b1", by: "kiran" })
  }

  it("waits until somebody has added it and two others have approved it", async () => {
    const { take, ask, controls, payoutOf } = openDesk(rules)
    await take("P1")
    expect(await ask("P1")).toMatchObject({
      hold: {
        kind: "beneficiary",
        status: "awaiting-approval",
        dueAt: null,
        reason:
          "Nothing was ever paid to this beneficiary and nobody has added it. Add it, have 2 people approve it, or reject the payout."
      }
    })
    const { beneficiaries } = controls
    const { version } = await beneficiaries.add({ beneficiaryHash: "b1", by: "meera" })
    await expect(beneficiaries.add({ beneficiaryHash: "b1", by: "asha" })).rejects.toMatchObject({ reason: { rule: "already-added" } })
    await expect(beneficiaries.approve({ beneficiaryHash: "b1", by: "Meera" })).rejects.toMatchObject({ reason: { rule: "adder-is-not-checker" } })
    await beneficiaries.approve({ beneficiaryHash: "b1", by: "ravi", version })
    await expect(beneficiaries.approve({ beneficiaryHash: "b1", by: "RAVI" })).rejects.toMatchObject({ reason: { rule: "already-said" } })
    expect(await ask("P1")).toMatchObject({
      hold: { reason: expect.stringContaining("meera added or changed this beneficiary on 2030-01-31 11:30 IST; 2 people other than meera must approve it, ravi has.") }
    })
    expect(await payoutOf("P1")).toMatchObject({ dueAt: null })
    expect(await beneficiaries.approve({ beneficiaryHash: "b1", by: "kiran" })).toMatchObject({ state: "approved", approvedBy: ["ravi", "kiran"] })
    // The last approval wakes what waited for it.
    expect(await payoutOf("P1")).toMatchObject({ dueAt: NOW })
  })

  it("then cools off, to the minute", async () => {
    const desk = openDesk(rules)
    await approved(desk)
    await desk.take("P1")
    expect(await desk.ask("P1")).toEqual({
      kind: "hold",
      hold: {
        kind: "beneficiary",
        status: "queued",
        dueAt: NOW + DAY,
        reason:
          "This beneficiary is new: nothing is paid to it for 1 day after it was approved, until 2030-02-01 11:30 IST. It goes then by itself; reject it if it is wrong."
      }
    })
    desk.clock.now = NOW + DAY - 1
    expect(await desk.ask("P1")).toMatchObject({ kind: "hold" })
    desk.clock.now = NOW + DAY
    expect(await desk.ask("P1")).toEqual({ kind: "go" })
  })

  it("until a payment has settled, all payments together stay below the cap", async () => {
    const desk = openDesk(rules)
    await approved(desk)
    desk.clock.now = NOW + DAY
    await desk.take("P1", { amountPaise: 10_000_01n })
    expect(await desk.ask("P1")).toMatchObject({
      hold: {
        kind: "beneficiary",
        status: "queued",
        dueAt: NOW + DAY + HOUR,
        reason:
          "This beneficiary is new: at most Rs 10000.00 goes to it until a first payment has settled; this payout is Rs 10000.01. Pay a smaller one first; this one goes within an hour after that has settled."
      }
    })
    await desk.take("P2", { amountPaise: 6_000_00n })
    await desk.take("P3", { amountPaise: 4_000_01n })
    expect(await desk.ask("P2")).toEqual({ kind: "go" })
    expect(await desk.ask("P3")).toMatchObject({ hold: { kind: "beneficiary", reason: expect.stringContaining("of which Rs 6000.00 is on its way") } })
    await desk.send("P2", "unknown")
    expect(await desk.ask("P3")).toMatchObject({ kind: "hold" })
    await desk.take("P4", { amountPaise: 1_00n })
    expect(await desk.ask("P4")).toEqual({ kind: "go" })
    await desk.send("P4")
    expect(await desk.ask("P3")).toEqual({ kind: "go" })
    expect(await desk.ask("P1")).toEqual({ kind: "go" })
  })

  it("begins again with a change: approvals, time and cap", async () => {
    const desk = openDesk(rules)
    await approved(desk)
    desk.clock.now = NOW + DAY
    await desk.take("P1")
    await desk.ask("P1")
    await desk.send("P1")
    await desk.take("P2", { amountPaise: 20_000_00n })
    expect(await desk.ask("P2")).toEqual({ kind: "go" })
    const { beneficiaries } = desk.controls
    const { version } = beneficiaries.get("b1") ?? { version: 0 }
    await beneficiaries.change({ beneficiaryHash: "b1", by: "asha", reason: "other name" })
    await desk.take("P3", { amountPaise: 20_000_00n })
    expect(await desk.ask("P3")).toMatchObject({ hold: { status: "awaiting-approval", reason: expect.stringContaining("asha added or changed") } })
    await expect(beneficiaries.approve({ beneficiaryHash: "b1", by: "ravi", version })).rejects.toMatchObject({ reason: { rule: "another-version" } })
    await beneficiaries.approve({ beneficiaryHash: "b1", by: "ravi" })
    await beneficiaries.approve({ beneficiaryHash: "b1", by: "meera" })
    expect(await desk.ask("P3")).toMatchObject({ hold: { dueAt: NOW + 2 * DAY } })
    desk.clock.now = NOW + 2 * DAY
    // The payment of before the change settled; it proves nothing about the change.
    expect(await desk.ask("P3")).toMatchObject({ hold: { reason: expect.stringContaining("at most Rs 10000.00") } })
  })

  it("another account takes the place of the old one, to which nothing is paid any more", async () => {
    const desk = openDesk(rules)
    await approved(desk)
    desk.clock.now = NOW + DAY
    await desk.controls.beneficiaries.change({ beneficiaryHash: "b2", was: "b1", by: "asha", reason: "new bank" })
    await desk.take("P1")
    expect(await desk.ask("P1")).toMatchObject({
      hold: {
        status: "awaiting-approval",
        reason: "asha removed this beneficiary on 2030-02-01 11:30 IST. Find out why; add it again, or reject the payout."
      }
    })
    expect(desk.controls.beneficiaries.get("b2")).toMatchObject({ state: "waits-for-approval", by: "asha" })
  })

  it("one that was paid before there were controls is not new; a label holds no account number", async () => {
    const desk = openDesk(rules)
    await desk.take("P0")
    await desk.send("P0")
    await desk.take("P1", { amountPaise: 50_000_00n })
    expect(await desk.ask("P1")).toEqual({ kind: "go" })
    await expect(desk.controls.beneficiaries.add({ beneficiaryHash: "b1", by: "asha", label: "a/c 000123456789" })).rejects.toMatchObject({
      reason: { field: "label" }
    })
    await expect(desk.controls.beneficiaries.approve({ beneficiaryHash: "b9", by: "asha" })).rejects.toMatchObject({ code: "NOT_FOUND" })
  })
})

describe("suspected duplicate", () => {
  const rules = { duplicates: { withinDays: 7 } }

  it("holds the later of two until somebody says in so many words that both are owed", async () => {
    const { take, ask, controls, clock, send } = openDesk(rules)
    await take("P1", { by: "asha" })
    expect(await ask("P1")).toEqual({ kind: "go" })
    await send("P1", "unknown")
    clock.now += 6 * DAY
    await take("P2", { by: "asha" })
    expect(await ask("P2")).toMatchObject({
      hold: {
        kind: "duplicate",
        status: "awaiting-approval",
        dueAt: null,
        reason:
          "Rs 100.50 to this beneficiary was ordered before, within 7 days: P1. If both are owed, approve this one as «not-a-duplicate»; else reject it."
      }
    })
    await controls.approve(word("P2", "ravi"))
    expect(await ask("P2")).toMatchObject({ hold: { kind: "duplicate" } })
    await expect(controls.approve(word("P2", "asha", "not-a-duplicate"))).rejects.toMatchObject({ reason: { rule: "maker-is-not-checker" } })
    await controls.approve(word("P2", "ravi", "not-a-duplicate"))
    expect(await ask("P2")).toEqual({ kind: "go" })
  })

  it("of one file's two equal rows exactly one waits", async () => {
    const { take, ask } = openDesk(rules)
    await take("P2", { by: "asha" })
    await take("P1", { by: "asha" })
    expect([(await ask("P1")).kind, (await ask("P2")).kind]).toEqual(["go", "hold"])
  })

  it("waiting does not make it less suspect", async () => {
    const { take, ask, clock } = openDesk(rules)
    await take("P1")
    clock.now += DAY
    await take("P2", { by: "asha" })
    clock.now += 30 * DAY
    expect(await ask("P2")).toMatchObject({ hold: { kind: "duplicate" } })
  })

  it.each([
    ["another amount", { amountPaise: 10_051n }, 0],
    ["another beneficiary", { beneficiaryHash: "b2" }, 0],
    ["another tenant", { tenant: "t2" }, 0],
    ["eight days later", {}, 8 * DAY]
  ])("%s is none", async (_, order, later) => {
    const { take, ask, clock } = openDesk(rules)
    await take("P1")
    clock.now += later
    await take("P2", order)
    expect(await ask("P2", "tenant" in order ? order.tenant : undefined)).toEqual({ kind: "go" })
  })

  it("another tenant's twin whose id is also one of this tenant's is none", async () => {
    const { take, ask } = openDesk(rules)
    await take("P1")
    await take("P1", { tenant: "t2", amountPaise: 1_00n, beneficiaryHash: "b2" })
    await take("P2", { tenant: "t2" })
    expect(await ask("P2", "t2")).toEqual({ kind: "go" })
  })

  it("one that failed or was cancelled is none; behind ten newer ones an older one may hide", async () => {
    const { take, ask, send, clock } = openDesk(rules)
    await take("P1")
    await send("P1", "failed")
    await take("P2")
    expect(await ask("P2")).toEqual({ kind: "go" })
    clock.now += 1
    for (let n = 10; n < 20; n++) await take(`P${n}`, { by: "asha" })
    expect(await ask("P2")).toMatchObject({ hold: { reason: expect.stringContaining("ten or more other payouts") } })
  })
})
