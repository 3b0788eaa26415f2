import type { D1Database, KvNamespace, ObjectStorage } from "cloudflare:workers"
import { expect, it } from "vitest"
import { type JournalStorage, objectSql } from "./object-sql.ts"
import { openObjectJournal } from "./open-object-journal.ts"

type MayHold<S> = S extends JournalStorage ? true : false

// The type checker is the test here: each line fails to compile when its answer changes.
const durableObject: MayHold<ObjectStorage> = true
const kv: MayHold<KvNamespace> = false
const d1: MayHold<D1Database> = false

it("Workers KV and D1 are refused where a journal is opened, at compile time", () => {
  const open = (kvNamespace: KvNamespace, database: D1Database): void => {
    // @ts-expect-error KV has no transactions, and a value that was written may not be read for a minute
    openObjectJournal(kvNamespace, 0)
    // @ts-expect-error D1 answers later, and has no transaction that a program can decide in
    openObjectJournal(database, 0)
  }
  expect(open).toBeTypeOf("function")
  expect([durableObject, kv, d1]).toEqual([true, false, false])
})

it("what is written on commit belongs to the commit's own turn; what fails commits nothing", () => {
  const log: string[] = []
  const storage: JournalStorage = {
    sql: { exec: () => ({ toArray: () => [] }) },
    transactionSync: (work) => {
      log.push("begin")
      return work()
    },
    sync: async () => undefined
  }
  const sql = objectSql(storage, () => void log.push("commit"))
  expect(sql.transact(() => 7)).toBe(7)
  expect(() => sql.transact(() => { throw new Error("half-way") })).toThrow("half-way")
  expect(log).toEqual(["begin", "commit", "begin"])
})
