import { describe, expect, it } from "vitest"
import { parsePolicy } from "./parse-policy.ts"
import { defaultPolicy, peopleNeeded } from "./policy.ts"

describe("parsePolicy", () => {
  it("reads JSON; what is left out is the default's", () => {
    const text = `{
      "approvals": [{"fromPaise": "0", "people": 0}, {"fromPaise": "1000000", "people": 2}],
      "perPayoutMaxPaise": 20000000, "abovePerPayoutMax": "refuse", "allowList": true, "duplicates": null,
      "limits": [{"name": "IMPS, a day", "over": "rail", "rail": "imps", "maxPaise": "50000000", "maxCount": 100}],
      "velocity": [{"name": "burst", "over": "all", "maxCount": 10, "withinMs": 60000}],
      "balance": {"keepPaise": "100000", "maxAgeMs": 60000}
    }`
    expect(parsePolicy(JSON.parse(text))).toEqual({
      approvals: [{ fromPaise: 0n, people: 0 }, { fromPaise: 10_000_00n, people: 2 }],
      ...{ perPayoutMaxPaise: 2_00_000_00n, abovePerPayoutMax: "refuse", allowList: true, duplicates: null },
      limits: [{ name: "IMPS, a day", over: "rail", rail: "imps", maxPaise: 5_00_000_00n, maxCount: 100 }],
      velocity: [{ name: "burst", over: "all", maxCount: 10, withinMs: 60_000 }],
      newBeneficiary: defaultPolicy.newBeneficiary,
      drops: defaultPolicy.drops,
      balance: { keepPaise: 1_000_00n, maxAgeMs: 60_000 }
    })
    expect(parsePolicy({})).toEqual(defaultPolicy)
    expect(parsePolicy(parsePolicy({}))).toEqual(defaultPolicy)
  })

  it.each([
    [null, "policy"], [[], "policy"], [{ alowList: true }, "alowList"], [{ allowList: "no" }, "allowList"],
    [{ approvals: [] }, "approvals"], [{ approvals: [{ fromPaise: "100", people: 1 }] }, "approvals"],
    [{ approvals: [{ fromPaise: "0", people: 3 }] }, "approvals[0].people"],
    [{ approvals: [{ fromPaise: "0", people: 1 }, { fromPaise: "0", people: 2 }] }, "approvals[1].fromPaise"],
    [{ approvals: [{ fromPaise: "0", people: 2 }, { fromPaise: "1", people: 1 }] }, "approvals[1].people"],
    [{ perPayoutMaxPaise: "1,000" }, "perPayoutMaxPaise"], [{ perPayoutMaxPaise: 10.5 }, "perPayoutMaxPaise"],
    [{ perPayoutMaxPaise: -1 }, "perPayoutMaxPaise"], [{ abovePerPayoutMax: "warn" }, "abovePerPayoutMax"],
    [{ limits: {} }, "limits"], [{ limits: [{ name: "x", over: "all" }] }, "limits[0]"],
    [{ limits: [{ name: "x", over: "all", maxCount: 1, withinMs: 1000 }] }, "limits[0].withinMs"],
    [{ limits: [{ name: "", over: "all", maxCount: 1 }] }, "limits[0].name"],
    [{ limits: [{ name: "x", over: "bank", maxCount: 1 }] }, "limits[0].over"],
    [{ limits: [{ name: "x", over: "all", maxCount: 1, rail: "swift" }] }, "limits[0].rail"],
    [{ velocity: [{ name: "x", over: "all", maxCount: 1 }] }, "velocity[0].withinMs"],
    [{ duplicates: { withinDays: 0 } }, "duplicates.withinDays"], [{ duplicates: false }, "duplicates"],
    [{ newBeneficiary: { approvals: 2, coolingOffMs: -1, firstPaymentMaxPaise: "1" } }, "newBeneficiary.coolingOffMs"],
    [{ newBeneficiary: { approvals: 2, coolingOffMs: 1 } }, "newBeneficiary.firstPaymentMaxPaise"],
    [{ drops: { people: 3 } }, "drops.people"], [{ drops: true }, "drops"],
    [{ balance: { keepPaise: "0", maxAgeMs: 1 } }, "balance.maxAgeMs"]
  ])("%j is refused and names %s", (policy, field) => {
    expect(() => parsePolicy(policy)).toThrow(expect.objectContaining({ code: "INVALID_REQUEST", reason: expect.objectContaining({ field }) }))
  })

  it("names everything that is wrong at once", () => {
    expect(() => parsePolicy({ allowList: 1, duplicates: { withinDays: 0 } })).toThrow(
      "allowList: true or false; duplicates.withinDays: a whole number from 1 to 366"
    )
  })

  it("tiers count from their own amount on", () => {
    const policy = parsePolicy({ approvals: [{ fromPaise: "0", people: 0 }, { fromPaise: "100", people: 1 }, { fromPaise: "200", people: 2 }] })
    expect([0n, 99n, 100n, 199n, 200n].map((paise) => peopleNeeded(policy, paise))).toEqual([0, 0, 1, 1, 2])
  })
})
