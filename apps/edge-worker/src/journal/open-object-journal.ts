import type { Journal } from "@hundi/core"
import { createSqlJournal, migrate, nextDueIn, type Sql } from "@hundi/journal/sql"
import { type JournalStorage, objectSql } from "./object-sql.ts"

/**
 * The journal in a Durable Object's own SQLite: the same SQL and the same suite as on Node. Every call resolves when its writes are on
 * the disk (L1); that outgoing requests wait for writes anyway is the runtime's business, and nothing here relies on it.
 * @param now ms since 1970 (UTC), for the record of migrations
 * @example
 * const { journal } = openObjectJournal(this.ctx.storage, Date.now())
 */
export const openObjectJournal = (
  storage: JournalStorage,
  now: number,
  onCommit?: () => void
): { readonly journal: Journal; readonly sql: Sql } => {
  const sql = objectSql(storage, onCommit)
  // Its own seam: while the tables are made there is nothing yet that an alarm could be set for.
  migrate(objectSql(storage), now)
  const run = async <A>(call: () => A): Promise<A> => {
    const result = call()
    await storage.sync()
    return result
  }
  return { journal: createSqlJournal(sql, () => undefined, run), sql }
}

/** When the journal or the inbox has something to do next, ms since 1970 (UTC), read in the caller's own turn; null when nothing waits. */
export const readNextLook = (sql: Sql): number | null => {
  const [row] = sql.all("SELECT min(next_at) AS at FROM inbox_hints WHERE next_at IS NOT NULL")
  const times = [nextDueIn(sql), row?.["at"] ?? null].filter((at) => at !== null).map(Number)
  return times.length === 0 ? null : Math.min(...times)
}
