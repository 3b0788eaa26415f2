import { describe, expect, it } from "vitest"
import { firstWaitingDate } from "./open-recon.ts"
import { defaultRules, digestRules, parseRules, ReconRulesError } from "./rules.ts"

describe("a rules file", () => {
  it("keeps the defaults of what it leaves out", () => {
    expect(parseRules({ version: 1 })).toEqual(defaultRules)
    expect(parseRules('{"version": 1, "tolerancePaise": "5"}')).toEqual({ ...defaultRules, tolerancePaise: 5n })
  })

  it.each([
    ["version", { version: 2 }],
    ["version", {}],
    ["tollerance", { version: 1, tollerance: 1 }],
    ["minScore", { version: 1, minScore: 50 }],
    ["bankNumberDays", { version: 1, bankNumberDays: 0.5 }],
    ["charges[0]", { version: 1, charges: ["(?=x)"] }],
    ["charges[1]", { version: 1, charges: ["FEE", "("] }],
    ["tolerancePaise", { version: 1, tolerancePaise: 5 }],
    ["tolerancePaise", { version: 1, tolerancePaise: "101" }],
    ["gst", { version: 1, gst: "GST" }],
    ["holidays[0]", { version: 1, holidays: ["1 May"] }],
    ["the file", []],
    ["the file", "{"]
  ])("is refused for %s", (field, file) => {
    expect(() => parseRules(file)).toThrow(ReconRulesError)
    expect(() => parseRules(file)).toThrow(`rules: ${field} must be`)
  })

  it("has one digest, however its fields are ordered, and another for another rule", () => {
    const backwards = Object.fromEntries(Object.entries(defaultRules).toReversed()) as unknown as typeof defaultRules
    expect(digestRules(backwards)).toBe(digestRules(defaultRules))
    expect(digestRules({ ...defaultRules, returnDays: 11 })).not.toBe(digestRules(defaultRules))
  })
})

describe("how long a debit is waited for", () => {
  it("is two business days, over a Sunday and a second Saturday", () => {
    // 2026-04-11 is a second Saturday, 2026-04-12 a Sunday: Thursday's window closes on Monday.
    expect(firstWaitingDate("2026-04-13", defaultRules)).toBe("2026-04-09")
    expect(firstWaitingDate("2026-04-09", defaultRules)).toBe("2026-04-07")
    expect(firstWaitingDate("2026-04-09", { ...defaultRules, holidays: ["2026-04-08"] })).toBe("2026-04-06")
    expect(firstWaitingDate("2026-04-09", { ...defaultRules, pendingBusinessDays: 0 })).toBe("2026-04-09")
  })
})
