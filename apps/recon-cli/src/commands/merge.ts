import { type ReconFinding, toJson } from "@hundi/recon/books"
import { mergeRuns } from "@hundi/recon/engine"
import type { FlagsOf } from "../cli/parse-command.ts"
import { printRun, summariseRun } from "../print/summarise-run.ts"
import { runFolderOf } from "../setup/saved-runs.ts"
import { stateFolderOf } from "../setup/state-folder.ts"

/** Puts kept runs together and proves their totals. Returns the exit code that one run over all inputs would have. */
export const merge = async (words: readonly string[], flags: FlagsOf<"merge">): Promise<number> => {
  const folder = stateFolderOf(process.env)
  const merged = await mergeRuns(words.map((wanted) => runFolderOf(folder, wanted)))
  const people: ReconFinding[] = []
  for await (const finding of merged.findings({ explained: false })) people.push(finding)
  merged.close()
  const summary = summariseRun(merged, people)
  const { digest, asOf, inputs, totals, counts } = merged
  process.stdout.write(flags.json ? `${toJson({ digest, asOf, exitCode: summary.verdict, inputs, totals, counts, peopleFindings: people.length })}\n` : printRun(merged, summary))
  return summary.verdict
}
