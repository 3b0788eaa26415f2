import { istMidnight } from "@hundi/catalog/calendar"
import { describe, expect, it } from "vitest"
import { isLei } from "./lei.ts"
import { planRail } from "./plan-rail.ts"
import type { RailQuestion } from "./rail-question.ts"
import { railRules } from "./rail-rules.ts"
import { checkWindows } from "./windows.ts"

/** Friday 20 November 2026, 12:00 in India. */
const NOON = istMidnight("2026-11-20") + 12 * 3_600_000
const LAKH = 10_000_000n
const CRORE = 100n * LAKH
/** A made-up LEI with right check digits. */
const LEI = "TESTTESTTESTTEST0038"
const outside = { kind: "account", ifsc: "TEST0000001" } as const
const all = ["upi", "imps", "neft", "rtgs"] as const

const ask = (amountPaise: bigint, changes: Partial<RailQuestion> = {}, beneficiary: RailQuestion["payout"]["beneficiary"] = outside) =>
  planRail({ payout: { amountPaise, beneficiary }, at: NOON, partner: { rails: all }, ...changes })
const whyNot = (plan: ReturnType<typeof planRail>, rail: string) => plan.reasons.find((one) => one.rail === rail)?.why
const verdicts = (plan: ReturnType<typeof planRail>) => Object.fromEntries(plan.reasons.map(({ rail, verdict }) => [rail, verdict]))

describe("the amount decides between rails", () => {
  it.each([
    [100n, "imps"],
    [5n * LAKH, "imps"],
    [5n * LAKH + 1n, "rtgs"],
    [40n * CRORE, "rtgs"],
    [99n, "neft"]
  ])("%i paise to another bank", (amountPaise, rail) => {
    expect(ask(amountPaise).rail).toBe(rail)
  })

  it("says of every rail why, with the figures", () => {
    const plan = ask(6n * LAKH)
    expect(verdicts(plan)).toEqual({ imps: "excluded", rtgs: "chosen", neft: "possible", upi: "excluded" })
    expect(whyNot(plan, "imps")).toBe("IMPS takes no more than Rs 500000.00 (NPCI), and this is Rs 600000.00")
    expect(whyNot(ask(LAKH), "rtgs")).toBe("RTGS takes no less than Rs 200000.00 (RBI), and this is Rs 100000.00")
  })

  it("the partner's own limits narrow it, and cannot widen it", () => {
    const limits = { imps: { maxPaise: LAKH }, rtgs: { maxPaise: CRORE } }
    expect(ask(2n * LAKH, { partner: { rails: all, limits } }).rail).toBe("rtgs")
    expect(whyNot(ask(2n * LAKH, { partner: { rails: all, limits } }), "imps")).toContain("no more than Rs 100000.00 (your limit)")
    expect(ask(6n * LAKH, { partner: { rails: all, limits: { imps: { maxPaise: CRORE } } } }).rail).toBe("rtgs")
    expect(ask(LAKH, { partner: { rails: all, limits: { imps: { minPaise: 2n * LAKH } } } }).rail).toBe("neft")
  })

  it("before October 2021 IMPS ended at Rs 2 lakh", () => {
    expect(ask(3n * LAKH, { at: istMidnight("2021-10-08") }).rail).toBe("imps")
    expect(ask(3n * LAKH, { at: istMidnight("2021-10-08") - 1 }).rail).toBe("rtgs")
  })
})

