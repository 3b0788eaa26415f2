import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { type ReconFinding, toJson } from "@hundi/recon/books"
import { openRun } from "@hundi/recon/engine"
import type { FlagsOf } from "../cli/parse-command.ts"
import { openJournalFile } from "../journal/open-journal-file.ts"
import { type PaymentHistory, readHistory } from "../journal/read-history.ts"
import { printHistory } from "../print/explain-payment.ts"
import { printFinding } from "../print/summarise-run.ts"
import { runFolderOf } from "../setup/saved-runs.ts"
import { stateFolderOf } from "../setup/state-folder.ts"
import { UsageError } from "../setup/usage-error.ts"

/** Everything known about one payment, reference, bank number or finding. Returns the exit code. */
export const explain = async (query: string, flags: FlagsOf<"explain">): Promise<number> => {
  if (!/^[\w/.:-]{1,80}$/.test(query)) throw new UsageError("the query is a payout id, a reference, an RRN or UTR, or the beginning of a finding's id")
  const folder = stateFolderOf(process.env)
  const history = historyOf(flags.journal === undefined ? folder.journal : resolve(flags.journal), query, flags.journal !== undefined)
  const { digest, findings } = await findingsOf(runFolderOf(folder, flags.run), query)
  if (findings.length === 0 && history.length === 0) throw new UsageError(`neither run ${digest.slice(0, 12)} nor the journal knows it`)
  process.stdout.write(flags.json ? `${toJson({ run: digest, findings, payments: history })}\n` : print(digest, findings, history))
  return 0
}

const MOST = 50

interface Found {
  readonly digest: string
  readonly findings: readonly ReconFinding[]
}

const findingsOf = async (path: string, query: string): Promise<Found> => {
  const run = await openRun(path)
  try {
    const findings: ReconFinding[] = []
    // A finding's id is asked for by its beginning, which only a look at all of them can find.
    const isId = /^F[0-9a-f]{5,24}$/.test(query)
    for await (const finding of isId ? run.findings() : run.findings({ about: query })) {
      if (!isId || finding.id.startsWith(query)) findings.push(finding)
      if (findings.length === MOST) break
    }
    return { digest: run.digest, findings }
  } finally {
    run.close()
  }
}

/** With a ledger of one's own there is no journal: then the run alone speaks. */
const historyOf = (path: string, query: string, mustExist: boolean): readonly PaymentHistory[] => {
  if (!mustExist && !existsSync(path)) return []
  const database = openJournalFile(path)
  try {
    return readHistory(database, query)
  } finally {
    database.close()
  }
}

const print = (digest: string, findings: readonly ReconFinding[], history: readonly PaymentHistory[]): string => {
  const found = findings.length === 0 ? `\nRun ${digest.slice(0, 12)} has no row about it.\n` : `\nRun ${digest.slice(0, 12)}:\n${findings.map(printFinding).join("")}`
  return `${found}${history.map(printHistory).join("")}`
}
