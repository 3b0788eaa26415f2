// file: examples/plan-a-rail.ts
import { allGates, createCircuitBreaker, createSharedRate, createWindowGate, planRail } from "@hundi/operations/planner"
import { openOperationsSql } from "@hundi/operations/sqlite"

const at = Date.UTC(2030, 0, 31, 6)
const hours = { rail: "rtgs", days: "business", from: "09:00", to: "17:30", validFrom: "2030-01-01", by: "the bank", source: "its letter" } as const
const payout = { amountPaise: 60_000_000n, beneficiary: { kind: "account", ifsc: "TEST0000001" } } as const
const plan = planRail({ payout, at, partner: { rails: ["imps", "neft", "rtgs"], windows: [hours] } })
console.log(plan.rail, plan.why) // rtgs it goes over RTGS
for (const { rail, verdict, why } of plan.reasons) console.log(rail, verdict, why)
// imps excluded IMPS takes no more than Rs 500000.00 (NPCI), ...

// What every send must pass, shared by all workers on this database: settings.gate of createBank.
const [sql, now] = [openOperationsSql(":memory:"), () => at]
const breaker = createCircuitBreaker({ sql, now })
const rate = createSharedRate({ sql, now, name: "bank", perSecond: 5, burst: 10 })
export const gate = allGates(createWindowGate({ windows: [hours] }), breaker, rate)
// After every send: breaker.note(payout.rail, healthOf(outcome), payout.id)
