import type { Mutation } from "../mutation.ts"

/** L2, one live attempt: at most one that is not proved failed. */
export const l2: readonly Mutation[] = [
  {
    id: "l2-index-gone",
    law: "L2",
    what: "the index that allows one live attempt is gone: a second one opens beside it, and both are paid",
    file: "packages/journal/src/sqlite/migrations.ts",
    after: "number: 5,",
    find: "CREATE UNIQUE INDEX one_live_attempt",
    replace: "CREATE INDEX one_live_attempt"
  },
  {
    id: "l2-memory-live-attempt",
    law: "L2",
    what: "the journal in memory opens a second attempt beside a live one",
    file: "packages/core/src/testing/memory-journal.ts",
    find: "if (row.attempts.some((attempt) => attempt.provedFailedAt === null)) {",
    replace: "if (row.attempts.length > 99) {"
  },
  {
    id: "l2-settled-frees",
    law: "L2",
    what: "a settled attempt makes room for another: the owner's retry pays a second time",
    file: "packages/core/src/conclude.ts",
    find: `attempt: { state: "settled", ...rrnOf(outcome) },`,
    replace: `attempt: { state: "settled", provedFailedAt: _.now, ...rrnOf(outcome) },`
  },
  {
    id: "l2-unknown-frees",
    law: "L2",
    what: "an attempt of unknown fate makes room for another",
    file: "packages/core/src/conclude.ts",
    find: "...(attempt.unknownSince === null ? { unknownSince: now } : {}),",
    replace: "...(attempt.unknownSince === null ? { unknownSince: now, provedFailedAt: now } : {}),"
  },
  {
    id: "l2-pending-frees",
    law: "L2",
    what: "a payment that waits in the bank's queue counts as failed",
    file: "packages/core/src/conclude.ts",
    find: "return { attempt: { state }, payout: waiting(situation, nextLook(situation, state))",
    replace: "return { attempt: { state, provedFailedAt: situation.now }, payout: waiting(situation, nextLook(situation, state))"
  },
  {
    id: "l2-any-state-proves",
    law: "L2",
    what: "the rule that only a proving state may close an attempt is gone",
    file: "packages/core/src/journal-rules.ts",
    find: "change.provedFailedAt !== undefined && !provedFailures.includes(change.state)",
    replace: "change.provedFailedAt !== undefined && change.state === \"reserved\""
  },
  {
    id: "l2-unknown-proves",
    law: "L2",
    what: "not knowing is listed among the proofs of failure",
    file: "packages/core/src/domain.ts",
    find: `Object.freeze(["rejected", "not-sent", "reversed"] as const)`,
    replace: `Object.freeze(["rejected", "not-sent", "reversed", "unknown"] as const)`
  },
  {
    id: "l2-table-check-gone",
    law: "L2",
    what: "the table no longer refuses a proof of failure on a live attempt, whoever writes it",
    file: "packages/journal/src/sqlite/migrations.ts",
    after: "number: 5,",
    find: "proved_failed_at INTEGER CHECK (proved_failed_at IS NULL OR state IN ('rejected','not-sent','reversed'))",
    replace: "proved_failed_at INTEGER"
  },
  {
    id: "l2-proof-taken-back",
    law: "L2",
    what: "a proof of failure can be erased, so that the history of who was owed what can be bent",
    file: "packages/journal/src/sqlite/migrations.ts",
    after: "number: 5,",
    find: "WHEN OLD.proved_failed_at IS NOT NULL AND",
    replace: "WHEN 1 = 0 AND"
  },
  {
    id: "l2-attempts-deletable",
    law: "L2",
    what: "a live attempt can be deleted, after which the payout may be paid again",
    file: "packages/journal/src/sqlite/migrations.ts",
    after: "number: 5,",
    find: "CREATE TRIGGER attempts_stay BEFORE DELETE ON attempts BEGIN",
    replace: "CREATE TRIGGER attempts_stay BEFORE DELETE ON attempts WHEN 1 = 0 BEGIN"
  },
  {
    id: "l2-proof-erased-by-watch",
    law: "L2",
    what: "each later look erases the proof of failure, and the owner's retry is refused for ever",
    file: "packages/journal/src/sqlite/record.ts",
    find: "columns.filter(([field]) => change[field] !== undefined)",
    replace: "columns.filter(([field]) => field === \"provedFailedAt\" || change[field] !== undefined)"
  },
  {
    id: "l2-word-of-return-is-proof",
    law: "L2",
    what: "the bare word «returned», without amount and RRN, makes room for a second payment",
    file: "packages/core/src/classify.ts",
    find: "proved: evidence.amountPaise !== undefined && isNumber(evidence.rrn),",
    replace: "proved: true,"
  },
  {
    id: "l2-unproved-reversal-frees",
    law: "L2",
    what: "a return that is not proved closes the attempt all the same",
    file: "packages/core/src/conclude.ts",
    find: `    outcome.proved
      ? {`,
    replace: `    outcome.kind === "Reversed"
      ? {`
  },
  {
    id: "l2-review-ignored",
    law: "L2",
    what: "a payout that people hold for late money takes a new attempt",
    file: "packages/core/src/journal-rules.ts",
    find: `if (status === "review") throw new HundiError("HELD", "people are reviewing this payout: no new`,
    replace: `if (status === "draft") throw new HundiError("HELD", "people are reviewing this payout: no new`
  },
  {
    id: "l2-cancelled-is-paid",
    law: "L2",
    what: "a payout that was cancelled takes a new attempt and is paid",
    file: "packages/core/src/journal-rules.ts",
    find: `if (status === "cancelled") throw`,
    replace: `if (status === "draft") throw`
  },
  {
    id: "l2-cancel-after-sending",
    law: "L2",
    what: "a payment that is on the wire can be cancelled, is taken for unpaid, and is made again elsewhere",
    file: "packages/core/src/journal-rules.ts",
    find: `if (isLive && state !== "reserved") throw`,
    replace: `if (isLive && state === "settled") throw`
  },
  {
    id: "l2-retry-while-working",
    law: "L2",
    what: "the owner's retry takes a payout away from the worker that is paying it",
    file: "packages/journal/src/sqlite/sql-journal.ts",
    find: "return free ? claimRow(sql, row, request satisfies ClaimTerms) : undefined",
    replace: "return free || true ? claimRow(sql, row, request satisfies ClaimTerms) : undefined"
  },
  {
    id: "l2-fallback-beside-an-open-attempt",
    law: "L2",
    what: "a payment of unknown fate is ordered again over another rail, and both are paid",
    file: "packages/operations/src/planner/plan-fallback.ts",
    find: `if (open !== undefined) return none("proof",`,
    replace: `if (open?.state === "reserved") return none("proof",`
  },
  {
    id: "l2-fallback-after-late-money",
    law: "L2",
    what: "money showed up for the failed attempt, and the next rail pays it again",
    file: "packages/operations/src/planner/plan-fallback.ts",
    find: `if (events.some(({ kind }) => kind === "late-money")) return`,
    replace: "if (events.length > 9999) return"
  },
  {
    id: "l2-fallback-of-several-rails",
    law: "L2",
    what: "one rail of an attempt that named several has declined, the other may have paid, and a third pays again",
    file: "packages/operations/src/planner/plan-fallback.ts",
    find: "if (payout.operation === SEVERAL_RAILS) {",
    replace: `if (payout.operation === "") {`
  },
  {
    id: "l2-hint-sends-again",
    law: "L2",
    what: "a callback that the earlier attempt was paid after all makes the next attempt due instead of holding it",
    file: "packages/operations/src/inbox/plan-hint.ts",
    find: "return isEarlier ? planEarlier(hint, payout, about.reference) : planLast(hint, payout, about.rrn)",
    replace: "return planLast(hint, payout, isEarlier ? null : about.rrn)"
  },
  {
    id: "l2-second-drop-on-unknown",
    law: "L2",
    what: "a penny drop of unknown fate counts as over: each check of the account sends another rupee",
    file: "packages/operations/src/beneficiaries/drop-verdict.ts",
    find: `    return { status: "unknown", reasons, next }`,
    replace: `    return { outcome: "unknown", status: "unknown", reasons, next }`
  },
  {
    id: "l2-drop-index-gone",
    law: "L2",
    what: "two instances that check one account at once send two rupees",
    file: "packages/operations/src/beneficiaries/check-store.ts",
    find: "CREATE UNIQUE INDEX beneficiaries_drops_open",
    replace: "CREATE INDEX beneficiaries_drops_open"
  },
  {
    id: "l2-migrated-without-proofs",
    law: "L2",
    what: "the move to the newer tables loses which attempts were proved failed: no payout that had failed can be paid any more",
    file: "packages/journal/src/sqlite/migrations.ts",
    find: `a.last_code,
        a.proved_failed_at FROM`,
    replace: `a.last_code,
        NULL FROM`
  }
]
