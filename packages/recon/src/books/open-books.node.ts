import { chmodSync } from "node:fs"
import { DatabaseSync, type StatementSync } from "node:sqlite"
import { type Books, createBooks } from "./create-books.ts"
import type { Sql, SqlRow } from "./sql.ts"

const BUSY_MS = 5000

/**
 * Opens the books in a SQLite file (or `:memory:` for tests): WAL, `synchronous=FULL`, readable by its owner alone.
 * `now` is ms since 1970 (UTC).
 *
 * @example
 * const books = openBooks(".hundi/recon/books.sqlite", { now: Date.now })
 * for (const one of books.exceptions.list({ asOf: "2026-02-02" })) console.log(one.id, one.why)
 * books.close()
 */
export const openBooks = (path: string, { now }: { readonly now: () => number }): Books & { readonly close: () => void } => {
  const database = new DatabaseSync(path)
  database.exec(
    `PRAGMA busy_timeout = ${BUSY_MS}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF`
  )
  if (path !== ":memory:") chmodSync(path, 0o600)
  return { ...createBooks({ sql: sqlOf(database), now }), close: () => database.close() }
}

const sqlOf = (database: DatabaseSync): Sql => {
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
        // A full disk may have ended the transaction already.
        if (database.isTransaction) database.exec("ROLLBACK")
        throw error
      }
    }
  }
}
