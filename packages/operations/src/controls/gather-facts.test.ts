import { describe, expect, it } from "vitest"
import { gatherFacts } from "./gather-facts.ts"
import { appendWord } from "./log.ts"
import { countedPeople } from "./read-people.ts"
import { DAY, NOW, nothing, openDesk } from "./testing-desk.ts"

const rules = { newBeneficiary: { approvals: 2, coolingOffMs: 0, firstPaymentMaxPaise: 10_000_00n } } as const
const policy = { ...nothing, ...rules }

describe("facts rest on the log alone, whoever wrote it", () => {
  it("approvals without a maker are nobody's", async () => {
    const desk = openDesk({})
    await desk.take("P1")
    const detail = { reason: "fine", fingerprint: "f-P1", amountPaise: "10050" }
    appendWord(desk.sql, { at: NOW, kind: "approve", subject: "payout:default/P1", by: "ravi", detail })
    expect(countedPeople(await gatherFacts({ ...desk, policy }, await desk.payoutOf("P1"), NOW))).toEqual([])
    await desk.controls.made({ payoutId: "P1", by: "asha" })
    expect(countedPeople(await gatherFacts({ ...desk, policy }, await desk.payoutOf("P1"), NOW))).toEqual(["ravi"])
  })

  it("neither the adder nor one person twice approves a beneficiary", async () => {
    const desk = openDesk(rules)
    await desk.controls.beneficiaries.add({ beneficiaryHash: "b1", by: "meera" })
    for (const by of ["Meera", "ravi", "RAVI"]) {
      appendWord(desk.sql, { at: NOW, kind: "beneficiary-approved", subject: "beneficiary:default/b1", by, detail: {} })
    }
    expect(desk.controls.beneficiaries.get("b1")).toMatchObject({ state: "waits-for-approval", approvedBy: ["ravi"], approvedAt: null })
  })

  it("a proof of what a beneficiary was does not outlive a change made while it was looked up", async () => {
    const desk = openDesk(rules)
    const { beneficiaries } = desk.controls
    await beneficiaries.add({ beneficiaryHash: "b1", by: "meera" })
    for (const by of ["ravi", "kiran"]) await beneficiaries.approve({ beneficiaryHash: "b1", by })
    await desk.take("P1")
    await desk.ask("P1")
    await desk.send("P1")
    await desk.take("P2")
    const payout = await desk.payoutOf("P2")
    const journal = {
      ...desk.journal,
      standings: async (ids: readonly string[]) => {
        const standings = await desk.journal.standings(ids)
        await beneficiaries.change({ beneficiaryHash: "b1", by: "asha", reason: "other name" })
        return standings
      }
    }
    expect(await gatherFacts({ ...desk, journal, policy }, payout, NOW + DAY)).toMatchObject({ isProved: false, beneficiary: { by: "asha" } })
  })

  it("a first payment that settled is remembered", async () => {
    const desk = openDesk(rules)
    await desk.controls.beneficiaries.add({ beneficiaryHash: "b1", by: "meera" })
    for (const by of ["ravi", "kiran"]) await desk.controls.beneficiaries.approve({ beneficiaryHash: "b1", by })
    await desk.take("P1")
    await desk.ask("P1")
    await desk.send("P1")
    await desk.take("P2")
    const payout = await desk.payoutOf("P2")
    expect(await gatherFacts({ ...desk, policy }, payout, NOW)).toMatchObject({ isProved: true })
    const journal = { ...desk.journal, standings: () => Promise.reject(new Error("need not be asked")) }
    expect(await gatherFacts({ ...desk, journal, policy }, payout, NOW)).toMatchObject({ isProved: true })
  })
})
