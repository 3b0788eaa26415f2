import { statSync } from "node:fs"
import { join } from "node:path"
import { type ReconFinding, type ReconRun, toJson } from "@hundi/recon/books"
import { defaultRules, type FinishedRun, openRecon, parseRules, type ReconOptions, type ReconProgress, type ReconRules } from "@hundi/recon/engine"
import { dateOf, type FlagsOf, personOf } from "../cli/parse-command.ts"
import { createProgress } from "../print/progress.ts"
import { printRun, type RunSummary, summariseRun } from "../print/summarise-run.ts"
import { addLedger } from "../run/add-ledger.ts"
import { collectNames } from "../run/named-payments.ts"
import { readStatements } from "../run/read-statements.ts"
import { counting } from "../run/counting.ts"
import { ownAccountOf } from "../setup/own-account.ts"
import { readJsonFile } from "../setup/read-json-file.ts"
import { makeFolder, type StateFolder, stateFolderOf } from "../setup/state-folder.ts"
import { istToday } from "../setup/today.ts"
import { UsageError } from "../setup/usage-error.ts"
import { withBooks } from "../setup/with-books.ts"

type Flags = FlagsOf<"run">

/** Compares payments with statements, keeps the run, and says what came of it. Returns the exit code. */
export const run = async (flags: Flags): Promise<number> => {
  if (flags.statement.length === 0) throw new UsageError("--statement is needed: the bank's statement of the day")
  const savedBy = flags.save ? personOf(flags.by, process.env) : undefined
  if (flags.save && flags["dry-run"]) throw new UsageError("--dry-run keeps nothing, --save keeps it as the day's run: not both")
  const asOf = dateOf(flags["as-of"] ?? istToday(), "as-of")
  const folder = stateFolderOf(process.env)
  const rules = readRules(flags.rules)
  const progress = createProgress(process.stderr)
  const account = ownAccountOf(flags.account, process.env, folder)
  const onProgress = ({ step, done, total }: ReconProgress): void => (done === 0 ? progress.step("Comparing", total) : progress.set(done, total, step))
  // The database opens in a thread of its own while the statements are read here.
  const opening = openRecon({ ...boundsOf(flags), tempFolder: folder.scratch, onProgress })
  // Whatever goes wrong with it is told where it is awaited.
  opening.catch(() => undefined)
  try {
    const statements = await readStatements(flags, account, progress)
    makeFolder(folder.recon)
    const recon = await opening
    const names = new Set<string>()
    for (const { head, lines, rows } of statements) {
      progress.step(`Loading ${head.file}`, rows)
      await recon.addStatement(head, collectNames(counting(lines, progress), names))
    }
    await addLedger({ recon, flags, folder, account, names, heads: statements.map(({ head }) => head), progress })
    const result = await recon.run({ rules, asOf })
    progress.end()
    return await conclude(result, flags, folder, savedBy)
  } finally {
    progress.end()
    await opening.then((recon) => recon.close(), () => undefined)
  }
}

/** Keeps the run unless it is a rehearsal, brings the books up to date, prints. */
const conclude = async (result: FinishedRun, flags: Flags, folder: StateFolder, savedBy: string | undefined): Promise<number> => {
  const people: ReconFinding[] = []
  for await (const finding of result.findings({ explained: false })) people.push(finding)
  const summary = summariseRun(result, people)
  if (!flags["dry-run"]) {
    makeFolder(folder.runs)
    await result.save(join(folder.runs, result.digest))
  }
  if (savedBy !== undefined) {
    const waiting: ReconFinding[] = []
    for await (const finding of result.findings({ outcomes: ["pending"] })) waiting.push(finding)
    withBooks(folder, ({ days }) => days.save(result, people, savedBy, waiting), false)
  }
  process.stdout.write(flags.json ? `${toJson(jsonOf(result, summary, savedBy !== undefined))}\n` : printRun(result, summary))
  if (!flags.json) process.stderr.write(nextSteps(result, flags, savedBy !== undefined, summary.peopleFindings))
  return summary.verdict
}

const jsonOf = (result: ReconRun, summary: RunSummary, saved: boolean) => ({
  ...{ digest: result.digest, asOf: result.asOf, exitCode: summary.verdict, saved, inputs: result.inputs, rulesDigest: result.rulesDigest },
  ...{ totals: result.totals, counts: result.counts, explainedFindings: summary.explainedFindings },
  ...{ peopleFindings: summary.peopleFindings, peoplePaise: summary.peoplePaise, examples: summary.examples }
})

const nextSteps = ({ digest }: ReconRun, flags: Flags, isSaved: boolean, people: number): string => {
  if (flags["dry-run"]) return "\nA rehearsal: nothing was kept.\n"
  const steps = [
    `Kept as run ${digest.slice(0, 12)}.`,
    ...(people > 0 ? [isSaved ? "Next: hundi-recon exceptions list" : "Next: hundi-recon explain ID for one of them, or --save --by NAME to put them into the queue"] : []),
    "A report to print: hundi-recon export --format html --out report.html"
  ]
  return `\n${steps.join("\n")}\n`
}

const readRules = (path: string | undefined): ReconRules => (path === undefined ? defaultRules : parseRules(readJsonFile(path, "--rules")))

/** Below this, threads cost more than they bring. */
const SMALL_BYTES = 2 << 20

const boundsOf = ({ threads, memory, statement }: Flags): Pick<ReconOptions, "threads" | "memoryMib"> => {
  const sizeBytes = statement.reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0)
  return {
    ...(threads === undefined ? (sizeBytes < SMALL_BYTES ? { threads: 1 } : {}) : { threads: wholeOf(threads, "threads", 1, 256) }),
    ...(memory === undefined ? {} : { memoryMib: wholeOf(memory, "memory", 64, 1_048_576) })
  }
}

const wholeOf = (text: string, name: string, least: number, most: number): number => {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < least || value > most) throw new UsageError(`--${name} must be a whole number from ${least} to ${most}`)
  return value
}

