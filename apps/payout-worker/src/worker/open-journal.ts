import { existsSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import type { Journal } from "@hundi/core"
import { openSqliteJournal } from "@hundi/journal/sqlite"
import { createVault, type VaultKey } from "@hundi/operations/at-rest"
import { SetupError } from "../setup/setup-error.ts"
import type { StateFolder } from "../setup/state-folder.ts"

/** Opens the journal of a state folder for what needs no names or accounts, such as a pause. @throws SetupError */
export const openJournal = (folder: StateFolder): Journal => open(folder, undefined)

/**
 * Opens the journal of a state folder for reading and writing names and accounts: sealed when there are keys, in clear when there are none.
 * @throws SetupError when the journal is kept the other way
 */
export const openPayoutJournal = (folder: StateFolder, keys: readonly VaultKey[] | undefined): Journal => {
  checkSealing(folder, keys)
  return open(folder, keys)
}

const open = (folder: StateFolder, keys: readonly VaultKey[] | undefined): Journal => {
  try {
    return openSqliteJournal(folder.journal, keys === undefined ? {} : { vault: createVault({ keys, now: Date.now }) })
  } catch (error) {
    throw new SetupError(`the journal ${folder.journal} cannot be opened: ${error instanceof Error ? error.message : "failed"}`)
  }
}

/** Sealed texts taken for names would go to the bank as they are; names in clear beside sealed ones would not be read at all. */
const checkSealing = (folder: StateFolder, keys: readonly VaultKey[] | undefined): void => {
  const ends = readEnds(folder)
  if (keys === undefined && ends.some(isSealed)) {
    throw new SetupError(`names and accounts in ${folder.journal} are sealed, and HUNDI_VAULT_KEYS_FILE is not set: set it to the file with their keys`)
  }
  if (keys !== undefined && !ends.every(isSealed)) {
    throw new SetupError(`${folder.journal} holds names and accounts in clear, and HUNDI_VAULT_KEYS_FILE is set: stop every worker, then run hundi-worker migrate --seal`)
  }
}

/** As `createVault` writes them. */
const isSealed = (text: string): boolean => text.startsWith("v1.")

/** The names of the oldest and the newest payout: sealing runs from the one to the other. */
const readEnds = ({ journal }: StateFolder): readonly string[] =>
  withTable(journal, (database) =>
    database
      .prepare("SELECT beneficiary_name AS name FROM payouts WHERE no IN ((SELECT min(no) FROM payouts), (SELECT max(no) FROM payouts))")
      .all()
      .map((row) => String(row["name"]))
  ) ?? []

/** How many payouts have their names sealed, and how many in clear. */
export const countSealed = ({ journal }: StateFolder): { readonly sealed: number; readonly clear: number } =>
  withTable(journal, (database) => {
    const row = database.prepare("SELECT count(*) AS total, count(*) FILTER (WHERE beneficiary_name LIKE 'v1.%') AS sealed FROM payouts").get()
    const sealed = Number(row?.["sealed"] ?? 0)
    return { sealed, clear: Number(row?.["total"] ?? 0) - sealed }
  }) ?? { sealed: 0, clear: 0 }

/** Undefined when there is no journal yet, or none that holds payouts. */
const withTable = <A>(path: string, use: (database: DatabaseSync) => A): A | undefined => {
  if (!existsSync(path)) return undefined
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    const table = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'payouts'").get()
    return table === undefined ? undefined : use(database)
  } finally {
    database.close()
  }
}
