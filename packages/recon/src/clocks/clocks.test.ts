import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { ReconFinding } from "../result.ts"
import { ageingBucketOf, ageingBuckets, ageingOf } from "./ageing.ts"
import { businessClockOf, nowInIst } from "./business-clock.ts"
import { claimOf, type FailedPayment } from "./claim-of.ts"
import { claimsOf } from "./claims-of.ts"

const payment: FailedPayment = { payoutId: "p", reference: "T012AY00000000A", rail: "imps", amountPaise: 10_050n, debitedOn: "2026-01-31", returnedOn: null }

describe("a claim", () => {
  it.each([
    ["imps", "person", "2026-02-01", undefined], ["imps", "person", "2026-02-02", 1], ["upi", "person", "2026-02-04", 3],
    ["upi", "merchant", "2026-02-05", undefined], ["upi", "merchant", "2026-02-07", 2], ["neft", "person", "2026-03-01", undefined], ["internal", "person", "2026-03-01", undefined]
  ] as const)("%s to a %s, asked on %s: %s days", (rail, payee, asOf, days) => {
    const claim = claimOf({ ...payment, rail, payee }, asOf)
    expect(claim?.penaltyDays).toBe(days)
    if (days !== undefined) expect(claim).toMatchObject({ penaltyPaise: BigInt(days) * 10_000n, isOpen: true })
  })

  it("ends with the return, over a weekend and a holiday as on any day", () => {
    // 24 to 26 January 2026: a fourth Saturday, a Sunday, Republic Day. Calendar days count.
    expect(claimOf({ ...payment, debitedOn: "2026-01-23", returnedOn: "2026-01-27" }, "2026-03-01")).toMatchObject({ dueOn: "2026-01-24", penaltyDays: 3, isOpen: false })
    expect(claimOf({ ...payment, returnedOn: "2026-02-01" }, "2026-03-01")).toBeUndefined()
    expect(claimOf({ ...payment, returnedOn: "2026-02-09" }, "2026-02-03")).toMatchObject({ penaltyDays: 2, isOpen: true })
  })

  it("refuses a day that does not exist", () => {
    expect(() => claimOf({ ...payment, debitedOn: "2026-02-30" }, "2026-03-01")).toThrow(RangeError)
  })

  it("is listed from what a run found", () => {
    const line = { file: "f", lineNo: 1, amountPaise: 10_050n, narration: "x" }
    const finding = (outcome: ReconFinding["outcome"], credit: string | undefined, rail = "imps"): ReconFinding => ({
      id: outcome, outcome, pass: "return", score: 100, why: "", account: "000000000009", on: "2026-01-31", journalPaise: 10_050n, statementPaise: 0n, explained: true,
      journal: [{ payoutId: `p-${outcome}-${rail}`, attempt: 1, reference: payment.reference, rail, amountPaise: 10_050n, businessDate: "2026-01-31", state: "reversed", rrn: null }],
      lines: [{ ...line, postedOn: "2026-01-31", direction: "debit" }, ...(credit === undefined ? [] : [{ ...line, postedOn: credit, direction: "credit" as const }])]
    })
    const findings = [finding("reversed", "2026-02-04"), finding("returned", "2026-02-01"), finding("reversed-in-part", "2026-02-01"), finding("matched", undefined), finding("returned", "2026-02-09", "neft")]
    const { claims, penaltyPaise } = claimsOf(findings, "2026-02-06")
    expect(claims.map(({ payoutId, penaltyDays, isOpen }) => [payoutId, penaltyDays, isOpen])).toEqual([["p-reversed-imps", 3, false], ["p-reversed-in-part-imps", 5, true]])
    expect(penaltyPaise).toBe(80_000n)
  })
})

describe("business days", () => {
  it("T+2 goes over the fourth Saturday, the Sunday and the holiday, to the midnight in India", () => {
    const at = Date.parse("2026-01-28T00:00:00+05:30")
    expect(businessClockOf("2026-01-23", at - 1)).toEqual({ recon360On: "2026-01-28", recon360FromMs: at, watchedTo: "2026-02-03", isRecon360Open: false, isWatched: true })
    expect(businessClockOf("2026-01-23", at)).toMatchObject({ isRecon360Open: true })
    expect(businessClockOf("2026-01-23", at, new Set(["2026-01-27", "01-26"])).recon360On).toBe("2026-01-29")
  })

  it("says the time in India", () => {
    expect(nowInIst(Date.parse("2026-01-31T18:30:00Z"))).toEqual({ date: "2026-02-01", time: "00:00:00" })
  })
})

describe("ageing", () => {
  it("has one bucket for every age", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 400 }), (days) => {
      const since = new Date(Date.UTC(2026, 1, 1) - days * 86_400_000).toISOString().slice(0, 10)
      const { fromDays, toDays } = ageingBucketOf(since, "2026-02-01")
      expect(days >= fromDays && (toDays === null || days <= toDays)).toBe(true)
    }))
  })

  it("does not let a plus hide a minus", () => {
    const totals = ageingOf([{ since: "2026-02-01", paise: -100n }, { since: "2026-02-01", paise: 100n }, { since: "2027-01-01", paise: 1n }], "2026-02-03")
    expect(totals.map(({ name, count, paise }) => [name, count, paise]).filter(([, count]) => count !== 0)).toEqual([["today", 1, 1n], ["2 to 3 days", 2, 200n]])
    expect(totals).toHaveLength(ageingBuckets.length)
  })
})
