import { readFileSync } from "node:fs"
import type { Journal } from "@hundi/core"
import { openSqliteJournal } from "@hundi/journal/sqlite"
import { createVault, parseVaultKeys } from "@hundi/operations/at-rest"
import { openJournalFile } from "../journal/open-journal-file.ts"
import type { StateFolder } from "../setup/state-folder.ts"
import { UsageError } from "../setup/usage-error.ts"

/**
 * Opens the worker's journal for reading and writing. Sealed names and accounts need their keys: read as they are they would not equal
 * what the bank answers, and good payments would go to people. @throws UsageError
 */
export const openPayoutJournal = ({ journal: path }: StateFolder, env: NodeJS.ProcessEnv): Journal => {
  const keyFile = env["HUNDI_VAULT_KEYS_FILE"]
  const isSealed = readsSealed(path)
  if (isSealed && !keyFile) throw new UsageError("names and accounts in the journal are sealed: set HUNDI_VAULT_KEYS_FILE to the file with their keys")
  if (!isSealed || !keyFile) return openSqliteJournal(path)
  return openSqliteJournal(path, { vault: createVault({ keys: readKeys(keyFile), now: Date.now }) })
}

const readsSealed = (path: string): boolean => {
  const database = openJournalFile(path)
  try {
    return database.prepare("SELECT 1 FROM payouts WHERE beneficiary_name LIKE 'v1.%' LIMIT 1").get() !== undefined
  } finally {
    database.close()
  }
}

const readKeys = (path: string): ReturnType<typeof parseVaultKeys> => {
  try {
    return parseVaultKeys(readFileSync(path, "utf8"))
  } catch {
    throw new UsageError("HUNDI_VAULT_KEYS_FILE cannot be read, or holds no good keys")
  }
}
