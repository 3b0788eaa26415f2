import { istMidnight } from "@hundi/catalog/calendar"
import { type Admission, type Gate, type Payout, Sensitive, type Work } from "@hundi/core"
import { describe, expect, it } from "vitest"
import { allGates } from "./all-gates.ts"
import { createWindowGate } from "./window-gate.ts"

const workOf = (rail: Payout["rail"] = "neft"): Work => {
  const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
  const order = { tenant: "default", payoutId: "P1", idempotencyKey: "P1", amountPaise: 10_050n, remark: "rent", operation: "o", rail, beneficiary }
  const kept = { id: "default/P1", status: "queued" as const, fingerprint: "f", createdAt: 0, dueAt: 0, epoch: 1, reviewReason: null, hold: null, beneficiaryHash: "b" }
  return { payout: { ...order, ...kept }, attempt: null,
  earlier: [], epoch: 1 }
}

describe("createWindowGate", () => {
  const hours = { rail: "neft", days: "business", from: "08:00", to: "18:30", validFrom: "2026-01-01", by: "the bank", source: "its letter" } as const
  const gate = createWindowGate({ windows: [hours] })
  const at = (date: string, hour: number) => istMidnight(date) + hour * 3_600_000

  it("lets go within the window, edge by edge", async () => {
    for (const now of [at("2026-11-20", 8), at("2026-11-20", 18.5) - 1]) expect(await gate.admit(workOf(), now)).toEqual({ kind: "go" })
    for (const now of [at("2026-11-20", 8) - 1, at("2026-11-20", 18.5)]) expect(await gate.admit(workOf(), now)).toMatchObject({ kind: "hold" })
  })

  it("holds until it opens, over Republic Day, and says who shuts it and what to do", async () => {
    const dueAt = at("2026-01-27", 8)
    const reason = "NEFT is closed until 2026-01-27 08:00 IST (the bank: 08:00 to 18:30 IST, business days, since 2026-01-01); "
      + "nothing was sent, and it goes by itself then. To pay sooner, cancel it and order it over another rail"
    expect(await gate.admit(workOf(), at("2026-01-26", 12))).toEqual({ kind: "hold", hold: { kind: "window", status: "queued", dueAt, reason } })
    expect(await gate.admit(workOf(), dueAt)).toEqual({ kind: "go" })
    const movedHoliday = createWindowGate({ windows: [hours], holidays: new Set(["2026-01-27"]) })
    expect(await movedHoliday.admit(workOf(), at("2026-01-26", 12))).toEqual({ kind: "go" })
    expect(await movedHoliday.admit(workOf(), dueAt)).toMatchObject({ hold: { dueAt: at("2026-01-28", 8) } })
  })

  it("another rail's hours do not hold it", async () => {
    expect(await gate.admit(workOf("imps"), at("2026-01-26", 3))).toEqual({ kind: "go" })
    expect(await createWindowGate().admit(workOf("rtgs"), at("2026-01-26", 3))).toEqual({ kind: "go" })
  })

  it("a window that never opens waits for people, a day at a time", async () => {
    const never = createWindowGate({ windows: [{ ...hours, validTo: "2026-01-31" }] })
    const now = at("2026-02-01", 12)
    expect(await never.admit(workOf(), now)).toMatchObject({ hold: { dueAt: now + 86_400_000, reason: expect.stringContaining("correct the windows, or cancel it") } })
    expect(() => createWindowGate({ windows: [{ ...hours, to: "07:00" }] })).toThrow("windows[4].to")
  })
})

describe("allGates", () => {
  const asked: string[] = []
  const says = (name: string, admission: Admission): Gate => ({ admit: async () => (asked.push(name), admission) })
  const hold = { kind: "hold", hold: { kind: "limit", reason: "r", status: "queued", dueAt: null } } as const
  const refuse = { kind: "refuse", by: "b", reason: "r" } as const
  const go = { kind: "go" } as const

  it.each([
    [[go, go], go, ["0", "1"]],
    [[go, hold, refuse], hold, ["0", "1"]],
    [[refuse, hold], refuse, ["0"]],
    [[], go, []]
  ])("%j: the first that does not let go has the word, and nobody behind it is asked", async (admissions, expected, order) => {
    asked.length = 0
    expect(await allGates(...admissions.map((admission, index) => says(String(index), admission))).admit(workOf(), 0)).toEqual(expected)
    expect(asked).toEqual(order)
  })

  it("one that cannot be asked lets nothing through", async () => {
    const broken: Gate = { admit: () => Promise.reject(new Error("the store is gone")) }
    await expect(allGates(says("0", go), broken, says("2", go)).admit(workOf(), 0)).rejects.toThrow("the store is gone")
  })
})
