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
    after: "number: 5,",
    find: "UNIQUE (scope, idempotency_key)",
    replace: "CHECK (scope <> '')"
  },
  {
    id: "l6-late-reply-dropped",
    law: "L6",
    what: "what the bank told a worker that had lost its lease is thrown away",
    file: "packages/journal/src/sqlite/record.ts",
    find: "    keepLate(sql, row, holder, change)\n",
    replace: ""
  },
  {
    id: "l6-late-reply-waits",
    law: "L6",
    what: "a late reply that says «paid» does not bring the next look forward: for hours the payout is unknown",
    file: "packages/journal/src/sqlite/record.ts",
    find: "due_at = iif(lane = 0, due_at, min(due_at, ?2)), look_at",
    replace: "due_at = iif(lane = 0, due_at, max(due_at, ?2)), look_at"
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
  },
  {
    id: "l6-sleeps-past-due",
    law: "L6",
    what: "what comes due sooner than was known wakes nobody: it waits for the poll",
    file: "packages/core/src/due-watch.ts",
    find: `    wakers[want]?.()
`,
    replace: ""
  },
  {
    id: "l6-old-time-outlives-the-journal",
    law: "L6",
    what: "a time that has passed stays the next one for ever: every later one counts as no sooner, and wakes nobody",
    file: "packages/core/src/due-watch.ts",
    find: "void (times[want] = at ?? Infinity)",
    replace: "void (times[want] = Math.min(times[want], at ?? Infinity))"
  },
  {
    id: "l6-held-is-overheard-by-nobody",
    law: "L6",
    what: "a payout that is held for a minute is looked at when the poll happens to come",
    file: "packages/core/src/due-watch.ts",
    find: `        note("sends", order.dueAt)
`,
    replace: ""
  },
  {
    id: "l6-reserved-and-forgotten",
    law: "L6",
    what: "an attempt that was opened for a payout that nobody had to look at is looked at by nobody: it is never sent",
    file: "packages/journal/src/sqlite/reserve.ts",
    find: "due_at = ?4, look_at = max(?4, coalesce(lease_until, 0)), review_reason",
    replace: "due_at = ?4, review_reason"
  },
  {
    id: "l6-any-approval-clears-a-duplicate",
    law: "L6",
    what: "an ordinary approval lets a suspected duplicate through: nobody has said that both are owed",
    file: "packages/operations/src/controls/check-duplicate.ts",
    find: `countedPeople(facts, ["not-a-duplicate"])`,
    replace: "countedPeople(facts)"
  },
  {
    id: "l6-eleventh-twin",
    law: "L6",
    what: "behind ten newer payouts of one amount the older one is not seen, and the duplicate goes",
    file: "packages/operations/src/controls/gather-facts.ts",
    find: "mayBeMore: twins.length >= TWINS_SHOWN",
    replace: "mayBeMore: twins.length > TWINS_SHOWN"
  },
  {
    id: "l6-callback-of-later-acknowledged",
    law: "L6",
    what: "a callback is acknowledged while nobody can tell whose it is: should the store be lost, the bank does not come again",
    file: "packages/operations/src/inbox/create-inbox.ts",
    find: `"duplicate" : "new", acknowledge: false }`,
    replace: `"duplicate" : "new", acknowledge: true }`
  },
  {
    id: "l6-callback-seen-twice",
    law: "L6",
    what: "the same callback in another envelope is new each time, and each asks the bank again",
    file: "packages/operations/src/inbox/create-inbox.ts",
    find: "if (known !== undefined && known.payoutId !== null) return",
    replace: "if (known !== undefined && known.digest === undefined) return"
  },
  {
    id: "l6-webhook-out-of-order",
    law: "L6",
    what: "«settled» overtakes «unknown»: the receiver ends with what is old",
    file: "packages/operations/src/outbox/event-store.ts",
    find: "state = 'waiting') THEN NULL ELSE ?5 END",
    replace: "state = 'waiting') THEN ?5 ELSE ?5 END"
  },
  {
    id: "l6-webhook-delivered-when-claimed",
    law: "L6",
    what: "a worker that dies with a webhook under way has delivered it, says the store: nobody is ever told",
    file: "packages/operations/src/outbox/delivery-store.ts",
    find: "SET tries = tries + 1, first_at = coalesce(first_at, ?2), next_at = ?3,",
    replace: "SET tries = tries + 1, first_at = coalesce(first_at, ?2), next_at = NULL,"
  },
  {
    id: "l6-history-gap-skipped",
    law: "L6",
    what: "a gap in a payout's history is passed over: what happened in it is told to nobody",
    file: "packages/operations/src/outbox/event-store.ts",
    find: "if (last !== undefined && change.seq > last + 1) throw gap(last + 1)",
    replace: ""
  },
  {
    id: "l6-cursor-moves-back",
    law: "L6",
    what: "a slow reader moves the cursor back, and everything since is collected again",
    file: "packages/operations/src/outbox/event-store.ts",
    find: "if (cursor() !== from) return undefined",
    replace: ""
  },
  {
    id: "l6-details-left-out-of-the-fingerprint",
    law: "L6",
    what: "the same id with another customer's payment to refund passes for the same order",
    file: "packages/core/src/fingerprint.ts",
    find: `...(order.details === undefined ? {} : { details: order.details.reveal() }),`,
    replace: ``
  },
  {
    id: "l6-route-forgotten",
    law: "L6",
    what: "an attempt over another rail is written down under the first one, and asked about there",
    file: "packages/journal/src/sqlite/reserve.ts",
    find: `const way: Route = route ?? {`,
    replace: `const way: Route = {`
  }
]
