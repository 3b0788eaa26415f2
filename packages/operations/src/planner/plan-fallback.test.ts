import { type Attempt, type JournalEvent, type Payout, type PayoutView, Sensitive } from "@hundi/core"
import { describe, expect, it } from "vitest"
import { checkFallbackPolicy, type FallbackPolicy, planFallback } from "./plan-fallback.ts"

const NOW = Date.UTC(2026, 10, 20, 6)
const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }

const payoutOf = (changes: Partial<Payout> = {}): Payout => ({
  ...{ id: "default/P1", tenant: "default", payoutId: "P1", idempotencyKey: "P1", amountPaise: 10_050n, remark: "rent", beneficiary },
  ...{ operation: "composite.imps.pay", rail: "imps", status: "failed", fingerprint: "f", createdAt: NOW, dueAt: NOW + 3_600_000, epoch: 2 },
  ...{ reviewReason: null, hold: null, beneficiaryHash: "b" },
  ...changes
})
const attemptOf = (changes: Partial<Attempt> = {}): Attempt => ({
  ...{ payoutId: "default/P1", number: 1, reference: "T012AY00000000A", fingerprint: "f", businessDate: "2026-11-20" },
  ...{ operation: "composite.imps.pay", rail: "imps", epoch: 1, state: "rejected" },
  ...{ reservedAt: NOW, sendingAt: NOW, plaintextDigest: null, unknownSince: null, asked: 0, technicalCode: null, technicalAt: null },
  ...{ notSentCount: 0, rrn: null, provedFailedAt: NOW, lastCode: "12" },
  ...changes
})
const eventOf = (kind: string): JournalEvent => ({ seq: 1, at: NOW, kind, detail: {}, hash: "h" })
const viewOf = (payout: Partial<Payout> = {}, attempts: readonly Attempt[] = [attemptOf()], kinds: readonly string[] = []): PayoutView => ({
  ...{ payout: payoutOf(payout), attempts, events: kinds.map(eventOf) }
})

const policy: FallbackPolicy = { order: ["imps", "neft"], after: { imps: ["7", "12", "18"], neft: ["rejected"] } }
const situation = { at: NOW, partner: { rails: ["imps", "neft", "rtgs"] } } as const
const plan = (view: PayoutView, changes: Partial<FallbackPolicy> = {}) => planFallback(view, { ...policy, ...changes }, situation)
const open = (changes: Partial<Attempt>) => attemptOf({ provedFailedAt: null, lastCode: null, ...changes })

describe("after a proved failure that the policy names", () => {
  it("goes to the next rail in order, as a new attempt", () => {
    const next = plan(viewOf())
    expect(next).toMatchObject({ kind: "next", rail: "neft" })
    expect(next.why).toBe("IMPS is proved failed and the policy goes on: it goes over NEFT, as a new attempt under a new reference")
  })

  it("in any spelling of the code", () => {
    const mobile = { ...beneficiary, vpa: new Sensitive("asha.test@upi") }
    const view = viewOf({ rail: "upi", operation: "composite.upi.pay", beneficiary: mobile }, [attemptOf({ lastCode: "00XH" })])
    // The decline counts; that no other rail pays to an address is another matter.
    expect(plan(view, { after: { upi: ["XH"] } })).toMatchObject({ kind: "none", missing: "rail", why: expect.stringContaining("UPI is proved failed") })
  })

  it("only to a rail that can carry it", () => {
    expect(plan(viewOf({ amountPaise: 10_050n }), { order: ["rtgs"] })).toMatchObject({ kind: "none", missing: "rail", why: expect.stringContaining("no less than Rs 200000.00") })
    expect(plan(viewOf(), { order: ["imps"] })).toMatchObject({ kind: "none", missing: "rail" })
  })

  it("never back to a rail that declined before", () => {
    const attempts = [attemptOf(), attemptOf({ number: 2, operation: "composite.neft.pay", rail: "neft", lastCode: "rejected" })]
    const view = viewOf({ rail: "neft", operation: "composite.neft.pay" }, attempts)
    expect(plan(view, { maxAttempts: 3 })).toMatchObject({ kind: "none", missing: "rail" })
  })

  it("later, when that rail is closed", () => {
    const shut = { rail: "neft", days: "every", from: "08:00", to: "09:00", validFrom: "2026-01-01", by: "the bank", source: "its letter" } as const
    const later = planFallback(viewOf(), policy, { ...situation, partner: { ...situation.partner, windows: [shut] } })
    expect(later).toMatchObject({ kind: "later", rail: "neft", from: Date.UTC(2026, 10, 21, 2, 30) })
  })

  it("NEFT declines in words", () => {
    const view = viewOf({ rail: "neft", operation: "composite.neft.pay" }, [attemptOf({ lastCode: "rejected", operation: "composite.neft.pay", rail: "neft" })])
    expect(plan(view)).toMatchObject({ kind: "next", rail: "imps" })
    expect(plan(view, { after: {} })).toMatchObject({ kind: "none", missing: "policy" })
  })
})