describe("where it goes", () => {
  it("an address over UPI alone, up to Rs 1 lakh", () => {
    expect(ask(LAKH, {}, { kind: "address" })).toMatchObject({ kind: "go", rail: "upi", inside: false })
    const plan = ask(LAKH + 1n, {}, { kind: "address" })
    expect(plan).toMatchObject({ kind: "never", rail: null })
    expect(plan.why).toContain("UPI takes no more than Rs 100000.00 (NPCI), and this is Rs 100000.01")
  })

  it("inside the bank the NEFT declaration pays, as a transfer inside it", () => {
    const plan = ask(LAKH, {}, { kind: "account", ifsc: "ICIC0001234" })
    expect(plan).toMatchObject({ kind: "go", rail: "neft", inside: true, why: "it goes over NEFT, as a transfer inside the bank" })
    expect(plan.reasons.map(({ rail }) => rail)).not.toContain("internal")
    expect(ask(LAKH, { partner: { rails: [...all, "internal"] } }, { kind: "account", ifsc: "ICIC0001234" })).toMatchObject({ rail: "internal", inside: true })
    expect(ask(LAKH, { partner: { rails: ["internal"] } })).toMatchObject({ kind: "never" })
  })

  it.each(["ICIC0000103", "ICIC0000104", "ICIC0000106"])("%s may be a virtual account: it is not taken for an account inside", (ifsc) => {
    expect(ask(LAKH, {}, { kind: "account", ifsc })).toMatchObject({ rail: "imps", inside: false })
    // Over the network, as the declarations send it; above IMPS's limit there is no other way.
    expect(ask(9n * LAKH, {}, { kind: "account", ifsc })).toMatchObject({ rail: "rtgs", inside: false })
    expect(ask(LAKH, { partner: { rails: ["neft"] } }, { kind: "account", ifsc, virtualAccount: false })).toMatchObject({ rail: "neft", inside: false })
    for (const virtualAccount of [undefined, true, false]) {
      const to = { kind: "account" as const, ifsc, ...(virtualAccount === undefined ? {} : { virtualAccount }) }
      expect(ask(LAKH, { partner: { rails: ["internal"] } }, to)).toMatchObject({ kind: "never" })
      expect(ask(LAKH, { partner: { rails: [...all, "internal"] }, preference: "internal" }, to)).toMatchObject({ rail: "imps" })
    }
  })

  it("a virtual account behind another IFSC is not sent as a transfer inside the bank", () => {
    const plan = ask(LAKH, {}, { kind: "account", ifsc: "ICIC0001234", virtualAccount: true })
    expect(plan).toMatchObject({ rail: "imps", inside: false })
    expect(verdicts(plan)).toMatchObject({ neft: "excluded", rtgs: "excluded" })
    expect(whyNot(plan, "neft")).toContain("does not reach a virtual account")
  })

  it("only rails that are switched on", () => {
    const plan = ask(LAKH, { partner: { rails: ["neft"] } })
    expect(plan.rail).toBe("neft")
    expect(whyNot(plan, "imps")).toContain("not switched on for this partner")
  })
})

describe("the LEI from Rs 50 crore", () => {
  it("is asked for at that amount, not a paisa below", () => {
    expect(ask(50n * CRORE - 1n).rail).toBe("rtgs")
    const plan = ask(50n * CRORE)
    expect(plan.kind).toBe("never")
    expect(whyNot(plan, "rtgs")).toBe("from Rs 500000000.00 on RTGS needs the beneficiary's LEI (RBI): ask the beneficiary for it")
    expect(ask(50n * CRORE, { lei: LEI }).rail).toBe("rtgs")
    expect(whyNot(ask(50n * CRORE, { lei: "TESTTESTTESTTEST0039" }), "neft")).toContain("the one given is none")
    expect(ask(50n * CRORE, { at: istMidnight("2021-03-31") }).rail).toBe("rtgs")
  })

  it.each([[LEI, true], ["TESTTESTTESTTEST3800", false], [LEI.toLowerCase(), false], [`${LEI}0`, false], ["", false]])("%s", (text, expected) => {
    expect(isLei(text)).toBe(expected)
  })
})

describe("choice", () => {
  it("preference goes first, and then the usual order", () => {
    expect(ask(3n * LAKH, { preference: "neft" }).rail).toBe("neft")
    expect(ask(LAKH, { preference: ["rtgs", "neft"] }).rail).toBe("neft")
    expect(ask(LAKH, { preference: "rtgs" }).rail).toBe("imps")
    expect(ask(LAKH, { policy: { order: ["neft"] } }).rail).toBe("neft")
    expect(ask(LAKH, { preference: "imps", policy: { order: ["neft"] } }).rail).toBe("imps")
  })

  it("onlyPreferred takes no other way", () => {
    const plan = ask(LAKH, { preference: "rtgs", policy: { onlyPreferred: true } })
    expect(plan.kind).toBe("never")
    expect(whyNot(plan, "imps")).toBe("the policy takes no rail but RTGS")
    expect(() => ask(LAKH, { policy: { onlyPreferred: true } })).toThrow("preference: at least one rail")
  })

  it("the bank's own fallback is never planned unless the policy opts in, and states its risk", () => {
    expect(ask(LAKH)).toMatchObject({ bankFallback: null })
    const plan = ask(LAKH, { policy: { bankFallback: true } })
    expect(plan).toMatchObject({ rail: "imps", bankFallback: ["imps", "neft"] })
    expect(plan.why).toContain("may then have paid twice")
    // It needs both rails, IMPS first, and an account outside the bank.
    expect(ask(LAKH, { partner: { rails: ["imps"] }, policy: { bankFallback: true } })).toMatchObject({ bankFallback: null })
    expect(ask(6n * LAKH, { policy: { bankFallback: true } })).toMatchObject({ rail: "rtgs", bankFallback: null })
    const inside = { kind: "account", ifsc: "ICIC0001234" } as const
    expect(ask(LAKH, { preference: "imps", policy: { bankFallback: true } }, inside)).toMatchObject({ rail: "imps", bankFallback: null })
  })
})

