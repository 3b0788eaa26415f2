import { DatabaseSync } from "node:sqlite"
import { resealSqliteJournal } from "@hundi/journal/sqlite"
import { createVault } from "@hundi/operations/at-rest"
import type { Command } from "../cli/parse-command.ts"
import { readVaultKeys } from "../setup/operations-settings.ts"
import { SetupError } from "../setup/setup-error.ts"
import { openStateFolder, type StateFolder } from "../setup/state-folder.ts"
import { openJournal } from "../worker/open-journal.ts"

/** Opens the journal, which brings its tables up to date; makes it when there is none. Returns the exit code. */
export const migrate = async ({ seal }: Extract<Command, { readonly name: "migrate" }>): Promise<number> => {
  const keys = readVaultKeys(process.env)
  if (seal && keys === undefined) throw new SetupError("--seal needs HUNDI_VAULT_KEYS_FILE: the file with the keys that names and accounts are sealed with")
  const folder = openStateFolder(process.env)
  await openJournal(folder).close()
  print(`the journal ${folder.journal} is up to date`)
  if (seal && keys !== undefined) {
    const vault = createVault({ keys, now: Date.now, acceptsClear: true })
    print(`${resealSqliteJournal(folder.journal, vault)} payouts were sealed under the newest key; the others were already`)
    print(wipe(folder))
  }
  return 0
}

/** What was in clear stays in freed pages and in the log until they are written anew. */
const wipe = ({ journal }: StateFolder): string => {
  const database = new DatabaseSync(journal)
  try {
    database.exec("PRAGMA busy_timeout = 5000; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")
    return "the file was written anew, so that nothing in clear stays in it; earlier backups still hold it"
  } catch {
    return "WARNING: the file could not be written anew, and may still hold names in freed pages: stop every worker and run this again"
  } finally {
    database.close()
  }
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)
