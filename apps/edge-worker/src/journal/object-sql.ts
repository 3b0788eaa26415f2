import type { ObjectStorage } from "cloudflare:workers"
import type { Sql, SqlRow } from "@hundi/journal/sql"

/**
 * What a Durable Object's storage must offer to hold payouts: SQL that answers at once, transactions that are undone as a whole, and
 * a wait for the disk. Workers KV has none of the three, D1 has SQL alone: neither fits this type (README, What may hold the journal).
 */
export type JournalStorage = Pick<ObjectStorage, "sql" | "transactionSync" | "sync">

/**
 * The journal's seam to SQLite over an object's storage. `onCommit` is called in the turn of each transaction, so that what it writes,
 * an alarm for one, becomes durable together with it: writes without an await between them are one commit (Cloudflare's documents,
 * SQLite storage, write coalescing).
 */
export const objectSql = (storage: JournalStorage, onCommit: () => void = () => undefined): Sql => ({
  all: (text, ...parameters) => storage.sql.exec(text, ...parameters).toArray() as unknown as SqlRow[],
  transact: (work) => {
    const result = storage.transactionSync(work)
    onCommit()
    return result
  }
})