describe("never without proof", () => {
  it.each(["reserved", "sending", "pending", "accepted", "unknown"] as const)("%s", (state) => {
    const view = viewOf({ status: "unknown" }, [open({ state, unknownSince: NOW, asked: 3, lastCode: "11" })])
    const none = plan(view)
    expect(none).toMatchObject({ kind: "none", missing: "proof" })
    expect(none.why).toContain(
      `attempt T012AY00000000A over IMPS is ${state} since 2026-11-20 11:30 IST (asked 3 times, the last code was 11): it may have paid. Missing is one of`
    )
    expect(none.why).toContain("the bank is asked again at 2026-11-20 12:30 IST")
  })

  it("one open attempt is enough, wherever it stands, and whatever the payout's status says", () => {
    expect(plan(viewOf({}, [open({ state: "unknown" }), attemptOf({ number: 2 })]), { maxAttempts: 9 })).toMatchObject({ kind: "none", missing: "proof" })
  })

  it.each([
    ["a settled one", viewOf({ status: "settled" }, [open({ state: "settled" })]), "is settled: it was paid"],
    ["one in review", viewOf({ status: "review", reviewReason: "late-money" }), "people are reviewing this payout (late-money)"],
    ["one of which nothing was sent", viewOf({ status: "queued" }, []), "nothing was sent yet"],
    ["one whose attempt named several rails", viewOf({ operation: "composite.fallback.pay" }), "every one of them must be proved failed"],
    ["one with late money", viewOf({}, [attemptOf()], ["late-money", "review-decided"]), "money showed up"],
    ["a cancelled one", viewOf({ status: "cancelled" }), "is cancelled, not failed"]
  ])("%s", (_, view, why) => {
    const none = plan(view)
    expect(none).toMatchObject({ kind: "none", missing: "proof" })
    expect(none.why).toContain(why)
  })
})

describe("never without a declared policy", () => {
  it.each([
    ["a decline that is not listed", viewOf({}, [attemptOf({ lastCode: "52" })]), {}, "the bank declined with 52 over IMPS, and the policy does not go on after that"],
    ["a decline without a code", viewOf({}, [attemptOf({ lastCode: null })]), {}, "declined with no code"],
    ["one of which no byte left", viewOf({}, [attemptOf({ state: "not-sent", lastCode: null })]), {}, "no byte of the attempt left"],
    ["one whose money came back", viewOf({ status: "reversed" }, [attemptOf({ state: "reversed" })]), {}, "ordered again by its owner alone"],
    ["what people decided", viewOf({}, [attemptOf()], ["review-decided"]), {}, "people decided that it failed"],
    ["too many attempts", viewOf({}, [attemptOf(), attemptOf({ number: 2 })]), {}, "2 attempts were made, and the policy allows 2"]
  ])("%s", (_, view, changes, why) => {
    const none = plan(view, changes)
    expect(none).toMatchObject({ kind: "none", missing: "policy" })
    expect(none.why).toContain(why)
  })

  it("goes on after a witnessed not-sent where the policy says so", () => {
    expect(plan(viewOf({}, [attemptOf({ state: "not-sent" })]), { afterNotSent: true })).toMatchObject({ kind: "next", rail: "neft" })
  })

  it.each([["imps", "11"], ["imps", "91"], ["imps", "901"], ["imps", "20"], ["upi", "U30"], ["neft", "999936"], ["imps", "rejected"], ["imps", "no such code"], ["imps", "0"]])(
    "a policy that goes on after %s %s, which proves nothing, is refused",
    (rail, code) => {
      expect(() => plan(viewOf(), { after: { [rail]: [code] } })).toThrow(expect.objectContaining({ code: "CONFIGURATION", message: expect.stringContaining(`after.${rail}: ${code}`) }))
    }
  )

  it("a count that cannot be meant", () => {
    expect(() => checkFallbackPolicy({ ...policy, maxAttempts: 0 })).toThrow("maxAttempts")
  })
})

it("L10: nothing personal is in any word", () => {
  const words = JSON.stringify([plan(viewOf()), plan(viewOf({ status: "unknown" }, [open({ state: "unknown" })]))], (_, value: unknown) => (typeof value === "bigint" ? String(value) : value))
  for (const secret of ["Asha", "123456789", "TEST0000001"]) expect(words).not.toContain(secret)
})
