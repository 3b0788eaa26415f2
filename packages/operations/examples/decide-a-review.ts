// file: examples/decide-a-review.ts
import { Sensitive } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { createReview } from "@hundi/operations/review"

// A payout that was sent and of which nobody knows more.
const now = Date.UTC(2030, 0, 31, 6)
const journal = createMemoryJournal()
const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
const order = { tenant: "default", payoutId: "rent-1", idempotencyKey: "rent-1", amountPaise: 10_050n, beneficiary, remark: "rent" }
const imps = { operation: "composite.imps.pay", rail: "imps" as const }
await journal.accept([{ id: "default/rent-1", order: { ...order, ...imps }, fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: now }], now)
const work = await journal.claim("default/rent-1", { owner: "01", now, leaseMs: 1000 })
const holder = { payoutId: "default/rent-1", reference: "T012AY00000000A", epoch: work?.epoch ?? 0, at: now }
await journal.reserve({ ...holder, fingerprint: "f", businessDate: "2030-01-31" })
await journal.markSending(holder, "digest")
const event = { kind: "unknown", detail: { reason: "time-out" } }
const payout = { status: "review" as const, dueAt: null, reviewReason: "no proof by the end of its ladder" }
await journal.record(holder, { attempt: { state: "unknown", unknownSince: now }, payout, event })

// Two people find it on the statement.
const review = createReview({ journal, owner: "01", now: () => now })
const paid = { payoutId: "rent-1", action: "confirm-paid" as const, rrn: "600000000001", reason: "line 14 of the statement" }
console.log((await review.act({ ...paid, by: "asha" })).decided) // false: a second person must say the same
const { decided, view } = await review.act({ ...paid, by: "ravi" })
console.log(decided, view.payout.status) // true settled
