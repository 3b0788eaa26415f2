import { type Anchor, type Change, type PayoutOrder, type PayoutView, Sensitive } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"

/** Thursday 31 January 2030, 11:30 in India. */
export const NOW = Date.UTC(2030, 0, 31, 6)
export const ACCOUNT = "000123456789"
export const NAME = "Asha Rao"

export const settled: Change = {
  attempt: { state: "settled", rrn: "600000000001", lastCode: "0" },
  payout: { status: "settled", dueAt: null },
  event: { kind: "settled", detail: { code: "0", rrn: "600000000001" } }
}
export const timedOut: Change = {
  attempt: { state: "unknown", unknownSince: NOW, lastCode: "11" },
  payout: { status: "unknown", dueAt: NOW + 5000 },
  event: { kind: "unknown", detail: { kind: "Unknown", reason: "unknown-code", code: "11" } }
}
export const accepted: Change = {
  attempt: { state: "accepted", rrn: "ICICN52030013100000001" },
  payout: { status: "in-flight", dueAt: NOW + 60_000 },
  event: { kind: "accepted", detail: { code: "SUCCESS" } }
}
export const returned: Change = {
  attempt: { state: "reversed", provedFailedAt: NOW },
  payout: { status: "reversed", dueAt: null },
  event: { kind: "reversed", detail: { proved: true } }
}
export const refused: Change = {
  attempt: { state: "rejected", provedFailedAt: NOW, lastCode: "52" },
  payout: { status: "failed", dueAt: NOW },
  event: { kind: "rejected", detail: { code: "52" } }
}
export const lateMoney: Change = {
  attempt: { state: "rejected" },
  payout: { status: "review", dueAt: NOW, reviewReason: "late-money: proved failed, now the bank says Settled" },
  event: { kind: "late-money", detail: {} }
}
export const foundPaid: Change = {
  attempt: { state: "rejected" },
  payout: { status: "settled", dueAt: null, reviewReason: null },
  event: { kind: "review-decided", detail: { by: "ravi", action: "confirm-paid", rrn: "600000000009" } }
}

/** One payout of Rs 1,00,100.50 that was sent, with a genuine chain, and its anchor; one minute between changes. */
export const journalled = async (
  changes: readonly Change[],
  order: Partial<PayoutOrder> = {}
): Promise<{ readonly view: PayoutView; readonly anchors: readonly Anchor[] }> => {
  const journal = createMemoryJournal()
  const beneficiary = { name: new Sensitive(NAME, 0), accountNumber: new Sensitive(ACCOUNT), ifsc: "TEST0000001" }
  const whole: PayoutOrder = {
    ...{ tenant: "default", payoutId: "P1", idempotencyKey: "P1", amountPaise: 10_010_050n, beneficiary },
    ...{ remark: "rent of January", operation: "composite.imps.pay", rail: "imps", ...order }
  }
  await journal.accept([{ id: "default/P1", order: whole, fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: NOW }], NOW)
  const work = await journal.claim("default/P1", { owner: "01", now: NOW, leaseMs: 3_600_000 })
  const holder = { payoutId: "default/P1", reference: "T012AY00000000A", epoch: work?.epoch ?? 0, at: NOW }
  if (changes.length > 0) {
    await journal.reserve({ ...holder, fingerprint: "f", businessDate: "2030-01-31" })
    await journal.markSending(holder, "digest")
  }
  let epoch = holder.epoch
  for (const [index, change] of changes.entries()) {
    const at = NOW + (index + 1) * 60_000
    await journal.record({ ...holder, epoch, at }, change)
    epoch = (await journal.claim("default/P1", { owner: "01", now: at, leaseMs: 3_600_000 }))?.epoch ?? epoch
  }
  const anchor = await journal.anchor(NOW + 3_600_000)
  const view = await journal.get("default/P1")
  if (view === undefined || anchor === undefined) throw new Error("the journal has lost the payout")
  return { view, anchors: [anchor] }
}
