import type { Outcome, Work } from "@hundi/core"
import { parsePolicy } from "@hundi/operations/controls"
import { expect, it } from "vitest"
import { goodBody as body, openTestApp } from "../testing/call-app.ts"
import { noteHealth } from "./note-health.ts"

const policy = parsePolicy({ approvals: [{ fromPaise: "0", people: 0 }], newBeneficiary: null, duplicates: null, velocity: [] })

it("sends that get no answer open the circuit: what comes next is held and says why", async () => {
  const { bank, worker, order, call } = openTestApp({ code: () => "11", operations: { policy } })
  const { breaker } = worker.operations
  const onFault = (): void => undefined
  const onProcessed = (work: Work, outcome: Outcome | undefined): void => noteHealth(breaker, { work, outcome, onFault })
  const loop = bank.start({ pollMs: 10, sends: 1, onFault, onProcessed })
  try {
    for (let n = 0; n < 5; n++) await order(body, `K${n}`, "asha")
    await expect.poll(() => breaker.states()).toMatchObject([{ rail: "imps", state: "open" }])
    await order(body, "K9", "asha")
    await expect.poll(async () => (await call("GET", "/v1/payouts/K9")).json.hold).toMatchObject({
      kind: "circuit",
      reason: expect.stringContaining("5 of the last 5 sends got no usable answer")
    })
    expect((await call("GET", "/metrics")).text).toContain('hundi_circuit_open{rail="imps"} 1')
  } finally {
    await loop.stop(1000)
  }
})

it("an enquiry, a payout that was held, and a broken store tell the breaker nothing", () => {
  const told: string[] = []
  const breaker = { note: (rail: string) => void told.push(rail) }
  const work = { payout: { rail: "imps", status: "unknown", id: "default/P" }, attempt: { state: "unknown" }, epoch: 1 } as never
  const unknown: Outcome = { kind: "Unknown", reason: "time-out" }
  const faults: unknown[] = []
  const onFault = (fault: unknown): void => void faults.push(fault)
  noteHealth(breaker, { work, outcome: unknown, onFault })
  noteHealth(breaker, { work: { payout: { rail: "imps", status: "queued", id: "default/P" }, attempt: null, epoch: 1 } as never, outcome: undefined, onFault })
  expect(told).toEqual([])
  const broken = { note: () => { throw new Error("disk") } }
  noteHealth(broken, { work: { payout: { rail: "imps", status: "queued", id: "default/P" }, attempt: null, epoch: 1 } as never, outcome: unknown, onFault })
  expect(faults).toMatchObject([{ code: "CONTROL_UNAVAILABLE" }])
})
