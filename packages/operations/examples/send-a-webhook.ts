// file: examples/send-a-webhook.ts
import { Sensitive } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { createOutbox, formatWebhookSecret, verifyWebhook } from "@hundi/operations/outbox"
import { openOperationsSql } from "@hundi/operations/sqlite"

const now = () => Date.UTC(2030, 0, 31, 6)
const journal = createMemoryJournal()
const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
const imps = { operation: "composite.imps.pay", rail: "imps" as const, remark: "rent", beneficiary }
const order = { tenant: "default", payoutId: "rent-1", idempotencyKey: "rent-1", amountPaise: 10_050n, ...imps }
await journal.accept([{ id: "default/rent-1", order, fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: now() }], now())

const secret = formatWebhookSecret(crypto.getRandomValues(new Uint8Array(32))) // keep it; the receiver needs it too
const endpoints = [{ id: "erp", url: "https://erp.example/hooks/hundi", secrets: [secret] }]
// A stand-in for the receiver, which needs neither the journal nor a network: handle each `id` once. `send` is `fetch` otherwise.
const send: typeof fetch = async (_url, init) => {
  const body = String(init?.body)
  const result = verifyWebhook({ headers: new Headers(init?.headers), body, secrets: [secret], now: now() })
  console.log(result.kind, (JSON.parse(body) as { type: string }).type) // valid payout.queued
  return new Response(null, { status: result.kind === "valid" ? 204 : 400 })
}
const outbox = createOutbox({ sql: openOperationsSql(":memory:"), journal, now, send, endpoints })
const { delivered, nextAt } = await outbox.tick() // when something changed, and at nextAt
console.log(delivered, nextAt) // 1 null
console.log(outbox.replay({ from: now(), payoutId: "rent-1" })) // 1: the same id again
