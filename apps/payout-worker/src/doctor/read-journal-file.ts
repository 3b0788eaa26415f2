import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { openSqliteJournal } from "@hundi/journal/sqlite"

/** What SQLite and the journal's own numbering say of the file. */
export interface FileFacts {
  readonly migration: number
  /** The number that this program brings a journal to. */
  readonly newestMigration: number
  /** Empty when SQLite finds the file whole. */
  readonly damage: readonly string[]
}

const FAULTS_LISTED = 5

/** Looks at the file without writing to it: tables that are behind stay as they are, and a running worker is not disturbed. */
export const readJournalFile = async (path: string): Promise<FileFacts> => {
  const newest = await newestMigration()
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5000 })
  try {
    const damage = database.prepare(`PRAGMA quick_check(${FAULTS_LISTED})`).all().map((row) => String(row["quick_check"]))
    return { migration: readNumber(database), newestMigration: newest, damage: damage.filter((line) => line !== "ok") }
  } finally {
    database.close()
  }
}

/** The journal's package shows its number only in a journal that it made: a throw-away one. */
const newestMigration = async (): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), "hundi-doctor-"))
  try {
    const path = join(folder, "new.sqlite")
    await openSqliteJournal(path).close()
    const database = new DatabaseSync(path, { readOnly: true })
    const number = readNumber(database)
    database.close()
    return number
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const readNumber = (database: DatabaseSync): number => Number(database.prepare("SELECT coalesce(max(number), 0) AS number FROM migrations").get()?.["number"])
