/** A law broken on purpose, as one edit of shipped code: `find` must occur exactly once in `file`, a path from the root. */
export interface Break {
  readonly law: string
  readonly what: string
  readonly file: string
  readonly find: string
  readonly replace: string
}

/** What `sim --break` applies. None of it exists in the code that ships. */
export const breaks: readonly Break[] = [
  {
    law: "L1",
    what: "the bank is called before the attempt is marked as sending, so that a crash in between looks like nothing was sent",
    file: "packages/core/src/send-payout.ts",
    find: `      if (!(yield* markSending(work, attempt, body.digest))) return undefined

      // 5 send once (L3)
      const result = yield* sendOnce(money, sealed)`,
    replace: `      const result = yield* sendOnce(money, sealed)
      yield* markSending(work, attempt, body.digest)`
  },
  {
    law: "L2",
    what: "the index that allows one live attempt is gone",
    file: "packages/journal/src/sqlite/migrations.ts",
    find: "CREATE UNIQUE INDEX one_live_attempt ON attempts (payout_no)",
    replace: "CREATE INDEX one_live_attempt ON attempts (payout_no)"
  },
  {
    law: "L3",
    what: "a lost connection counts as not sent, and the request goes again",
    file: "packages/core/src/exchange.ts",
    find: `if (result.sent === "no")`,
    replace: `if (result.sent === "no" || result.sent === "maybe")`
  },
  {
    law: "L4",
    what: "an enquiry that does not find the payment counts as proof of failure",
    file: "packages/core/src/classify.ts",
    find: `  "not-found": ({ code, meaning }) => unknown("not-found", code, meaning),`,
    replace: `  "not-found": ({ code, meaning }) => ({ kind: "Rejected", code, meaning, configuration: false }),`
  }
]
