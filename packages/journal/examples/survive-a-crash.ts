// file: examples/survive-a-crash.ts
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Sensitive } from "@hundi/core"
import { openSqliteJournal } from "@hundi/journal/sqlite"

const path = join(mkdtempSync(join(tmpdir(), "hundi-")), "journal.sqlite")
const now = Date.now()
const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
const order = { tenant: "default", payoutId: "rent-11", idempotencyKey: "rent-11", amountPaise: 10_050n, beneficiary, remark: "rent" }
const imps = { operation: "composite.imps.pay", rail: "imps" as const }
const entry = { id: "default/rent-11", order: { ...order, ...imps }, fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: now }

// What core does up to the first byte.
const first = openSqliteJournal(path)
await first.accept([entry], now)
const lease = { owner: "01", leaseMs: 60_000, limit: 1 }
const [work] = await first.claimDue({ ...lease, now, want: "sends" })
if (work === undefined) throw new Error("nothing is due")
const holder = { payoutId: work.payout.id, reference: "T012AY00000000A", epoch: work.epoch, at: now }
await first.reserve({ ...holder, fingerprint: "f", businessDate: "2026-11-20" })
await first.markSending(holder, "digest of the plaintext")
await first.close() // as if the process had died here

// What the next process finds.
const second = openSqliteJournal(path)
await second.takeOver("01", now)
const [found] = await second.claimDue({ ...lease, now, want: "enquiries" })
console.log(found?.attempt?.state) // unknown: the money may be on its way, so the bank is asked
const event = { kind: "rejected", detail: {} }
const verdict = { attempt: { state: "rejected" as const }, payout: { status: "failed" as const, dueAt: null }, event }
console.log(await second.record(holder, verdict)) // late: the dead process's epoch decides nothing any more
console.log((await second.verify()).length) // 0 histories were altered
await second.close()
