import { chmodSync } from "node:fs"
import { DatabaseSync, type StatementSync } from "node:sqlite"
import type { Sql, SqlRow } from "./store/sql.ts"

export type { Sql } from "./store/sql.ts"

const BUSY_MS = 5000

/**
 * Opens the tables of the operations in a SQLite file, the journal's own or another (or `:memory:` for tests): WAL,
 * `synchronous=FULL`, readable by its owner alone. Each area creates its tables when it is first used.
 * @example
 * const sql = openOperationsSql(".hundi/journal.sqlite")
 */
export const openOperationsSql = (path: string): Sql & { readonly close: () => void } => {
  const database = new DatabaseSync(path)
  database.exec(
    `PRAGMA busy_timeout = ${BUSY_MS}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF`
  )
  if (path !== ":memory:") chmodSync(path, 0o600)
  const statements = new Map<string, StatementSync>()
  const prepare = (text: string): StatementSync => {
    const statement = statements.get(text) ?? database.prepare(text)
    statements.set(text, statement)
    return statement
  }
  return {
    all: (text, ...parameters) => prepare(text).all(...parameters) as unknown as SqlRow[],
    transact: (work) => {
      database.exec("BEGIN IMMEDIATE")
      try {
        const result = work()
        database.exec("COMMIT")
        return result
      } catch (error) {
        if (database.isTransaction) database.exec("ROLLBACK")
        throw error
      }
    },
    close: () => database.close()
  }
}
