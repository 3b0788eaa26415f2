// file: examples/take-a-callback.ts
import { Sensitive } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { createInbox } from "@hundi/operations/inbox"
import { openOperationsSql } from "@hundi/operations/sqlite"

// A payout that was sent, and of which nobody has heard yet.
const now = () => Date.UTC(2030, 0, 31, 6)
const journal = createMemoryJournal()
const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
const imps = { operation: "composite.imps.pay", rail: "imps" as const, remark: "rent", beneficiary }
const order = { tenant: "default", payoutId: "rent-1", idempotencyKey: "rent-1", amountPaise: 10_050n, ...imps }
await journal.accept([{ id: "default/rent-1", order, fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: now() }], now())
const work = await journal.claim("default/rent-1", { owner: "01", now: now(), leaseMs: 1000 })
const holder = { payoutId: "default/rent-1", reference: "T012AY00000000A", epoch: work?.epoch ?? 0, at: now() }
await journal.reserve({ ...holder, fingerprint: "f", businessDate: "2030-01-31" })
await journal.markSending(holder, "digest")
const payout = { status: "unknown" as const, dueAt: now() + 3_600_000 }
await journal.record(holder, { attempt: { state: "unknown" }, payout, event: { kind: "unknown", detail: { reason: "time-out" } } })

// In your HTTP handler: `body` is the opened envelope, `digest` the SHA-256 of the bytes as they came.
const inbox = createInbox({ sql: openOperationsSql(":memory:"), journal, owner: "01", now })
const body = { UNIQUEID: "T012AY00000000A", TXNSTATUS: "SUCCESS", UTRNUMBER: "000000000001" }
const { kind, acknowledge } = await inbox.receive({ source: "cib", body, digest: "a".repeat(64), receivedAt: now() })
console.log(kind, acknowledge) // new true: answer 200; with false 503, and the bank comes again
const view = await journal.get("default/rent-1")
console.log(view?.payout.status, view?.payout.dueAt === now()) // unknown true: nothing has moved, but our own enquiry is due now
const { nextAt } = await inbox.work() // at start-up, and at nextAt
console.log(nextAt) // null
