import { describe, expect, it } from "vitest"
import { createReview } from "../review/create-review.ts"
import { createBeneficiaryGate } from "./late-money.ts"
import { DAY, MINUTE, openDesk } from "./testing-desk.ts"

/** P1 failed, and then the bank said that it was paid; P2 and P3 are to come, P2 to the same beneficiary. */
const openLate = async () => {
  const desk = openDesk({})
  const { journal, clock, take, send, mustClaim, payoutOf } = desk
  await take("P1", { amountPaise: 100_00n })
  await send("P1", "failed")
  const { payout, attempt, epoch } = await mustClaim("P1")
  const reason = "late-money: proved failed, now the bank says Settled"
  const holder = { payoutId: payout.id, reference: attempt?.reference ?? "", epoch, at: clock.now }
  await journal.record(holder, {
    attempt: { state: "rejected" },
    payout: { status: "review", dueAt: null, reviewReason: reason },
    event: { kind: "late-money", detail: {} }
  })
  await take("P2")
  await take("P3", { beneficiaryHash: "b2" })
  expect((await payoutOf("P1")).status).toBe("review")
  const review = createReview({ journal, owner: "02", now: () => clock.now })
  const decide = (by: string) => review.act({ payoutId: "P1", action: "confirm-paid", by, reason: "on the statement of the 31st", rrn: "600000000001" })
  return { ...desk, decide }
}

describe("late money holds its beneficiary", () => {
  it("until two people have decided in the review queue; others are paid meanwhile", async () => {
    const { ask, clock, decide, payoutOf, controls } = await openLate()
    expect(await ask("P2")).toEqual({
      kind: "hold",
      hold: {
        kind: "beneficiary",
        status: "queued",
        dueAt: clock.now + 5 * MINUTE,
        reason:
          "Late money: P1 (Rs 100.00) to this beneficiary had been proved failed, and then money showed up for it. Until two people have decided"
          + " that in the review queue, nothing more goes to this beneficiary, nor these Rs 100.50. Look for it on the statement first."
      }
    })
    expect(await ask("P3")).toEqual({ kind: "go" })
    expect(await controls.pending()).toMatchObject([{ payoutId: "P2", kind: "beneficiary", actions: [{ action: "decide-review" }, { action: "reject" }] }])
    await decide("asha")
    expect(await ask("P2")).toMatchObject({ kind: "hold" })
    await expect(decide("Asha ")).rejects.toThrow("the second person must be another one")
    expect(await ask("P2")).toMatchObject({ kind: "hold" })
    await decide("ravi")
    expect((await payoutOf("P1")).status).toBe("settled")
    expect(await ask("P2")).toEqual({ kind: "go" })
  })

  it("whoever approves the payout, and also without a policy", async () => {
    const { ask, take, controls, journal, mustClaim, clock, decide } = await openLate()
    await take("P4", { by: "asha" })
    expect((await controls.approve({ payoutId: "P4", by: "ravi", reason: "owed" })).isApproved).toBe(false)
    expect(await ask("P4")).toMatchObject({ hold: { kind: "beneficiary" } })
    const gate = createBeneficiaryGate({ journal })
    const work = await mustClaim("P2")
    expect(await gate.admit(work, clock.now)).toMatchObject({ kind: "hold", hold: { kind: "beneficiary", status: "queued", reason: expect.stringMatching(/^Late money: P1 .*looked at again at 2030-01-31 11:35 IST\.$/) } })
    await decide("asha")
    await decide("ravi")
    expect(await gate.admit(work, clock.now)).toEqual({ kind: "go" })
  })

  it("does not hold what another tenant pays, and other reviews hold nobody", async () => {
    const { ask, take, send, journal, mustClaim, clock } = await openLate()
    await take("P2", { tenant: "t2" })
    expect(await ask("P2", "t2")).toEqual({ kind: "go" })
    await take("P5", { beneficiaryHash: "b5" })
    await send("P5", "unknown")
    const { payout, attempt, epoch } = await mustClaim("P5")
    const change = { attempt: { state: "unknown" }, payout: { status: "review", dueAt: null, reviewReason: "no proof by the end of its ladder" }, event: { kind: "review", detail: {} } } as const
    await journal.record({ payoutId: payout.id, reference: attempt?.reference ?? "", epoch, at: clock.now }, change)
    await take("P6", { beneficiaryHash: "b5" })
    expect(await ask("P6")).toEqual({ kind: "go" })
  })

  it("a long review queue is read once in two seconds, and a decision is seen after them", async () => {
    const { journal, take, mustClaim, clock, decide } = await openLate()
    let lists = 0
    const review = await journal.list({ tenant: "default", status: "review", limit: 1 })
    const [late] = review.data
    const others = Array.from({ length: 199 }, (_, n) => ({ ...late, id: `default/O${n}`, beneficiaryHash: `o${n}` }) as NonNullable<typeof late>)
    let isDecided = false
    const list = async () => {
      lists++
      return { data: isDecided ? others : [...others, ...review.data], nextCursor: null }
    }
    const gate = createBeneficiaryGate({ journal: { list } })
    const work = await mustClaim("P2")
    for (let n = 0; n < 5; n++) expect(await gate.admit(work, clock.now + n)).toMatchObject({ kind: "hold" })
    expect(lists).toBe(1)
    isDecided = true
    await decide("asha")
    expect(await gate.admit(work, clock.now + 1999)).toMatchObject({ kind: "hold" })
    expect(await gate.admit(work, clock.now + 2001)).toEqual({ kind: "go" })
    await take("P9")
    expect(await gate.admit(await mustClaim("P9"), clock.now + DAY)).toEqual({ kind: "go" })
  })
})
