import { chmodSync } from "node:fs"
import { DatabaseSync, type StatementSync } from "node:sqlite"
import type { Journal } from "@hundi/core"
import type { ColumnVault, Sql, SqlRow } from "./sql.ts"
import { groupCommit } from "./sqlite/group-commit.ts"
import { resealAll } from "./sqlite/reseal.ts"
import { migrate } from "./sqlite/migrations.ts"
import { createSqlJournal } from "./sqlite/sql-journal.ts"

const BUSY_MS = 5000
/** 2 MB: a checkpoint is over within some milliseconds, and nothing that is due waits longer for it. */
const CHECKPOINT_PAGES = 500
const CACHE_KIB = 65_536

/** How a journal is opened. */
export interface SqliteOptions {
  /** Calls of one turn share a transaction and a wait for the disk; on unless told, except for `:memory:`. */
  readonly groupCommit?: boolean
  /** Keeps beneficiaries' names, account numbers and addresses sealed in the file. */
  readonly vault?: ColumnVault
}

/**
 * Opens the journal in a file (or `:memory:` for tests): WAL, `synchronous=FULL`, migrated, readable by its owner alone.
 * Several processes may open one file; the leases keep them apart.
 * @example
 * const journal = openSqliteJournal(".hundi/journal.sqlite")
 */
export const openSqliteJournal = (path: string, { groupCommit: grouped = path !== ":memory:", vault }: SqliteOptions = {}): Journal => {
  const database = new DatabaseSync(path)
  database.exec(
    `PRAGMA busy_timeout = ${BUSY_MS}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}; PRAGMA cache_size = -${CACHE_KIB}; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF`
  )
  if (path !== ":memory:") chmodSync(path, 0o600)
  const sql: Sql = { ...nodeSql(database), vault }
  migrate(sql, Date.now())
  const close = (): void => database.close()
  if (!grouped) return createSqlJournal(sql, close)
  const group = groupCommit(sql, setImmediate)
  return createSqlJournal(group.sql, close, group.run)
}

/**
 * Seals what stands in clear in a journal, and what was sealed with an older key, under the vault's key of today; a vault that
 * `acceptsClear` is needed for the former. Returns how many payouts were changed. Safe to run again, and beside a running worker.
 */
export const resealSqliteJournal = (path: string, vault: ColumnVault): number => {
  const database = new DatabaseSync(path)
  database.exec(`PRAGMA busy_timeout = ${BUSY_MS}; PRAGMA synchronous = FULL`)
  try {
    const sql = nodeSql(database)
    migrate(sql, Date.now())
    return resealAll(sql, vault)
  } finally {
    database.close()
  }
}

/** The seam over node:sqlite, with each statement prepared once. */
export const nodeSql = (database: DatabaseSync): Sql => {
  const statements = new Map<string, StatementSync>()
  const prepare = (text: string): StatementSync => {
    const known = statements.get(text)
    if (known !== undefined) return known
    const statement = database.prepare(text)
    statements.set(text, statement)
    return statement
  }
  const [begin, commit] = [database.prepare("BEGIN IMMEDIATE"), database.prepare("COMMIT")]
  return {
    all: (text, ...parameters) => prepare(text).all(...parameters) as unknown as SqlRow[],
    transact: (work) => {
      if (database.isTransaction) return nested(database, work)
      begin.run()
      try {
        const result = work()
        commit.run()
        return result
      } catch (error) {
        // A full disk may have ended the transaction already.
        if (database.isTransaction) database.exec("ROLLBACK")
        throw error
      }
    }
  }
}

/** A transaction inside a transaction: what it throws undoes it alone. */
const nested = <A>(database: DatabaseSync, work: () => A): A => {
  database.exec("SAVEPOINT call")
  try {
    const result = work()
    database.exec("RELEASE call")
    return result
  } catch (error) {
    // A full disk may have ended the whole transaction already; then the outer one fails too.
    if (database.isTransaction) database.exec("ROLLBACK TO call; RELEASE call")
    throw error
  }
}

/**
 * Claims an instance, two symbols, in a folder for as long as this process lives: the operating system frees it even after
 * `kill -9`, so whoever gets it next knows that its previous holder is dead. Returns the symbols, and how to give it back.
 */
export const claimInstance = (pathOf: (instance: string) => string): { readonly instance: string; readonly release: () => void } => {
  for (let number = 1; number < 36 * 36; number++) {
    const instance = number.toString(36).toUpperCase().padStart(2, "0")
    const lock = new DatabaseSync(pathOf(instance))
    chmodSync(pathOf(instance), 0o600)
    try {
      lock.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
      return { instance, release: () => lock.close() }
    } catch {
      lock.close()
    }
  }
  throw new Error("all 1,295 instances of this journal are running")
}
