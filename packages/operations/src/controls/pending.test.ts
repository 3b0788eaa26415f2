import { describe, expect, it } from "vitest"
import { DAY, HOUR, NOW, openDesk } from "./testing-desk.ts"

describe("pending", () => {
  it("says what waits, why, for whom, and what may be done", async () => {
    const { take, ask, controls } = openDesk({ approvals: [{ fromPaise: 0n, people: 2 }], duplicates: { withinDays: 7 } })
    await controls.beneficiaries.add({ beneficiaryHash: "b1", by: "meera" })
    await take("P1", { by: "asha" })
    await ask("P1")
    await controls.approve({ payoutId: "P1", by: "ravi", reason: "invoice 17" })
    await take("P2", { beneficiaryHash: "b2", by: "asha", scheduledFor: NOW + DAY })
    await take("P3", { by: "asha" })
    const [first, second, third, ...rest] = await controls.pending()
    expect(rest).toEqual([])
    expect(first).toEqual({
      ...{ payoutId: "P1", tenant: "default", rail: "imps", amountPaise: 10_050n, fingerprint: "f-P1", beneficiaryHash: "b1" },
      ...{ createdAt: NOW, status: "awaiting-approval", dueAt: NOW, kind: "approval", makers: ["asha"], addedBy: "meera" },
      ...{ approvedBy: ["ravi"], fileIds: [] },
      says:
        "Rs 100.50 needs the approval of 2 people; ravi has approved, 1 is missing. It cannot be asha, who made it, nor meera, who added or changed the beneficiary. Approve or reject it.",
      actions: [
        { action: "approve", notBy: ["asha", "meera", "ravi"] },
        { action: "reject", notBy: [] }
      ]
    })
    expect(second).toMatchObject({ payoutId: "P3", kind: "duplicate", actions: [{ action: "not-a-duplicate", notBy: ["asha", "meera"] }, { action: "reject" }] })
    expect(third).toMatchObject({ payoutId: "P2", status: "scheduled", dueAt: NOW + DAY, kind: "approval" })
  })

  it("what limits hold is there with the hold's own words; what goes is not, nor another tenant's", async () => {
    const { take, ask, controls } = openDesk({ limits: [{ name: "a day", over: "all", maxCount: 0 }] })
    await take("P1")
    await take("P2")
    await take("P3", { tenant: "t2" })
    await ask("P1")
    expect(await controls.pending()).toMatchObject([
      { payoutId: "P1", kind: "limit", says: expect.stringContaining("The limit «a day»"), actions: [{ action: "reject", notBy: [] }] }
    ])
  })

  it("what was rejected while a worker held it is shown as ending; a new beneficiary names its own action", async () => {
    const { take, controls, mustClaim } = openDesk({ newBeneficiary: { approvals: 1, coolingOffMs: HOUR, firstPaymentMaxPaise: 1n } })
    await take("P1")
    expect(await controls.pending()).toMatchObject([{ kind: "beneficiary", actions: [{ action: "add-beneficiary", notBy: [] }, {}] }])
    await controls.beneficiaries.add({ beneficiaryHash: "b1", by: "meera" })
    expect(await controls.pending()).toMatchObject([{ actions: [{ action: "approve-beneficiary", notBy: ["meera"] }, {}] }])
    await mustClaim("P1")
    await controls.reject({ payoutId: "P1", by: "ravi", reason: "wrong" })
    expect(await controls.pending()).toMatchObject([{ kind: "refused", says: "rejected: wrong", actions: [] }])
  })
})
