import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Journal } from "@hundi/core"
import { openSqliteJournal } from "@hundi/journal/sqlite"
import { openOperationsSql } from "@hundi/operations/sqlite"

/** A journal in a file that can be backed up and put back, under one name for all who hold it. */
export interface SwapJournal {
  readonly journal: Journal
  /** The file's own connection for the tables of operations, as it is now. */
  readonly sql: () => ReturnType<typeof openOperationsSql>
  readonly backUp: () => void
  /** The backup takes the journal's place: what was written since is gone. */
  readonly restore: () => void
  readonly remove: () => void
}

/** Where there is a file system in memory, nobody waits for a disk. */
const MEMORY = "/dev/shm"

/** Opens an empty one in a folder of its own. */
export const openSwapJournal = (): SwapJournal => {
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), "hundi-sim-restore-"))
  const backup = join(folder, "backup.sqlite")
  const open = (path: string) => ({ path, journal: openSqliteJournal(path, { groupCommit: false }), sql: openOperationsSql(path) })
  let current = open(join(folder, "journal.sqlite"))
  type Call = (...args: unknown[]) => unknown
  const forward = (method: keyof Journal): [string, Call] => [method, (...args) => (current.journal[method] as Call)(...args)]
  const methods = Object.keys(current.journal) as (keyof Journal)[]
  const closeAll = (): void => {
    current.sql.close()
    void current.journal.close()
  }
  return {
    journal: { ...(Object.fromEntries(methods.map(forward)) as unknown as Journal), close: async () => undefined },
    sql: () => current.sql,
    backUp: () => {
      const database = new DatabaseSync(current.path)
      database.exec(`VACUUM INTO '${backup}'`)
      database.close()
    },
    restore: () => {
      closeAll()
      const path = join(folder, "restored.sqlite")
      copyFileSync(backup, path)
      current = open(path)
    },
    remove: () => {
      closeAll()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
