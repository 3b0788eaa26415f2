// file: examples/tell-the-payee.ts
import { Sensitive } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { createAdvice } from "@hundi/operations/evidence"

// A payout that was settled.
const now = Date.UTC(2030, 0, 31, 6)
const journal = createMemoryJournal()
const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
const order = { tenant: "default", payoutId: "rent-1", idempotencyKey: "rent-1", amountPaise: 10_010_050n, beneficiary, remark: "rent" }
const imps = { operation: "composite.imps.pay", rail: "imps" as const }
await journal.accept([{ id: "default/rent-1", order: { ...order, ...imps }, fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: now }], now)
const work = await journal.claim("default/rent-1", { owner: "01", now, leaseMs: 1000 })
const holder = { payoutId: "default/rent-1", reference: "T012AY00000000A", epoch: work?.epoch ?? 0, at: now }
await journal.reserve({ ...holder, fingerprint: "f", businessDate: "2030-01-31" })
await journal.markSending(holder, "digest")
const event = { kind: "settled", detail: { code: "0" } }
await journal.record(holder, { attempt: { state: "settled", rrn: "600000000001" }, payout: { status: "settled", dueAt: null }, event })

const view = await journal.get("default/rent-1")
if (view !== undefined) console.log(createAdvice(view, { sender: { name: "Asha Stores" } }).text)
// Amount: ₹ 1,00,100.50, Rupees one lakh one hundred and fifty paise only, RRN: 600000000001, To account: XXXXXXXX6789
