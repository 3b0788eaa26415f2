import type { AttemptState, PayoutStatus, Standing } from "@hundi/core"
import { describe, expect, it } from "vitest"
import { isDone } from "./is-done.ts"
import { outcomeNames, outcomeOf } from "./outcome-of.ts"
import { groupRupees, printSummary } from "./print-summary.ts"
import { summarise } from "./summarise.ts"

const standing = (status: PayoutStatus, state: AttemptState | null, changes: Partial<Standing> = {}): Standing => ({
  id: `default/${status}-${state}`,
  status,
  state,
  references: state === null ? [] : [`R-${status}-${state}`],
  dueAt: null,
  rail: "imps",
  ...changes
})

describe("outcomeOf", () => {
  it.each<[PayoutStatus, AttemptState | null, string]>([
    ["settled", "settled", "settled"],
    ["reversed", "reversed", "reversed"],
    ["failed", "rejected", "rejected"],
    ["failed", "not-sent", "notSent"],
    ["in-flight", "accepted", "accepted"],
    ["in-flight", "pending", "pending"],
    ["in-flight", "sending", "unknown"],
    ["unknown", "unknown", "unknown"],
    ["review", "unknown", "review"],
    ["review", "settled", "review"],
    ["queued", null, "notSent"],
    ["queued", "reserved", "notSent"],
    ["awaiting-approval", null, "pending"],
    ["scheduled", null, "pending"],
    ["cancelled", null, "notSent"]
  ])("%s with a try that is %s counts as %s", (status, state, outcome) => {
    expect(outcomeOf({ status, state })).toBe(outcome)
  })
})

it("a queued payout that a control keeps back is pending", () => {
  expect(outcomeOf({ status: "queued", state: null }, true)).toBe("pending")
})

describe("summarise", () => {
  const standings = [
    standing("settled", "settled"), standing("failed", "rejected"), standing("unknown", "unknown"), standing("review", "unknown"), standing("queued", null)
  ]
  it("adds up, and counts the debits that stand under this file's references", () => {
    const ledger = [
      { tranRefNo: "R-settled-settled", state: "settled" as const },
      { tranRefNo: "R-unknown-unknown", state: "debited" as const },
      { tranRefNo: "R-review-unknown", state: "reversed" as const },
      { tranRefNo: "somebody-else", state: "settled" as const }
    ]
    const summary = summarise({ standings, ledger, invalid: 3, elapsedMs: 5 })
    expect(summary).toEqual({
      payouts: 5, invalid: 3, settled: 1, accepted: 0, rejected: 1, pending: 0, unknown: 1, review: 1, reversed: 0, notSent: 1,
      doublePaid: 0, bankDebits: 2, elapsedMs: 5
    })
    expect(outcomeNames.reduce((sum, name) => sum + summary[name], 0)).toBe(summary.payouts)
  })
  it("sees a double pay, under one reference or two", () => {
    const twice = standing("settled", "settled", { references: ["A", "B"] })
    const row = (tranRefNo: string) => ({ tranRefNo, state: "settled" as const })
    expect(summarise({ standings: [twice], ledger: [row("A"), row("B")], invalid: 0, elapsedMs: 0 })).toMatchObject({ doublePaid: 1, bankDebits: 2 })
    expect(summarise({ standings: [twice], ledger: [row("A"), row("A")], invalid: 0, elapsedMs: 0 })).toMatchObject({ doublePaid: 1, bankDebits: 2 })
    expect(summarise({ standings: [twice], ledger: [row("A"), { ...row("B"), state: "reversed" }], invalid: 0, elapsedMs: 0 })).toMatchObject({ doublePaid: 0, bankDebits: 1 })
  })
  it("takes the journal's word where the bank shows no ledger", () => {
    expect(summarise({ standings, ledger: undefined, invalid: 0, elapsedMs: 0 })).toMatchObject({ doublePaid: 0, bankDebits: 1 })
  })
  it("prints a table that a finance person reads", () => {
    const summary = summarise({ standings: standings.slice(0, 1), ledger: [], invalid: 1, elapsedMs: 1500 })
    const text = printSummary(summary, standings.slice(0, 1), new Map([["settled-settled", 123_456_789n]]))
    expect(text).toMatch(/Settled +1 +12,34,567\.89 +paid/)
    expect(text).toContain("Rows that were not taken on: 1")
  })
})

it.each([[5n, "0.05"], [99_999n, "999.99"], [100_000n, "1,000.00"], [12_345_678n, "1,23,456.78"], [1_000_000_000_00n, "1,00,00,00,000.00"]])("%d paise are %s", (amount, text) => {
  expect(groupRupees(amount)).toBe(text)
})

describe("isDone", () => {
  const none = new Set<string>()
  it.each<[PayoutStatus, number | null, boolean]>([
    ["settled", null, true],
    ["failed", 1000, true],
    ["review", 1000, true],
    ["unknown", 60_000, false],
    ["unknown", 60_001, true],
    ["in-flight", 0, false],
    ["queued", 0, false],
    ["queued", 120_000, false],
    ["scheduled", 60_000, false],
    ["scheduled", 60_001, true],
    ["awaiting-approval", null, true]
  ])("%s, due in %s ms: %s", (status, dueAt, done) => {
    expect(isDone(standing(status, null, { dueAt }), 0, none)).toBe(done)
  })
  it("does not wait for a payout that its paused rail holds, only for what was sent", () => {
    const paused = new Set(["imps"])
    expect(isDone(standing("queued", null, { dueAt: 0 }), 0, paused)).toBe(true)
    expect(isDone(standing("unknown", "unknown", { dueAt: 0 }), 0, paused)).toBe(false)
  })
})
