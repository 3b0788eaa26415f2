import type { Mutation } from "../mutation.ts"

/** L6, no forgetting: one key, one body, for the payout's life; what comes late is kept. */
export const l6: readonly Mutation[] = [
  {
    id: "l6-scope-without-tenant",
    law: "L6",
    what: "two tenants that use one key are taken for one: the second is refused, or told about the first",
    file: "packages/core/src/payouts.ts",
    find: "scope: `${order.tenant}|${settings.partner.bcId}|${order.operation}`",
    replace: "scope: `${settings.partner.bcId}|${order.operation}`"
  },
  {
    id: "l6-scope-without-operation",
    law: "L6",
    what: "a key used for IMPS is taken when the same key comes for another kind of payment",
    file: "packages/core/src/payouts.ts",
    find: "scope: `${order.tenant}|${settings.partner.bcId}|${order.operation}`",
    replace: "scope: `${order.tenant}|${settings.partner.bcId}`"
  },
  {
    id: "l6-id-without-tenant",
    law: "L6",
    what: "one tenant reads another tenant's payout of the same id",
    file: "packages/core/src/payouts.ts",
    find: "`${tenant}/${payoutId}`",
    replace: "`${tenant.slice(0, 0)}/${payoutId}`"
  },
  {
    id: "l6-other-body-accepted",
    law: "L6",
    what: "another amount under a known id is answered with the old payment, as if it had been made",
    file: "packages/journal/src/sqlite/accept.ts",
    find: "payout.id === entry.id && payout.fingerprint === entry.fingerprint",
    replace: "payout.id === entry.id"
  },
  {
    id: "l6-memory-other-body-accepted",
    law: "L6",
    what: "the journal in memory takes another body under a known id for the same payment",
    file: "packages/core/src/testing/memory-journal.ts",
    find: "known.payout.fingerprint === entry.fingerprint && known.payout.id === entry.id",
    replace: "known.payout.id === entry.id"
  },
  {
    id: "l6-memory-key-forgotten",
    law: "L6",
    what: "the journal in memory forgets keys: a repeated request under another id pays again",
    file: "packages/core/src/testing/memory-journal.ts",
    find: "byKey.set(scopeKey, row)",
    replace: "byKey.delete(scopeKey)"
  },
  {
    id: "l6-key-index-gone",
    law: "L6",
    what: "the table takes the same key twice, so that two processes may each accept the same order",
    file: "packages/journal/src/sqlite/migrations.ts",
    find: "UNIQUE (scope, idempotency_key)",
    replace: "CHECK (scope <> '')"
  },
  {
    id: "l6-late-reply-dropped",
    law: "L6",
    what: "what the bank told a worker that had lost its lease is thrown away",
    file: "packages/journal/src/sqlite/record.ts",
    find: "    keepLate(sql, payout, holder, change)\n",
    replace: ""
  },
  {
    id: "l6-late-reply-waits",
    law: "L6",
    what: "a late reply that says «paid» does not bring the next look forward: for hours the payout is unknown",
    file: "packages/journal/src/sqlite/record.ts",
    find: "ELSE min(due_at, ?2) END",
    replace: "ELSE due_at END, epoch = coalesce(epoch, ?2)"
  },
  {
    id: "l6-fingerprint-without-amount",
    law: "L6",
    what: "another amount under a known key passes for the same order",
    file: "packages/core/src/fingerprint.ts",
    find: "  amount: order.amountPaise.toString(),\n",
    replace: ""
  },
  {
    id: "l6-fingerprint-without-account",
    law: "L6",
    what: "another account under a known key passes for the same order",
    file: "packages/core/src/fingerprint.ts",
    find: "  account_number: order.beneficiary.accountNumber.reveal(),\n",
    replace: ""
  },
  {
    id: "l6-fingerprint-without-address",
    law: "L6",
    what: "another UPI address under a known key passes for the same order",
    file: "packages/core/src/fingerprint.ts",
    find: "...(order.beneficiary.vpa === undefined ? {} : { vpa: order.beneficiary.vpa.reveal() }),",
    replace: ""
  },
  {
    id: "l6-twins-unnoticed",
    law: "L6",
    what: "two payouts of one amount to one account are never pointed out as suspected duplicates",
    file: "packages/journal/src/sqlite/accept.ts",
    find: "WHERE beneficiary_hash = ?1 AND amount_paise = ?2",
    replace: "WHERE beneficiary_hash = ?1 AND amount_paise = -?2"
  }
]
