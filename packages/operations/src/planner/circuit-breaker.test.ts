import { type Payout, Sensitive, type Work } from "@hundi/core"
import { describe, expect, it } from "vitest"
import { openOperationsSql } from "../sqlite.ts"
import { createCircuitBreaker } from "./circuit-breaker.ts"
import { healthOf } from "./health-of.ts"

const START = Date.UTC(2026, 10, 20, 6)
const settings = {
  ...{ windowMs: 60_000, minFaults: 3, faultShare: 0.5, openMs: 10_000, maxOpenMs: 30_000 },
  ...{ probeMs: 5000, successesToClose: 2, lookAgainMs: 1000 }
}

const workOf = (payoutId: string, rail: Payout["rail"] = "imps", epoch = 1): Work => {
  const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
  const order = { tenant: "default", payoutId, idempotencyKey: payoutId, amountPaise: 10_050n, remark: "", operation: "o", rail, beneficiary }
  const kept = { status: "queued" as const, fingerprint: "f", createdAt: 0, dueAt: 0, epoch, reviewReason: null, hold: null, beneficiaryHash: "b" }
  return { payout: { id: payoutId, ...order, ...kept }, attempt: null,
  earlier: [], epoch }
}

/** Two workers on one database and one clock. */
const workers = () => {
  const clock = { ms: START }
  const sql = openOperationsSql(":memory:")
  const make = () => createCircuitBreaker({ sql, now: () => clock.ms, settings })
  const one = make()
  const two = make()
  const ask = async (id: string, from = one) => {
    const admission = await from.admit(workOf(id), clock.ms)
    return admission.kind === "hold" ? admission.hold.dueAt : admission.kind
  }
  const trip = () => ["a", "b", "c"].forEach((id) => one.note("imps", "fault", id))
  return { clock, one, two, ask, trip }
}

describe("closed", () => {
  it("lets go until the faults are many enough, counted over all workers, and opens for all of them", async () => {
    const { one, two, ask, clock } = workers()
    one.note("imps", "fault")
    two.note("imps", "fault")
    expect(await ask("P1")).toBe("go")
    expect(one.states()).toEqual([])
    two.note("imps", "fault")
    expect(await ask("P1", two)).toBe(START + settings.openMs)
    expect(one.states()).toEqual([{ rail: "imps", state: "open", openedAt: START, probeAt: START + settings.openMs, trips: 1 }])
    expect(await one.admit(workOf("P9", "neft"), clock.ms)).toEqual({ kind: "go" })
  })

  it("many faults among more answers do not open it", async () => {
    const { one, ask } = workers()
    for (let count = 0; count < 4; count++) one.note("imps", "answer")
    for (let count = 0; count < 3; count++) one.note("imps", "fault")
    expect(await ask("P1")).toBe("go")
    one.note("imps", "fault")
    expect(await ask("P1")).toBe(START + settings.openMs)
  })

  it("what is older than the window does not count, nor what says nothing", async () => {
    const { one, ask, clock } = workers()
    one.note("imps", "fault")
    one.note("imps", "fault")
    one.note("imps", "none")
    clock.ms += settings.windowMs
    one.note("imps", "fault")
    expect(await ask("P1")).toBe("go")
  })
})

describe("open", () => {
  it("holds with the figures and what to do, and spreads who comes back", async () => {
    const { one, ask, trip, clock } = workers()
    one.note("imps", "answer")
    trip()
    const admission = await one.admit(workOf("P1"), clock.ms)
    expect(admission).toMatchObject({ kind: "hold", hold: { kind: "circuit", status: "queued", dueAt: START + settings.openMs } })
    expect(admission.kind === "hold" && admission.hold.reason).toBe(
      "IMPS is in trouble since 2026-11-20 11:30 IST: 3 of the last 4 sends got no usable answer (no connection, time-outs, technical declines); "
        + "sends wait until 2026-11-20 11:30:10 IST, then one goes as a probe. Nothing of this payout was sent, and it goes by itself. If it lasts, call the bank, "
        + "or cancel it and order it over another rail; payouts whose outcome is unknown are asked about as ever"
    )
    expect(await ask("P2")).toBe(START + settings.openMs + 200)
    expect(await ask("P3")).toBe(START + settings.openMs + 400)
  })

  it("answers that come late to what was sent before change nothing", async () => {
    const { one, ask, trip, clock } = workers()
    trip()
    clock.ms += settings.openMs - 1
    for (let count = 0; count < 9; count++) one.note("imps", "answer")
    expect(await ask("P1")).toBe(START + settings.openMs)
  })
})

