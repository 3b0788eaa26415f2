import type { AccountTotals, ReconRun } from "../result.ts"
import { type Database, quoteText, openDatabase } from "./database.ts"
import { digestText, join } from "./files.node.ts"
import type { SavedReconRun } from "./open-run.ts"
import { readFindings } from "./read-findings.ts"
import { readSaved } from "./save-run.node.ts"
import { outcomes } from "./sum-up.ts"

/** Runs that do not make one whole: which, and why. */
export class ReconMergeError extends Error {
  override readonly name = "ReconMergeError"
  readonly code = "RECON_MERGE"
}

/**
 * Puts runs over parts of the work, by account and date, together: proves each run's totals from its own findings, that the parts follow
 * each other without a gap or an overlap, and that balances hand over to the paisa.
 *
 * @param folders Folders that `save` wrote.
 * @throws ReconMergeError naming what does not fit.
 */
export const mergeRuns = async (folders: readonly string[]): Promise<SavedReconRun> => {
  const parts = await Promise.all(folders.map(readSaved))
  const [first] = parts
  if (first === undefined) throw new ReconMergeError("there is nothing to merge")
  const runs = parts.map(({ run }) => run)
  if (new Set(runs.map(({ rulesDigest }) => rulesDigest)).size > 1) throw new ReconMergeError("the runs judge by different rules")
  refuseTwice(runs)
  const db = await openDatabase()
  try {
    for (const [index, folder] of folders.entries()) await proveTotals(db, folder, runs[index]?.totals ?? [])
    const body: Omit<ReconRun, "digest"> = {
      asOf: runs.reduce((latest, { asOf }) => (asOf > latest ? asOf : latest), first.run.asOf),
      inputs: runs.flatMap(({ inputs }) => inputs).toSorted((a, b) => (a.digest < b.digest ? -1 : 1)),
      rulesDigest: first.run.rulesDigest,
      totals: chainTotals(runs.flatMap(({ totals }) => totals)),
      counts: sumCounts(runs)
    }
    const digest = digestText(runs.map((run) => run.digest).toSorted().join("\n"))
    const files = folders.map((folder) => quoteText(join(folder, "findings.parquet")))
    const from = `read_parquet([${files.join(", ")}])`
    return { digest, ...body, rules: first.rules, findings: (filter) => readFindings(db, from, filter), close: db.close }
  } catch (error) {
    db.close()
    throw error
  }
}

/** A file that two runs read would count twice. */
const refuseTwice = (runs: readonly ReconRun[]): void => {
  const seen = new Map<string, string>()
  for (const { digest, inputs } of runs) {
    for (const input of inputs) {
      const other = seen.get(input.digest)
      if (other !== undefined) throw new ReconMergeError(`${input.name} is in two of the runs: ${other.slice(0, 12)} and ${digest.slice(0, 12)}`)
      seen.set(input.digest, digest)
    }
  }
}

/** What the findings add up to must be what the run says. */
const proveTotals = async (db: Database, folder: string, totals: readonly AccountTotals[]): Promise<void> => {
  const rows = await db.rows(`SELECT account, sum("journalPaise") - sum("statementPaise") AS difference,
      coalesce(sum("journalPaise" - "statementPaise") FILTER (explained), 0) AS explained,
      sum(coalesce(list_sum(list_transform(lines, line -> CASE line.direction WHEN 'debit' THEN -line."amountPaise" ELSE line."amountPaise" END)), 0)) AS lines
    FROM read_parquet(${quoteText(join(folder, "findings.parquet"))}) GROUP BY account`)
  const sums = new Map(rows.map((row) => [row["account"], row]))
  for (const { account, differencePaise, explainedPaise, unexplainedNetPaise, creditsPaise, debitsPaise } of totals) {
    const row = sums.get(account)
    const holds = differencePaise === money(row?.["difference"]) && explainedPaise === money(row?.["explained"])
      && creditsPaise - debitsPaise === money(row?.["lines"]) && differencePaise === explainedPaise + unexplainedNetPaise
    if (!holds) throw new ReconMergeError(`the totals of account ...${account.slice(-4)} in ${folder} are not what its findings add up to`)
  }
}

/** The parts of one account, in order of date, as one. */
const chainTotals = (totals: readonly AccountTotals[]): readonly AccountTotals[] => {
  const chains = new Map<string, AccountTotals>()
  for (const part of totals.toSorted((a, b) => (a.account < b.account ? -1 : a.account > b.account ? 1 : a.from < b.from ? -1 : 1))) {
    const before = chains.get(part.account)
    chains.set(part.account, before === undefined ? part : join2(before, part))
  }
  return [...chains.values()]
}

const join2 = (before: AccountTotals, part: AccountTotals): AccountTotals => {
  const tail = part.account.slice(-4)
  if (part.from <= before.to) throw new ReconMergeError(`account ...${tail}: ${part.from} to ${part.to} overlaps what ends on ${before.to}`)
  if (before.closingPaise !== null && part.openingPaise !== null && before.closingPaise !== part.openingPaise) {
    throw new ReconMergeError(`account ...${tail}: it opens on ${part.from} with another balance than it closed with on ${before.to}`)
  }
  const creditsPaise = before.creditsPaise + part.creditsPaise
  const debitsPaise = before.debitsPaise + part.debitsPaise
  const { openingPaise } = before
  const { closingPaise } = part
  return {
    account: part.account,
    from: before.from,
    to: part.to,
    openingPaise,
    creditsPaise,
    debitsPaise,
    closingPaise,
    balanced: openingPaise !== null && closingPaise !== null && openingPaise + creditsPaise - debitsPaise === closingPaise,
    differencePaise: before.differencePaise + part.differencePaise,
    explainedPaise: before.explainedPaise + part.explainedPaise,
    unexplainedNetPaise: before.unexplainedNetPaise + part.unexplainedNetPaise,
    unexplainedPaise: before.unexplainedPaise + part.unexplainedPaise
  }
}

const sumCounts = (runs: readonly ReconRun[]): ReconRun["counts"] =>
  Object.fromEntries(outcomes.map((outcome) => [outcome, runs.reduce((sum, { counts }) => ({
    findings: sum.findings + counts[outcome].findings,
    paise: sum.paise + counts[outcome].paise
  }), { findings: 0, paise: 0n })])) as ReconRun["counts"]

const money = (cell: unknown): bigint => (typeof cell === "bigint" ? cell : 0n)
