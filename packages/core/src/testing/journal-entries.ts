import type { PayoutOrder } from "../domain.ts"
import type { Change, Journal, NewPayout, Work } from "../journal.ts"
import { Sensitive } from "../sensitive.ts"

export const NOW = Date.UTC(2026, 10, 20, 6, 0, 0)
export const LEASE_MS = 10_000
export const TEN = { limit: 10, leaseMs: LEASE_MS, owner: "1" }

export const orderOf = (payoutId: string, changes: Partial<PayoutOrder> = {}): PayoutOrder => ({
  tenant: "default",
  payoutId,
  idempotencyKey: payoutId,
  amountPaise: 10_050n,
  beneficiary: { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" },
  remark: "rent",
  operation: "composite.imps.pay",
  rail: "imps",
  ...changes
})

export const entryOf = (payoutId: string, changes: Partial<NewPayout> & { readonly order?: PayoutOrder } = {}): NewPayout => ({
  id: `default/${payoutId}`,
  order: orderOf(payoutId),
  fingerprint: "f1",
  beneficiaryHash: "b1",
  scope: "default|BC|composite.imps.pay",
  dueAt: NOW,
  ...changes
})

export const settled: Change = {
  attempt: { state: "settled", rrn: "600000000001" },
  payout: { status: "settled", dueAt: null },
  event: { kind: "settled", detail: { code: "0" } }
}
export const unknown: Change = {
  attempt: { state: "unknown", unknownSince: NOW },
  payout: { status: "unknown", dueAt: NOW + 5000 },
  event: { kind: "unknown", detail: { reason: "time-out" } }
}
export const rejected: Change = {
  attempt: { state: "rejected", provedFailedAt: NOW },
  payout: { status: "failed", dueAt: null },
  event: { kind: "rejected", detail: { code: "52" } }
}

export const claimOne = async (journal: Journal, now = NOW, owner = "1"): Promise<Work> => {
  const [work] = await journal.claimDue({ ...TEN, owner, now, want: "sends" })
  if (work === undefined) throw new Error("nothing to claim")
  return work
}
export const holder = (work: Work, reference: string, at = NOW) => ({ payoutId: work.payout.id, reference, epoch: work.epoch, at })
export const reserve = (journal: Journal, work: Work, reference: string) =>
  journal.reserve({ payoutId: work.payout.id, epoch: work.epoch, reference, fingerprint: "f1", businessDate: "2026-11-20", at: NOW })
export const R1 = "T12AA000000001A"
export const R2 = "T12AA000000002B"

/** Accepts `id`, claims it, reserves R1 and marks it as sending. */
export const sendOne = async (journal: Journal, id = "P1"): Promise<Work> => {
  await journal.accept([entryOf(id)], NOW)
  const work = await claimOne(journal)
  await reserve(journal, work, R1)
  await journal.markSending(holder(work, R1), "digest")
  return work
}

/** One test of a suite, on a journal of its own. */
export type Test = (name: string, body: (journal: Journal) => Promise<void>) => void
