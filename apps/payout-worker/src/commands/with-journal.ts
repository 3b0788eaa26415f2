import { existsSync } from "node:fs"
import type { Journal } from "@hundi/core"
import { SetupError } from "../setup/setup-error.ts"
import { openStateFolder, stateFolderOf } from "../setup/state-folder.ts"
import { openJournal } from "../worker/open-journal.ts"

/** Opens the journal of the state folder for one look or change, and closes it again. @throws SetupError when there is none */
export const withJournal = async <A>(use: (journal: Journal) => Promise<A>): Promise<A> => {
  const { journal: path } = stateFolderOf(process.env)
  if (!existsSync(path)) throw new SetupError(`there is no journal at ${path} (HUNDI_STATE names its folder)`)
  const journal = openJournal(openStateFolder(process.env))
  try {
    return await use(journal)
  } finally {
    await journal.close()
  }
}
