import type { Mutation } from "../mutation.ts"

/** L1, intent first: the attempt is durable before a byte leaves. */
export const l1: readonly Mutation[] = [
  {
    id: "l1-send-before-mark",
    law: "L1",
    what: "the bank is called before the attempt is marked as sending: a crash in between looks like nothing was sent",
    file: "packages/core/src/send-payout.ts",
    find: `      if (!(yield* markSending(work, attempt, body.digest))) return undefined

      // 5 send once (L3)
      const result = yield* sendOnce(money, sealed)`,
    replace: `      const result = yield* sendOnce(money, sealed)
      yield* markSending(work, attempt, body.digest)`
  },
  {
    id: "l1-mark-fault-ignored",
    law: "L1",
    what: "a mark that could not be written does not stop the payment from going out",
    file: "packages/core/src/send-payout.ts",
    find: "return yield* journalled((journal) => journal.markSending(holder, digest)).pipe(",
    replace: "return yield* Effect.ignore(journalled((journal) => journal.markSending(holder, digest))).pipe("
  },
  {
    id: "l1-no-sync",
    law: "L1",
    what: "a reserved attempt is not on the disk when the bank is called, and a power cut forgets a payment that was made",
    file: "packages/journal/src/sqlite.ts",
    find: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
    replace: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL"
  },
  {
    id: "l1-half-a-step",
    law: "L1",
    what: "a step that fails in the middle is kept by halves: an attempt without its history",
    file: "packages/journal/src/sqlite.ts",
    find: `if (database.isTransaction) database.exec("ROLLBACK")`,
    replace: `if (database.isTransaction) database.exec("COMMIT")`
  },
  {
    id: "l1-mark-not-written",
    law: "L1",
    what: "the mark leaves the attempt reserved: after a crash it is taken for one that was never sent",
    file: "packages/journal/src/sqlite/mark-attempt.ts",
    find: "UPDATE attempts SET state = 'sending', sending_at = ?3",
    replace: "UPDATE attempts SET sending_at = ?3"
  },
  {
    id: "l1-memory-mark-not-written",
    law: "L1",
    what: "the journal in memory forgets the mark, so that tests on it would let a second send pass",
    file: "packages/core/src/testing/memory-journal.ts",
    find: `patch(row, reference, { state: "sending", sendingAt: at, plaintextDigest, epoch })`,
    replace: `patch(row, reference, { sendingAt: at, plaintextDigest, epoch })`
  },
  {
    id: "l1-digest-not-kept",
    law: "L1",
    what: "what was to be sent is not written down, so that nobody can tell whether a repeat is the same payment",
    file: "packages/journal/src/sqlite/mark-attempt.ts",
    find: "plaintext_digest = ?4, epoch = ?5",
    replace: "plaintext_digest = NULL, epoch = ?5"
  },
  {
    id: "l1-told-before-durable",
    law: "L1",
    what: "a caller is told before the group is on the disk: the bank is called, the power fails, and nobody knows of the payment",
    file: "packages/journal/src/sqlite/group-commit.ts",
    find: `          const result = call()
          return () => resolve(result)`,
    replace: `          const result = call()
          resolve(result)
          return () => undefined`
  },
  {
    id: "l1-failed-commit-is-done",
    law: "L1",
    what: "a group that could not be written, on a full disk say, is told as done: the bank is called without a record",
    file: "packages/journal/src/sqlite/group-commit.ts",
    find: `    try {
      return sql.transact(() => calls.map((call) => call.run()))
    } catch (cause) {
      if (!(cause instanceof Spoiled)) throw cause`,
    replace: `    let tells: readonly (() => void)[] = []
    try {
      return sql.transact(() => (tells = calls.map((call) => call.run())))
    } catch (cause) {
      if (!(cause instanceof Spoiled)) return tells`
  },
  {
    id: "l1-half-a-call-in-a-group",
    law: "L1",
    what: "of a call that fails in the middle of a group, the half that it wrote is kept with the others",
    file: "packages/journal/src/sqlite/group-commit.ts",
    find: `          if (!apart) throw new Spoiled()
`,
    replace: ""
  },
  {
    id: "l1-half-a-nested-step",
    law: "L1",
    what: "a step inside a larger transaction that fails is kept by halves",
    file: "packages/journal/src/sqlite.ts",
    find: `database.exec("ROLLBACK TO call; RELEASE call")`,
    replace: `database.exec("RELEASE call")`
  }
]
