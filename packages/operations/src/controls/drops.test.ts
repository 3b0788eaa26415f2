import { describe, expect, it } from "vitest"
import { checkHashes } from "../beneficiaries/check-hashes.ts"
import { DAY, HOUR, openDesk } from "./testing-desk.ts"

const rules = {
  newBeneficiary: { approvals: 1, coolingOffMs: HOUR, firstPaymentMaxPaise: 10_000_00n },
  duplicates: { withinDays: 7 },
  drops: { people: 0 }
} as const
const drop = "verification-1"

describe("penny drops", () => {
  it("bear the ids that the beneficiary checks give them", () => {
    expect(checkHashes(new Uint8Array(32).fill(7)).ofDrop("a", 1)).toMatch(/^verification-/)
  })

  it("are kept back neither by the rule of new beneficiaries nor by that of duplicates", async () => {
    const { take, ask, send } = openDesk(rules)
    await take(drop, { amountPaise: 100n })
    expect(await ask(drop)).toEqual({ kind: "go" })
    await send(drop, "failed")
    await take("verification-2", { amountPaise: 100n })
    expect(await ask("verification-2")).toEqual({ kind: "go" })
  })

  it("are drops by id and amount: a rupee under another id, and more than a rupee under this one, are payouts", async () => {
    const { take, ask } = openDesk(rules)
    await take("P1", { amountPaise: 100n })
    await take(drop, { amountPaise: 101n })
    for (const payoutId of ["P1", drop]) expect(await ask(payoutId)).toMatchObject({ hold: { kind: "beneficiary" } })
  })

  it("are payouts like others where the policy says so", async () => {
    const { take, ask } = openDesk({ ...rules, drops: null })
    await take(drop, { amountPaise: 100n })
    expect(await ask(drop)).toMatchObject({ hold: { kind: "beneficiary", reason: expect.stringContaining("nobody has added it") } })
  })

  it("need as many people as the policy says, and no more", async () => {
    const { take, ask, controls } = openDesk({ ...rules, approvals: [{ fromPaise: 0n, people: 2 }], drops: { people: 1 } })
    await take(drop, { amountPaise: 100n, by: "asha" })
    expect(await ask(drop)).toMatchObject({ hold: { kind: "approval", reason: expect.stringContaining("Rs 1.00 needs the approval of 1 person") } })
    await controls.approve({ payoutId: drop, by: "ravi", reason: "vendor 12" })
    expect(await ask(drop)).toEqual({ kind: "go" })
  })

  it("may be asked for by whoever added the beneficiary, and not to one that was removed", async () => {
    const { take, ask, controls } = openDesk(rules)
    await controls.beneficiaries.add({ beneficiaryHash: "b1", by: "meera" })
    await take(drop, { amountPaise: 100n, by: "meera" })
    expect(await ask(drop)).toEqual({ kind: "go" })
    await controls.beneficiaries.remove({ beneficiaryHash: "b1", by: "ravi", reason: "closed" })
    expect(await ask(drop)).toMatchObject({ hold: { kind: "beneficiary", reason: expect.stringContaining("ravi removed") } })
  })

  it("prove nothing: a beneficiary with a settled drop is as new as before", async () => {
    const { take, ask, send, controls, clock } = openDesk(rules)
    await take(drop, { amountPaise: 100n })
    expect(await ask(drop)).toEqual({ kind: "go" })
    await send(drop)
    await take("P1", { amountPaise: 20_000_00n })
    expect(await ask("P1")).toMatchObject({ hold: { reason: expect.stringContaining("Nothing was ever paid to this beneficiary") } })
    await controls.beneficiaries.add({ beneficiaryHash: "b1", by: "meera" })
    await controls.beneficiaries.approve({ beneficiaryHash: "b1", by: "ravi" })
    clock.now += DAY
    await take("verification-2", { amountPaise: 100n })
    expect(await ask("verification-2")).toEqual({ kind: "go" })
    await send("verification-2")
    expect(await ask("P1")).toMatchObject({ hold: { reason: expect.stringContaining("at most Rs 10000.00 goes to it until a first payment has settled") } })
  })
})

describe("what another part keeps back", () => {
  it("waits whatever people approve, is left alone by tend, and goes when it is released", async () => {
    let reason: string | undefined = "the bank's callback says that it was paid: look at the statement"
    const { take, ask, controls, payoutOf } = openDesk({ approvals: [{ fromPaise: 0n, people: 1 }] }, undefined, async () => reason)
    await take("P1", { by: "asha" })
    await controls.approve({ payoutId: "P1", by: "ravi", reason: "owed" })
    expect(await ask("P1")).toEqual({ kind: "hold", hold: { kind: "duplicate", reason, status: "awaiting-approval", dueAt: null } })
    expect(await controls.tend()).toBe(0)
    expect((await payoutOf("P1")).status).toBe("awaiting-approval")
    expect(await controls.pending()).toMatchObject([{ says: reason, actions: [{ action: "release" }, { action: "reject" }] }])
    reason = undefined
    expect(await controls.tend()).toBe(1)
    expect(await ask("P1")).toEqual({ kind: "go" })
  })
})
