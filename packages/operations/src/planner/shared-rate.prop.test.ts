import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Payout, Sensitive, type Work } from "@hundi/core"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openOperationsSql } from "../sqlite.ts"
import type { Sql } from "../store/sql.ts"
import { createSharedRate } from "./shared-rate.ts"

const START = Date.UTC(2026, 10, 20, 6)
let folder: string
let connections: readonly (Sql & { readonly close: () => void })[]

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hundi-rate-"))
  connections = [0, 1].map(() => openOperationsSql(join(folder, "operations.sqlite")))
})
afterAll(() => {
  connections.forEach((one) => one.close())
  rmSync(folder, { recursive: true })
})

const workOf = (id: string, epoch = 1, hold: Payout["hold"] = null, rail: Payout["rail"] = "imps"): Work => {
  const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
  const order = { tenant: "default", payoutId: id, idempotencyKey: id, amountPaise: 10_050n, remark: "", operation: "o", rail, beneficiary }
  return {
    payout: { id, ...order, status: "queued", fingerprint: "f", createdAt: 0, dueAt: 0, epoch, reviewReason: null, hold, beneficiaryHash: "b" },
    ...{ attempt: null,
  earlier: [], epoch }
  }
}

let names = 0
/** Two workers with a connection each to one file, and a budget of their own name. */
const workers = (perSecond: number, burst: number, rails?: readonly string[]) => {
  const clock = { ms: START }
  const name = `budget ${names++}`
  const settings = { name, perSecond, burst, ...(rails === undefined ? {} : { rails }) }
  const rates = connections.map((sql) => createSharedRate({ sql, now: () => clock.ms, ...settings }))
  const ask = async (worker: number, work: Work, at = clock.ms): Promise<number | "go"> => {
    const admission = await rates[worker]?.admit(work, at)
    return admission?.kind === "hold" ? Number(admission.hold.dueAt) : "go"
  }
  return { clock, rates, ask }
}

/** The most that stands in any stretch of the granted times, against what the budget allows for that stretch. */
const isWithin = (granted: readonly number[], perSecond: number, burst: number): boolean =>
  granted.every((from, first) => granted.slice(first).every((to, index) => index + 1 <= burst + ((to - from) / 1000) * perSecond + 1e-6))

describe("over two connections to one file", () => {
  it("never spends more than the budget in any stretch of time, whenever who asks", async () => {
    const anyGapMs = fc.oneof(fc.constant(0), fc.nat(50), fc.nat(2000))
    const anyAsk = fc.record({ gapMs: anyGapMs, worker: fc.nat(1), waits: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0.5, 1, 3, 7, 20),
        fc.integer({ min: 1, max: 5 }),
        fc.array(anyAsk, { minLength: 5, maxLength: 25 }),
        async (perSecond, burst, asks) => {
          const { ask } = workers(perSecond, burst)
          const granted: number[] = []
          let at = START
          for (const [index, { gapMs, worker, waits }] of asks.entries()) {
            at += gapMs
            const said = await ask(worker, workOf(`P${index}`, 1, waits ? { kind: "rate", reason: "" } : null), at)
            if (said === "go") granted.push(at)
            else expect(said).toBeGreaterThan(at)
          }
          // The first one always goes: a budget that gives nothing would hold too.
          expect(granted[0]).toBe(START + (asks[0]?.gapMs ?? 0))
          expect(isWithin(granted, perSecond, burst)).toBe(true)
        }
      ),
      { numRuns: 60 }
    )
  })

  it("who waits comes back in a line, each at a time when there is a token, and all of them go", async () => {
    const { ask } = workers(5, 2)
    const due: (readonly [string, number])[] = []
    for (let index = 0; index < 12; index++) {
      const said = await ask(index % 2, workOf(`P${index}`))
      if (said !== "go") due.push([`P${index}`, said])
    }
    expect(due.map(([, at]) => at - START)).toEqual([200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800, 2000])
    for (const [id, at] of due) expect(await ask(1, workOf(id, 2, { kind: "rate", reason: "" }), at)).toBe("go")
  })

  it("who is new stands behind those who wait, even where a token is there", async () => {
    const { ask, clock } = workers(1, 1)
    expect(await ask(0, workOf("P1"))).toBe("go")
    expect(await ask(0, workOf("P2"))).toBe(START + 1000)
    expect(await ask(1, workOf("P3"))).toBe(START + 2000)
    clock.ms = START + 1500
    expect(await ask(1, workOf("new"))).toBe(START + 3000)
    expect(await ask(0, workOf("P2", 2, { kind: "rate", reason: "" }))).toBe("go")
    // A line that is over holds nobody.
    clock.ms = START + 10_000
    expect(await ask(1, workOf("later"))).toBe("go")
  })

  it("one claim spends one token, however often it is asked about; the next claim another", async () => {
    const { ask } = workers(1, 1)
    expect(await ask(0, workOf("P1"))).toBe("go")
    expect(await ask(1, workOf("P1"))).toBe("go")
    expect(await ask(1, workOf("P1", 2))).toBe(START + 1000)
  })

  it("take shares the budget; other rails and other names do not", async () => {
    const { ask, rates, clock } = workers(2, 1, ["imps"])
    expect(rates[0]?.take()).toBe(0)
    expect(rates[1]?.take()).toBe(500)
    expect(await ask(1, workOf("P1"))).toBe(START + 500)
    expect(await ask(1, workOf("P2", 1, null, "neft"))).toBe("go")
    expect(await workers(2, 1).ask(0, workOf("P1"))).toBe("go")
    clock.ms += 500
    expect(rates[1]?.take()).toBe(0)
  })
})

it("says the figures, and that there is nothing to do", async () => {
  const sql = connections[0] as Sql
  const rate = createSharedRate({ sql, now: () => START, name: "bank", perSecond: 0.5, burst: 1 })
  await rate.admit(workOf("P1"), START)
  expect(await rate.admit(workOf("P2"), START)).toEqual({
    kind: "hold",
    hold: {
      ...{ kind: "rate", status: "queued", dueAt: START + 2000 },
      reason:
        "the bank takes 0.5 sends a second from all workers together (rate \"bank\"); nothing was sent, and it goes by itself at 2026-11-20 11:30:02 IST. "
        + "There is nothing to do; if the line stays long, agree a higher rate with the bank"
    }
  })
})

it.each([[{ perSecond: 0 }, "perSecond"], [{ perSecond: Number.NaN }, "perSecond"], [{ burst: 0 }, "burst"], [{ burst: 1.5 }, "burst"], [{ name: " " }, "name"]])(
  "%j is refused by field",
  (changes, field) => {
    const options = { sql: connections[0] as Sql, now: () => START, name: "n", perSecond: 1, burst: 1, ...changes }
    expect(() => createSharedRate(options)).toThrow(expect.objectContaining({ reason: expect.objectContaining({ field }) }))
  }
)