describe("half-open", () => {
  const halfOpen = () => {
    const all = workers()
    all.trip()
    all.clock.ms += settings.openMs
    return all
  }

  it("one probe at a time over all workers; the same payout may ask again", async () => {
    const { one, two, ask, clock } = halfOpen()
    expect(one.states()).toMatchObject([{ state: "half-open" }])
    expect(await ask("P1", one)).toBe("go")
    expect(await ask("P2", two)).toBe(clock.ms + settings.lookAgainMs)
    expect(await ask("P1", two)).toBe("go")
    one.note("imps", "answer", "P1")
    expect(await ask("P2", two)).toBe("go")
    expect(await ask("P3", one)).toBeGreaterThan(clock.ms)
  })

  it("closed again after enough answers, and then all go", async () => {
    const { one, two, ask } = halfOpen()
    await ask("P1")
    one.note("imps", "answer", "P1")
    expect(one.states()).toHaveLength(1)
    await ask("P2")
    two.note("imps", "answer", "P2")
    expect(one.states()).toEqual([])
    expect([await ask("P3"), await ask("P4", two)]).toEqual(["go", "go"])
    // The old faults are forgotten: one more does not open it.
    one.note("imps", "fault")
    expect(await ask("P5")).toBe("go")
  })

  it("a probe that fails opens it again, twice as long each time, up to the longest", async () => {
    const { one, ask, clock } = halfOpen()
    for (const openMs of [20_000, 30_000, 30_000]) {
      const at = clock.ms
      expect(await ask("P1")).toBe("go")
      one.note("imps", "answer", "P1")
      expect(await ask("P2")).toBe("go")
      one.note("imps", "fault", "P2")
      expect(await ask("P3")).toBe(at + openMs)
      clock.ms = at + openMs
    }
    expect(one.states()).toMatchObject([{ trips: 4 }])
    // One answer does not undo the failure before it.
    await ask("P3")
    one.note("imps", "answer", "P3")
    expect(one.states()).toHaveLength(1)
  })

  it("only the probe's own outcome counts, and one that says nothing frees its place", async () => {
    const { one, ask, clock } = halfOpen()
    await ask("P1")
    one.note("imps", "fault", "sent before it opened")
    one.note("imps", "answer", "sent before it opened")
    expect(await ask("P2")).toBe(clock.ms + settings.lookAgainMs)
    one.note("imps", "none", "P1")
    expect(await ask("P2")).toBe("go")
    expect(one.states()).toMatchObject([{ state: "half-open", trips: 1 }])
  })

  it("a probe of which nobody hears gives way to the next", async () => {
    const { ask, clock, one } = halfOpen()
    await ask("P1")
    clock.ms += settings.probeMs - 1
    expect(await ask("P2")).not.toBe("go")
    clock.ms += 1
    expect(await ask("P2")).toBe("go")
    one.note("imps", "fault", "P1")
    expect(one.states()).toMatchObject([{ trips: 1 }])
  })

  it("a person may close it", async () => {
    const { one, two, ask } = halfOpen()
    two.close("imps")
    expect(one.states()).toEqual([])
    expect(await ask("P1")).toBe("go")
  })
})

it.each([
  [{ minFaults: 0 }, "settings.minFaults"], [{ faultShare: 1.1 }, "settings.faultShare"], [{ openMs: 0.5 }, "settings.openMs"],
  [{ maxOpenMs: 1 }, "settings.maxOpenMs"], [{ probeMs: Number.NaN }, "settings.probeMs"]
])("%j is refused by field", (changes, field) => {
  const make = () => createCircuitBreaker({ sql: openOperationsSql(":memory:"), now: () => START, settings: changes })
  expect(make).toThrow(expect.objectContaining({ reason: expect.objectContaining({ field }) }))
})

it.each([
  [{ kind: "Settled", code: "0" }, "answer"],
  [{ kind: "Accepted", code: "success" }, "answer"],
  [{ kind: "Pending", on: "batch", code: "92" }, "answer"],
  [{ kind: "Reversed", proved: true }, "answer"],
  [{ kind: "Rejected", code: "52", meaning: "invalid account", configuration: false }, "answer"],
  [{ kind: "Rejected", code: "901", meaning: "invalid BC id", configuration: true }, "none"],
  [{ kind: "NotSent", why: "refused", mayRepeat: true }, "fault"],
  [{ kind: "NotSent", why: "a field does not fit", mayRepeat: false }, "none"],
  [{ kind: "Unknown", reason: "time-out" }, "fault"],
  [{ kind: "Unknown", reason: "technical-decline", code: "18" }, "fault"],
  [{ kind: "Unknown", reason: "unlisted-code", code: "new" }, "none"],
  [{ kind: "Unknown", reason: "duplicate" }, "none"]
] as const)("%j speaks of the rail as %s", (outcome, health) => {
  expect(healthOf(outcome)).toBe(health)
})
