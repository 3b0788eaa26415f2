import { istMidnight } from "@hundi/catalog/calendar"
import type { PayoutStatus } from "@hundi/core"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { planRetention, type RetentionItem } from "./plan-retention.ts"
import { type RetentionKind, retentionRules } from "./retention.data.ts"

const DAY_MS = 86_400_000
const on = (date: string) => istMidnight(date)
const decide = (item: RetentionItem, today: string) => planRetention({ now: on(today), items: [item] })[0]

describe("books", () => {
  const book = (date: string): RetentionItem => ({ kind: "payout", at: on(date), status: "settled", dueAt: null })
  it.each([
    // 31 March 2022 is of 2021-22, the oldest of the eight years before 2029-30; 1 April is of the next.
    ["2022-03-31", "2030-03-31", "keep", "2030-04-01"],
    ["2022-03-31", "2030-04-01", "expire", "2030-04-01"],
    ["2021-04-01", "2030-03-31", "keep", "2030-04-01"],
    ["2022-04-01", "2030-04-01", "keep", "2031-04-01"]
  ])("of %s, on %s: %s", (date, today, decision, from) => {
    expect(decide(book(date), today)).toMatchObject({ decision, from, rule: "books-8-financial-years", place: "India" })
  })
})

describe("logs", () => {
  it.each([
    ["2029-01-01", "2029-07-01", "keep"],
    ["2029-01-01", "2030-01-01", "keep"],
    ["2029-01-01", "2030-01-02", "expire"]
  ])("of %s, on %s: %s", (date, today, decision) => {
    expect(decide({ kind: "log", at: on(date) }, today)).toMatchObject({ decision, rule: "personal-data-logs-1-year", place: "India" })
  })

  it("with the rule of 180 days alone, a log goes after 180 days", () => {
    const rules = retentionRules.filter(({ id }) => id === "ict-logs-180-days")
    const planned = (days: number) => planRetention({ now: on("2029-01-01") + days * DAY_MS, items: [{ kind: "log", at: on("2029-01-01") }], rules })[0]
    expect([planned(180)?.decision, planned(181)?.decision]).toEqual(["keep", "expire"])
  })
})

describe("what never expires", () => {
  const old = { kind: "payout", at: on("2001-01-01") } as const
  it.each([
    [{ ...old, status: "review" as const }, "people are reviewing"],
    [{ ...old, status: "unknown" as const }, "not final"],
    [{ ...old, status: "failed" as const, dueAt: on("2001-01-05") }, "watched for late money"],
    [{ ...old }, "status was not given"],
    [{ kind: "exchange" as const, at: old.at, status: "in-flight" as const }, "not final"]
  ])("%#: %s", (item, why) => {
    expect(decide(item, "2099-01-01")).toMatchObject({ decision: "keep", from: null, rule: "not-final" })
    expect(decide(item, "2099-01-01")?.why).toContain(why)
  })

  it("what is held, final or not", () => {
    const item = { ...old, status: "settled" as const, hold: "civil suit 12/2029" }
    expect(decide(item, "2099-01-01")).toMatchObject({ decision: "litigation-hold", why: expect.stringContaining("civil suit 12/2029") })
  })

  it("what no rule is about", () => {
    expect(planRetention({ now: on("2099-01-01"), items: [{ kind: "log", at: 0 }], rules: [] })[0]).toMatchObject({ decision: "keep", rule: "no-rule" })
  })

  it("whatever the item: expired is only what is final, free of holds, and older than every rule says", () => {
    const kinds: readonly RetentionKind[] = [...new Set(retentionRules.flatMap((rule) => rule.kinds))]
    const statuses: readonly PayoutStatus[] = ["draft", "awaiting-approval", "scheduled", "queued", "in-flight", "unknown", "review", "settled", "failed", "cancelled", "reversed"]
    const item = fc.record(
      { kind: fc.constantFrom(...kinds), at: fc.integer({ min: 0, max: on("2040-01-01") }), status: fc.constantFrom(...statuses), dueAt: fc.constantFrom(null, 5), hold: fc.constant("court") },
      { requiredKeys: ["kind", "at"] }
    )
    fc.assert(
      fc.property(item, fc.integer({ min: on("2025-01-01"), max: on("2060-01-01") }), (one, now) => {
        const planned = planRetention({ now, items: [one as RetentionItem] })[0]
        if (planned?.decision !== "expire") return
        expect(one.hold).toBeUndefined()
        expect([undefined, "settled", "failed", "cancelled", "reversed"]).toContain(one.status)
        const isLog = ["exchange", "callback", "access-log", "log"].includes(one.kind)
        expect(now - one.at).toBeGreaterThan((isLog ? 365 : 8 * 365) * DAY_MS)
      })
    )
  })
})

it("an item without a time is refused by its place", () => {
  expect(() => planRetention({ now: 0, items: [{ kind: "log", at: 0 }, { kind: "log", at: Number.NaN }] })).toThrow("items[1].at")
})

it("every rule names its source, and every period is one of the law's", () => {
  for (const { source, says, force } of retentionRules) expect([source.length > 10, says.endsWith("."), force]).toEqual([true, true, "law"])
})
