import type { Journal } from "@hundi/core"
import type { Sql } from "../../../../packages/journal/src/sql.ts"
import { migrate } from "../../../../packages/journal/src/sqlite/migrations.ts"
import { createSqlJournal } from "../../../../packages/journal/src/sqlite/sql-journal.ts"
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

/**
 * When the journal or the inbox has something to do next, ms since 1970 (UTC), read in the caller's own turn; null when nothing waits.
 * The journal's two queues as its `nextDueAt` reads them: what is paused waits for people.
 */
export const readNextLook = (sql: Sql): number | null => {
  const [row] = sql.all(
    `SELECT min(at) AS at FROM (
       SELECT min(look_at) AS at FROM payouts WHERE lane = 0 AND look_at IS NOT NULL AND rail NOT IN (SELECT rail FROM pauses)
       UNION ALL SELECT min(look_at) FROM payouts WHERE lane = 1 AND look_at IS NOT NULL
       UNION ALL SELECT min(next_at) FROM inbox_hints WHERE next_at IS NOT NULL)`
  )
  const at = row?.["at"] ?? null
  return at === null ? null : Number(at)
}
