import { impsLadder } from "@hundi/catalog"
import { istMidnight } from "@hundi/catalog/calendar"
import { describe, expect, it } from "vitest"
import { conclude, LADDER_ENDED, REPEAT_WINDOW_MS, type Situation } from "./conclude.ts"
import type { Outcome } from "./domain.ts"
import { checkMove } from "./journal-rules.ts"
import { attemptOf, FRIDAY, payoutOf } from "./testing/fixtures.ts"

const situationOf = (outcome: Outcome, changes: Partial<Situation> = {}): Situation => ({
  payout: payoutOf(),
  attempt: attemptOf(),
  outcome,
  from: "pay",
  now: FRIDAY,
  rail: "imps",
  ladder: impsLadder,
  enquirable: true,
  ...changes
})
const timeOut: Outcome = { kind: "Unknown", reason: "time-out" }
const decline: Outcome = { kind: "Rejected", code: "52", meaning: "invalid account", configuration: false }
const paid: Outcome = { kind: "Settled", code: "0", rrn: "600000000001" }
const T2 = istMidnight("2026-11-24") // T+2 of Friday 20 November: Saturday 21st is the third, so open; Monday 23rd is T+2
const T2_MONDAY = istMidnight("2026-11-23")

describe("conclude", () => {
  it("Settled is final", () => {
    expect(conclude(situationOf(paid))).toMatchObject({
      attempt: { state: "settled", rrn: "600000000001" },
      payout: { status: "settled", dueAt: null }
    })
  })
  it("L2: only a proof sets provedFailedAt", () => {
    expect(conclude(situationOf(decline)).attempt.provedFailedAt).toBe(FRIDAY)
    for (const outcome of [timeOut, paid, { kind: "Pending", on: "bank-queue", code: "x" }, { kind: "Accepted", code: "0" }] as const) {
      expect(conclude(situationOf(outcome)).attempt.provedFailedAt).toBeUndefined()
    }
    expect(
      conclude(situationOf({ kind: "Reversed", proved: false }, { attempt: attemptOf({ state: "unknown" }) })).attempt.provedFailedAt
    ).toBeUndefined()
  })
  it("a set-up fault pauses the rail", () => {
    expect(conclude(situationOf({ ...decline, configuration: true })).pause).toMatchObject({ rail: "imps" })
    expect(conclude(situationOf(decline)).pause).toBeUndefined()
  })
  it("Unknown asks after 5 s, and is with people from T+2 23:59 on, still asking", () => {
    expect(conclude(situationOf(timeOut))).toMatchObject({ payout: { status: "unknown", dueAt: FRIDAY + 5000 } })
    const atReview = T2_MONDAY + 24 * 3_600_000 - 60_000
    const late = conclude(situationOf(timeOut, { attempt: attemptOf({ state: "unknown" }), from: "enquiry", now: atReview }))
    expect(late.payout).toMatchObject({ status: "review", reviewReason: LADDER_ENDED })
    expect(late.payout.dueAt).toBe(atReview + 24 * 3_600_000)
    const before = conclude(situationOf(timeOut, { attempt: attemptOf({ state: "unknown" }), from: "enquiry", now: atReview - 1 }))
    expect(before.payout.status).toBe("unknown")
    expect(T2).toBeGreaterThan(atReview)
  })
  it("a proof that comes after the ladder ended still settles", () => {
    const payout = payoutOf({ status: "review", reviewReason: LADDER_ENDED })
    expect(conclude(situationOf(paid, { payout, attempt: attemptOf({ state: "unknown" }), from: "enquiry" })).payout.status).toBe("settled")
  })
  it("an evidence mismatch goes to people and stays there", () => {
    const mismatch = conclude(
      situationOf({ kind: "Unknown", reason: "evidence-mismatch" }, { attempt: attemptOf({ state: "unknown" }), from: "enquiry" })
    )
    expect(mismatch.payout.status).toBe("review")
    const payout = payoutOf({ status: "review", reviewReason: mismatch.payout.reviewReason ?? null })
    expect(conclude(situationOf(paid, { payout, attempt: attemptOf({ state: "unknown" }), from: "enquiry" })).payout.status).toBe("review")
    expect(
      conclude(situationOf(decline, { payout, attempt: attemptOf({ state: "unknown" }), from: "enquiry" })).attempt.provedFailedAt
    ).toBeUndefined()
  })
  it("L3: a witnessed not-sent may repeat for 15 minutes, then the attempt ends", () => {
    const witness: Outcome = { kind: "NotSent", why: "ECONNREFUSED", mayRepeat: true }
    expect(conclude(situationOf(witness))).toMatchObject({
      attempt: { state: "reserved", notSentCount: 1 },
      payout: { status: "queued", dueAt: FRIDAY + 1000 }
    })
    const last = conclude(situationOf(witness, { now: FRIDAY + REPEAT_WINDOW_MS - 1000, attempt: attemptOf({ notSentCount: 4 }) }))
    expect(last).toMatchObject({
      attempt: { state: "not-sent", provedFailedAt: expect.any(Number) as number },
      payout: { status: "failed" }
    })
  })
  it("a DUPLICATE after a witnessed not-sent is an alarm", () => {
    const change = conclude(situationOf({ kind: "Unknown", reason: "duplicate", code: "75" }, { attempt: attemptOf({ notSentCount: 1 }) }))
    expect(change.event.kind).toBe("unknown-witness-wrong")
    expect(change.attempt.state).toBe("unknown")
  })
  it("late money: success after a proved failure is for people, and takes nothing back", () => {
    const attempt = attemptOf({ state: "rejected", provedFailedAt: FRIDAY })
    const change = conclude(situationOf(paid, { attempt, from: "enquiry", payout: payoutOf({ status: "failed" }) }))
    expect(change).toMatchObject({ attempt: { state: "rejected" }, payout: { status: "review" }, event: { kind: "late-money" } })
    expect(change.payout.reviewReason).toMatch(/^late-money/)
  })
  it("L4: a failure after Settled is a conflict for people", () => {
    const change = conclude(situationOf(decline, { attempt: attemptOf({ state: "settled" }), from: "enquiry" }))
    expect(change).toMatchObject({ attempt: { state: "settled" }, payout: { status: "review" } })
  })
  it("a rail without an enquiry sends unknowns to people at once", () => {
    expect(conclude(situationOf(timeOut, { enquirable: false })).payout).toMatchObject({ status: "review", dueAt: null })
  })
  it("every conclusion is a move that the journal allows", () => {
    const outcomes: readonly Outcome[] = [
      paid,
      decline,
      timeOut,
      { kind: "NotSent", why: "x", mayRepeat: true },
      { kind: "NotSent", why: "x", mayRepeat: false },
      { kind: "Accepted", code: "0" },
      { kind: "Pending", on: "approval", code: "x" },
      { kind: "Reversed", proved: true },
      { kind: "Reversed", proved: false },
      { kind: "Unknown", reason: "evidence-mismatch" }
    ]
    const afterSending = new Set(["Reversed"])
    for (const outcome of outcomes) {
      if (!afterSending.has(outcome.kind)) expect(() => checkMove("sending", conclude(situationOf(outcome)).attempt)).not.toThrow()
      for (const state of ["unknown", "pending", "accepted", "settled", "rejected", "reversed"] as const) {
        if (outcome.kind === "NotSent") continue // an enquiry has no such outcome
        const provedFailedAt = state === "rejected" || state === "reversed" ? FRIDAY : null
        const change = conclude(situationOf(outcome, { attempt: attemptOf({ state, provedFailedAt }), from: "enquiry" }))
        expect(() => checkMove(state, change.attempt), `${state} + ${outcome.kind}`).not.toThrow()
      }
    }
  })
})
