import type { Rail } from "@hundi/catalog"
import { istDate, istMidnight } from "@hundi/catalog/calendar"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { planRail } from "./plan-rail.ts"
import type { RailPartner, RailQuestion } from "./rail-question.ts"
import type { RailWindow } from "./rail-rules.ts"
import { nextOpening } from "./windows.ts"

const rails: readonly Rail[] = ["upi", "imps", "neft", "rtgs", "internal"]
const anyRail = fc.constantFrom(...rails)
const anyPaise = fc.oneof(fc.bigInt(1n, 1_000_000_00n), fc.bigInt(1n, 100_000_000_000n))
const anyInstant = fc.integer({ min: istMidnight("2026-01-01"), max: istMidnight("2028-12-31") })
const anyHour = fc.integer({ min: 0, max: 23 })
const clock = (hour: number): string => `${String(hour).padStart(2, "0")}:00`

const anyWindow: fc.Arbitrary<RailWindow> = fc
  .record({
    ...{ rail: anyRail, one: anyHour, other: anyHour },
    ...{ days: fc.constantFrom("every" as const, "business" as const), by: fc.constantFrom("the bank", "us") }
  })
  .map(({ rail, days, one, other, by }) => ({
    ...{ rail, days, by, validFrom: "2026-01-01", source: "made up" },
    ...{ from: clock(Math.min(one, other)), to: clock(Math.max(one, other) + 1) }
  }))

const anyPartner: fc.Arbitrary<RailPartner> = fc.record({
  rails: fc.subarray([...rails]),
  windows: fc.array(anyWindow, { maxLength: 5 }),
  limits: fc.dictionary(anyRail, fc.record({ minPaise: anyPaise, maxPaise: anyPaise }, { requiredKeys: [] }), {
    ...{ maxKeys: 3, noNullPrototype: true }
  })
})

const anyQuestion: fc.Arbitrary<RailQuestion> = fc.record(
  {
    payout: fc.record({
      amountPaise: anyPaise,
      beneficiary: fc.oneof(
        fc.constant({ kind: "address" as const }),
        fc.constantFrom("TEST0000001", "ICIC0001234", "ICIC0000103", "ICIC0000106").map((ifsc) => ({ kind: "account" as const, ifsc }))
      )
    }),
    at: anyInstant,
    partner: anyPartner,
    preference: fc.array(anyRail, { maxLength: 3 }),
    balancePaise: anyPaise,
    policy: fc.record({ bankFallback: fc.boolean(), onlyPreferred: fc.boolean() })
  },
  { requiredKeys: ["payout", "at", "partner", "preference"] }
)

describe("whatever is asked", () => {
  it("one rail at most is chosen, it is none that is excluded or closed, and every rail has its word", () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const plan = planRail(question)
        const chosen = plan.reasons.filter(({ verdict }) => verdict === "chosen")
        expect(chosen.map(({ rail }) => rail)).toEqual(plan.kind === "go" ? [plan.rail] : [])
        expect(new Set(plan.reasons.map(({ rail }) => rail)).size).toBe(plan.reasons.length)
        expect(plan.reasons.every(({ why }) => why.length > 0)).toBe(true)
        if (plan.kind !== "go") return
        expect(question.partner.rails).toContain(plan.rail)
        expect(nextOpening(question.partner.windows ?? [], plan.rail, question.at)).toBe(question.at)
        const { minPaise = 0n, maxPaise = question.payout.amountPaise } = question.partner.limits?.[plan.rail] ?? {}
        expect(question.payout.amountPaise >= minPaise && question.payout.amountPaise <= maxPaise).toBe(true)
        if (question.balancePaise !== undefined) expect(question.payout.amountPaise <= question.balancePaise).toBe(true)
        expect(plan.bankFallback === null || question.policy?.bankFallback === true).toBe(true)
      }),
      { numRuns: 400 }
    )
  })

  it("«later» is true: asked again at that time, the rail that it names may go, and never a moment before", () => {
    fc.assert(
      fc.property(anyQuestion, ({ balancePaise: _, ...question }) => {
        const plan = planRail(question)
        if (plan.kind !== "later") return
        expect(plan.from).toBeGreaterThan(question.at)
        const verdictAt = (at: number) => planRail({ ...question, at }).reasons.find(({ rail }) => rail === plan.next)?.verdict
        expect(["chosen", "possible"]).toContain(verdictAt(plan.from))
        expect(verdictAt(plan.from - 1)).toBe("later")
      }),
      { numRuns: 400 }
    )
  })

  it("wider limits take no rail away", () => {
    fc.assert(
      fc.property(anyQuestion, anyPaise, (question, byPaise) => {
        const limits = Object.fromEntries(
          Object.entries(question.partner.limits ?? {}).map(([rail, { minPaise, maxPaise }]) => [
            rail,
            {
              ...(minPaise === undefined ? {} : { minPaise: minPaise - byPaise }),
              ...(maxPaise === undefined ? {} : { maxPaise: maxPaise + byPaise })
            }
          ])
        )
        const usable = (one: RailQuestion) => planRail(one).reasons.filter(({ verdict }) => verdict !== "excluded").map(({ rail }) => rail)
        expect(usable({ ...question, partner: { ...question.partner, limits } })).toEqual(expect.arrayContaining(usable(question)))
      }),
      { numRuns: 200 }
    )
  })
})

it("the next opening is open, and everything between now and then is closed", () => {
  const anyPicks = fc.array(fc.nat(), { minLength: 20, maxLength: 20 })
  fc.assert(
    fc.property(fc.array(anyWindow, { minLength: 1, maxLength: 4 }), anyInstant, anyPicks, (windows, at, picks) => {
      const own = windows.map((window) => ({ ...window, rail: "neft" as const }))
      const from = nextOpening(own, "neft", at)
      if (from === null) return
      expect(nextOpening(own, "neft", from)).toBe(from)
      for (const pick of picks) {
        const between = at + (pick % Math.max(1, from - at))
        if (between < from) expect(nextOpening(own, "neft", between)).toBe(from)
      }
      if (from > at) expect(istDate(from) >= istDate(at)).toBe(true)
    }),
    { numRuns: 200 }
  )
})
