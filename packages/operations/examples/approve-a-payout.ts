// file: examples/approve-a-payout.ts
import { Sensitive } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { createControls, parsePolicy } from "@hundi/operations/controls"
import { openOperationsSql } from "@hundi/operations/sqlite"

const now = () => Date.UTC(2030, 0, 31, 6)
const journal = createMemoryJournal()
const policy = parsePolicy({ approvals: [{ fromPaise: "0", people: 1 }], newBeneficiary: null })
const controls = createControls({ sql: openOperationsSql(":memory:"), journal, owner: "01", now, policy })
// createBank({ transport, sealer, journal, families, settings: { ...settings, gate: controls.gate } }) asks it before every send.

await controls.made({ payoutId: "rent-1", by: "asha" })
const beneficiary = { name: new Sensitive("Uma Nair", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
const imps = { operation: "composite.imps.pay", rail: "imps" as const, remark: "rent", beneficiary }
const order = { tenant: "default", payoutId: "rent-1", idempotencyKey: "rent-1", amountPaise: 10_050n, ...imps }
await journal.accept([{ id: "default/rent-1", order, fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: now() }], now())

console.log((await controls.pending())[0]?.says) // Rs 100.50 needs the approval of 1 person; nobody has approved, ...
const { isApproved } = await controls.approve({ payoutId: "rent-1", by: "ravi", reason: "invoice 17" })
console.log(isApproved, controls.approvalsBetween(0, now() + 1)[0]?.maker) // true asha
