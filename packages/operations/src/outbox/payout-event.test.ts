import type { PayoutChange } from "@hundi/core"
import { describe, expect, it } from "vitest"
import { eventIdOf, eventOf } from "./payout-event.ts"

const change = (changes: Partial<PayoutChange>): PayoutChange => ({
  ...{ payoutId: "shop-1/P.1/a", seq: 4, at: Date.UTC(2030, 0, 31, 6), kind: "settled", status: "settled", amountPaise: 10_050n },
  ...{ reference: "T012AY00000000A", rrn: "600000000001", reason: null, ...changes }
})

describe("what an event says", () => {
  it("the form, complete", () => {
    expect(eventOf(change({}), undefined).event).toEqual({
      type: "payout.settled",
      version: 1,
      timestamp: "2030-01-31T06:00:00.000Z",
      data: {
        ...{ id: "shop-1/P.1/a", payoutId: "P.1/a", status: "settled", seq: 4, amountPaise: "10050" },
        ...{ reference: "T012AY00000000A", rrn: "600000000001" }
      }
    })
  })

  it("an id is stable, different for each event, and has no dot", () => {
    expect(eventIdOf(change({}))).toBe(eventIdOf(change({ kind: "watched" })))
    expect(eventIdOf(change({}))).toMatch(/^evt_[0-9a-f]{32}_4$/)
    const ids = [change({}), change({ seq: 5 }), change({ payoutId: "shop-2/P.1/a" })].map(eventIdOf)
    expect(new Set(ids).size).toBe(3)
  })

  it.each([
    ["accepted-by-us", "queued", "payout.queued"],
    ["accepted-by-us", "scheduled", "payout.queued"],
    ["held", "queued", "payout.held"],
    ["held", "awaiting-approval", "payout.held"],
    ["sending", "in-flight", "payout.in-flight"],
    ["unknown", "unknown", "payout.unknown"],
    ["late-money", "review", "payout.review"],
    ["cancelled", "cancelled", "payout.cancelled"],
    ["not-sent-final", "failed", "payout.failed"],
    ["reversed", "reversed", "payout.reversed"]
  ] as const)("%s, now %s: %s", (kind, status, type) => {
    expect(eventOf(change({ kind, status }), undefined).event?.type).toBe(type)
  })

  it("no news is no event; held for another reason is news", () => {
    const unknown = change({ kind: "unknown", status: "unknown" })
    expect(eventOf(unknown, eventOf(unknown, undefined).mark).event).toBeUndefined()
    const held = (reason: string) => change({ kind: "held", status: "queued", reason })
    const { mark } = eventOf(held("the balance is short"), undefined)
    expect(eventOf(held("the balance is short"), mark).event).toBeUndefined()
    expect(eventOf(held("outside the window"), mark).event?.data.reason).toBe("outside the window")
    expect(eventOf(change({ kind: "draft", status: "draft" }), undefined).event).toBeUndefined()
  })

  it.each(["queued", "awaiting-approval"] as const)("what is noted while a payout is held (%s) is no event; its end is one", (status) => {
    const { mark } = eventOf(change({ kind: "held", status, reason: "needs 2 approvals" }), undefined)
    for (const kind of ["dossier-exported", "late-reply"]) expect(eventOf(change({ kind, status }), mark)).toEqual({ mark })
    const freed = eventOf(change({ kind: "reserved", status: "queued" }), mark)
    expect(freed.event?.type).toBe("payout.queued")
    expect(eventOf(change({ kind: "late-reply", status: "queued" }), freed.mark).event).toBeUndefined()
    expect(eventOf(change({ kind: "sending", status: "in-flight" }), mark).event?.type).toBe("payout.in-flight")
  })

  it("L10: no reason where a person may have typed it, and of a long number only the tail", () => {
    expect(eventOf(change({ kind: "cancelled", status: "cancelled", reason: "Asha asked for it" }), undefined).event?.data.reason).toBeUndefined()
    const review = change({ kind: "review", status: "review", reason: "account 000123456789 differs from reference T012AY000000001" })
    expect(eventOf(review, undefined).event?.data.reason).toBe("account XXXX6789 differs from reference T012AY000000001")
  })
})