describe("not now", () => {
  const night = (rail: "neft" | "rtgs") =>
    ({ rail, days: "business", from: rail === "neft" ? "08:00" : "09:00", to: "18:30", validFrom: "2026-01-01", by: "the bank", source: "its letter" }) as const
  const partner = { rails: ["neft", "rtgs"], windows: [night("neft"), night("rtgs")] } as const

  it("says what opens first, and when, over the weekend", () => {
    const at = istMidnight("2026-11-20") + 18.5 * 3_600_000
    // The 21st is a third Saturday: banks work.
    const plan = ask(3n * LAKH, { partner, at })
    expect(plan).toMatchObject({ kind: "later", rail: null, next: "neft", from: istMidnight("2026-11-21") + 8 * 3_600_000 })
    expect(plan.why).toBe(
      "no rail is open now: NEFT opens at 2026-11-21 08:00 IST (the bank: 08:00 to 18:30 IST, business days, since 2026-01-01); it can go by itself then"
    )
    expect(verdicts(plan)).toEqual({ imps: "excluded", rtgs: "later", neft: "later", upi: "excluded" })
  })

  it("an open rail goes before one that opens later, unless no other is wanted", () => {
    const at = istMidnight("2026-11-20") + 3_600_000
    expect(ask(3n * LAKH, { partner: { ...partner, rails: all }, at, preference: "rtgs" }).rail).toBe("imps")
    expect(ask(3n * LAKH, { partner: { ...partner, rails: all }, at, preference: "rtgs", policy: { onlyPreferred: true } })).toMatchObject({
      ...{ kind: "later", next: "rtgs", from: istMidnight("2026-11-20") + 9 * 3_600_000 }
    })
  })

  it("short of money says by how much; nothing is sent", () => {
    const plan = ask(LAKH, { balancePaise: LAKH - 1n })
    expect(plan).toMatchObject({ kind: "short", rail: null, missingPaise: 1n })
    expect(plan.why).toContain("the account lacks Rs 0.01 of Rs 100000.00")
    expect(verdicts(plan)).toMatchObject({ imps: "later", neft: "later", upi: "excluded" })
    expect(ask(LAKH, { balancePaise: LAKH }).rail).toBe("imps")
    // What can never go does not wait for money.
    expect(ask(LAKH, { balancePaise: 0n, partner: { rails: ["upi"] } }).kind).toBe("never")
  })
})

it.each<readonly [{ readonly amountPaise: bigint; readonly beneficiary?: Parameters<typeof ask>[2] }, string]>([
  [{ amountPaise: 0n }, "amountPaise"],
  [{ amountPaise: 1n, beneficiary: { kind: "account", ifsc: "icic0001234" } as const }, "ifsc"]
])("a question that cannot be meant is refused by field", (changes, field) => {
  const refusal = expect.objectContaining({ code: "INVALID_REQUEST", reason: expect.objectContaining({ field }) })
  expect(() => ask(changes.amountPaise, {}, changes.beneficiary)).toThrow(refusal)
})

it("every rule has a date and a source, and none overlaps another of its kind", () => {
  expect(() => checkWindows(railRules.windows)).not.toThrow()
  for (const rule of [...railRules.limits, ...railRules.windows]) {
    expect(rule.validFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(rule.source.length).toBeGreaterThan(20)
  }
  for (const { rail, kind, validFrom } of railRules.limits) {
    const same = railRules.limits.filter((rule) => rule.rail === rail && rule.kind === kind)
    expect(same.filter((rule) => rule.validFrom <= validFrom && (rule.validTo ?? "9999") >= validFrom)).toHaveLength(1)
  }
})
