import type { Attempt, AttemptState, Payout, PayoutStatus, PayoutView } from "@hundi/core"
import { describe, expect, it } from "vitest"
import { type Plan, planHint } from "./plan-hint.ts"
import type { Says } from "./read-callback.ts"

const NEWEST = "T012AY00000000B"
const EARLIER = "T012AY00000000A"

const viewOf = (status: PayoutStatus, ...states: readonly AttemptState[]): PayoutView => {
  const payout = { id: "default/P1", status, amountPaise: 10_050n } as Payout
  const references = states.length === 2 ? [EARLIER, NEWEST] : [NEWEST]
  const failed: readonly AttemptState[] = ["rejected", "not-sent", "reversed"]
  const attempts = states.map(
    (state, index) => ({ state, reference: references[index], rrn: "600000000001", provedFailedAt: failed.includes(state) ? 1 : null }) as Attempt
  )
  return { payout, attempts, events: [] }
}
const plan = (says: Says, view: PayoutView, reference = NEWEST, bankNumber: string | null = null): Plan =>
  planHint({ reference, code: "", bankNumber, says }, view)

describe("a hint about the newest attempt", () => {
  it.each<[PayoutStatus, AttemptState, Says, Plan["kind"]]>([
    ["in-flight", "sending", "paid", "ask"],
    ["in-flight", "accepted", "failed", "ask"],
    ["unknown", "unknown", "pending", "ask"],
    ["review", "unknown", "paid", "ask"],
    ["settled", "settled", "paid", "nothing"],
    ["settled", "settled", "pending", "nothing"],
    ["settled", "settled", "failed", "ask"],
    ["settled", "settled", "returned", "ask"],
    ["failed", "rejected", "paid", "ask"],
    ["failed", "not-sent", "paid", "ask"],
    ["failed", "rejected", "failed", "nothing"],
    ["failed", "rejected", "pending", "nothing"],
    ["cancelled", "not-sent", "paid", "ask"],
    ["reversed", "reversed", "returned", "nothing"]
  ])("%s (%s), it says %s: %s", (status, state, says, kind) => {
    expect(plan(says, viewOf(status, state)).kind).toBe(kind)
  })

  it("what contradicts a final status is followed up; an unclear word is asked about once", () => {
    expect(plan("failed", viewOf("settled", "settled"))).toEqual({ kind: "ask", follow: true })
    expect(plan("paid", viewOf("failed", "rejected"))).toEqual({ kind: "ask", follow: true })
    expect(plan("unclear", viewOf("settled", "settled"))).toEqual({ kind: "ask", follow: false })
  })

  it("paid under another number than the bank gave us is worth a question", () => {
    const settled = viewOf("settled", "settled")
    expect(plan("paid", settled, NEWEST, "600000000001")).toEqual({ kind: "nothing" })
    expect(plan("paid", settled, NEWEST, "600000000002")).toEqual({ kind: "ask", follow: false })
  })
})

describe("a hint that must not make a payout due, because due would mean sent", () => {
  it("an attempt that has not left yet is waited for", () => {
    expect(plan("paid", viewOf("queued", "reserved"))).toEqual({ kind: "wait" })
    expect(plan("pending", viewOf("queued", "reserved"))).toEqual({ kind: "nothing" })
  })

  it.each(["queued", "scheduled", "awaiting-approval"] as const)("a %s payout whose earlier attempt may be paid is held", (status) => {
    for (const view of [viewOf(status, "rejected", "reserved"), viewOf(status, "rejected", "not-sent")]) {
      expect(plan("paid", view, EARLIER)).toMatchObject({ kind: "hold", reason: expect.stringContaining("Rs 100.50 twice") })
    }
    expect(plan("paid", viewOf(status, "rejected"))).toMatchObject({ kind: "hold" })
    expect(plan("failed", viewOf(status, "rejected"))).toEqual({ kind: "nothing" })
  })

  it("once the next attempt has left, only people can tell", () => {
    expect(plan("paid", viewOf("in-flight", "rejected", "sending"), EARLIER)).toEqual({ kind: "people" })
    expect(plan("failed", viewOf("in-flight", "rejected", "sending"), EARLIER)).toEqual({ kind: "nothing" })
  })
})
