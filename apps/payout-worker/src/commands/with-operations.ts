import { existsSync } from "node:fs"
import type { Journal } from "@hundi/core"
import { type Controls, createControls, defaultPolicy } from "@hundi/operations/controls"
import { createRestore, type Restore } from "@hundi/operations/restore"
import { openOperationsSql } from "@hundi/operations/sqlite"
import { railsOfWorker } from "../audit/keep-anchors.ts"
import { openOperations, type Operations } from "../operations/open-operations.ts"
import { readOperationsSettings, readVaultKeys } from "../setup/operations-settings.ts"
import { SetupError } from "../setup/setup-error.ts"
import { openStateFolder, stateFolderOf } from "../setup/state-folder.ts"
import { openPayoutJournal } from "../worker/open-journal.ts"

/** A journal, and what stands around its payouts, for one command beside a running worker or without one. */
export interface CommandParts {
  readonly journal: Journal
  readonly operations: Operations
  readonly restore: Restore
  /** The controls of the policy, or of the default one where no policy is set: for reading the log alone. */
  readonly log: Controls
  readonly now: () => number
}

/** Opens journal and operations of the state folder, and closes them again. @throws SetupError when there is no journal */
export const withOperations = async <A>(use: (parts: CommandParts) => Promise<A>): Promise<A> => {
  const settings = readOperationsSettings(process.env)
  const { journal: path } = stateFolderOf(process.env)
  if (!existsSync(path)) throw new SetupError(`there is no journal at ${path} (HUNDI_STATE names its folder)`)
  const folder = openStateFolder(process.env)
  const whole = openPayoutJournal(folder, readVaultKeys(process.env))
  const sql = openOperationsSql(path)
  const now = Date.now
  try {
    // Only a simulator's worker has a file of what it registered.
    const environment = existsSync(folder.partner) ? "T" : "P"
    const restore = createRestore({ sql, journal: whole, owner: "command", now, environment, rails: railsOfWorker })
    const journal = restore.guard(whole)
    // Not an instance: nothing of a worker's own leases is taken over.
    const common = { sql, journal, owner: "command", now }
    const operations = openOperations({ ...common, settings, wake: () => undefined })
    const log = operations.controls ?? createControls({ ...common, policy: defaultPolicy })
    return await use({ journal, operations, restore, log, now })
  } finally {
    sql.close()
    await whole.close()
  }
}

/** @throws SetupError without a policy */
export const needPolicy = ({ controls }: Operations): Controls => {
  if (controls === undefined) throw new SetupError("HUNDI_POLICY_FILE is not set: without a policy nothing waits for an approval")
  return controls
}
