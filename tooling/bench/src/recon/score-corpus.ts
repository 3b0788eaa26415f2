import { defaultRules, openRecon, type ReconFinding, type ReconRun } from "@hundi/recon/engine"
import { account, dates } from "./corpus-kit.ts"
import type { Corpus } from "./make-corpus.ts"

/** How well a run did against the truth. */
export interface Score {
  readonly entries: number
  readonly lines: number
  readonly groups: number
  readonly matchable: number
  /** Findings that were made by themselves and hold rows which do not belong together, or call a matchable group something else. */
  readonly falseMatches: number
  /** Per cent of the matchable groups that came out as one finding with just their rows and the right outcome. */
  readonly recallPercent: number
  readonly ambiguous: number
  readonly elapsedMs: number
  readonly balanced: boolean
  /** By story: what went wrong, and how often. */
  readonly misses: Readonly<Record<string, number>>
}

/** Runs the engine over a corpus and compares every finding with the truth. */
export const scoreCorpus = async (corpus: Corpus, threads = 2): Promise<{ readonly score: Score, readonly run: ReconRun }> => {
  const started = performance.now()
  const recon = await openRecon({ threads })
  try {
    await recon.addLedger({ name: "corpus", digest: "ledger" }, corpus.entries)
    await recon.addStatement({
      file: "corpus.csv", digest: "statement", format: "csv", account, from: dates[0] ?? "", to: dates.at(-1) ?? "",
      openingPaise: corpus.openingPaise, closingPaise: corpus.closingPaise
    }, corpus.lines)
    const run = await recon.run({ rules: defaultRules, asOf: "2026-04-30" })
    const elapsedMs = Math.round(performance.now() - started)
    const tally = createTally(corpus)
    for await (const finding of run.findings()) tally.take(finding)
    return { score: { ...tally.end(), elapsedMs, balanced: run.totals.every(({ balanced }) => balanced) }, run }
  } finally {
    recon.close()
  }
}

const createTally = ({ groups, groupOfEntry, groupOfLine, entries, lines }: Corpus) => {
  const misses: Record<string, number> = {}
  const right = new Uint8Array(groups.length)
  let falseMatches = 0
  let ambiguous = 0
  const miss = (text: string): void => void (misses[text] = (misses[text] ?? 0) + 1)
  const take = ({ outcome, journal, lines: shown }: ReconFinding): void => {
    if (outcome === "ambiguous") {
      ambiguous++
      return
    }
    const rows = journal.map(({ payoutId }) => groupOfEntry.get(payoutId) ?? -1)
    rows.push(...shown.map(({ lineNo }) => groupOfLine[lineNo] ?? -1))
    const group = groups[rows[0] ?? -1]
    const together = rows.every((row) => row === rows[0])
    if (group !== undefined && together && rows.length === group.rows && outcome === group.outcome) right[rows[0] ?? 0] = 1
    else if (rows.length > 1 && (!together || group?.outcome !== outcome)) {
      falseMatches++
      miss(`false: ${[...new Set(rows.map((row) => groups[row]?.story))].join(" + ")} as ${outcome}`)
    }
  }
  const end = () => {
    const matchable = groups.filter((group) => group.matchable).length
    const found = groups.filter((group, index) => group.matchable && right[index] === 1).length
    for (const [index, group] of groups.entries()) if (group.matchable && right[index] !== 1) miss(`missed: ${group.story}`)
    const recallPercent = (100 * found) / Math.max(1, matchable)
    const sizes = { entries: entries.length, lines: lines.length, groups: groups.length }
    return { ...sizes, matchable, falseMatches, recallPercent, ambiguous, misses }
  }
  return { take, end }
}
