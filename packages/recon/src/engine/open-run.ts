import type { ReconFinding, ReconRun } from "../result.ts"
import { quoteText, openDatabase } from "./database.ts"
import { join } from "./files.node.ts"
import { type FindingsFilter, readFindings } from "./read-findings.ts"
import type { ReconRules } from "./rules.ts"
import { readSaved } from "./save-run.node.ts"

/** A saved run, read again. */
export type SavedReconRun = ReconRun & {
  readonly rules: ReconRules
  readonly findings: (filter?: FindingsFilter) => AsyncIterable<ReconFinding>
  readonly close: () => void
}

/**
 * Opens a run that `save` wrote, by its folder.
 *
 * @throws Error when its findings are not those that were saved.
 */
export const openRun = async (folder: string): Promise<SavedReconRun> => {
  const { run, rules } = await readSaved(folder)
  const db = await openDatabase()
  return {
    ...run,
    rules,
    findings: (filter) => readFindings(db, `read_parquet(${quoteText(join(folder, "findings.parquet"))})`, filter),
    close: db.close
  }
}
