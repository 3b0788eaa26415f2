import { existsSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { UsageError } from "../setup/usage-error.ts"

/** The journal's tables have had the columns that are read here since then (packages/journal/src/sqlite/migrations.ts). */
const LEAST_MIGRATION = 5

/**
 * Opens a worker's journal for reading alone: nothing is migrated, locked or written, and a worker may go on beside it.
 * @throws UsageError when there is none, or when it is older than this program can read
 */
export const openJournalFile = (path: string): DatabaseSync => {
  if (!existsSync(path)) throw new UsageError(`there is no journal at ${path}: give --journal FILE, or --ledger FILE.csv --mapping M.json`)
  const database = open(path)
  try {
    const row = database.prepare("SELECT max(number) AS newest FROM migrations").get()
    if (Number(row?.["newest"] ?? 0) >= LEAST_MIGRATION) return database
  } catch {
    database.close()
    throw new UsageError(`${path} is not a payout journal`)
  }
  database.close()
  throw new UsageError(`${path} was written by an older worker: run hundi-worker migrate first`)
}

const open = (path: string): DatabaseSync => {
  try {
    return new DatabaseSync(path, { readOnly: true })
  } catch (error) {
    throw new UsageError(`the journal ${path} cannot be read: ${error instanceof Error ? error.message : "failed"}`)
  }
}
