import { maskAccount, maskNarration, outcomesInOrder, outcomeWords, type ReconFinding, type ReconRun, writeRupees } from "@hundi/recon/books"
import { counted, writeTable } from "./table.ts"

/** Exit code of a run: 0 clean, 2 differences that are all explained, 3 money that is not. */
export type Verdict = 0 | 2 | 3

/** What the terminal and `--json` say of a run. Amounts are paise. */
export interface RunSummary {
  readonly verdict: Verdict
  readonly explainedFindings: number
  readonly peopleFindings: number
  readonly peoplePaise: bigint
  /** A few of those for people, the largest first. */
  readonly examples: readonly ReconFinding[]
}

const EXAMPLES = 8

/**
 * Sums up a run. Clean means that nothing differs: each payment found its debit and nothing else moved. A statement whose balances do not
 * add up is unexplained money, whatever its lines say.
 */
export const summariseRun = (run: ReconRun, people: readonly ReconFinding[]): RunSummary => {
  const isClean = (outcome: keyof ReconRun["counts"]): boolean => outcome === "matched" || outcome === "not-sent"
  const all = outcomesInOrder.filter((outcome) => !isClean(outcome)).reduce((sum, outcome) => sum + run.counts[outcome].findings, 0)
  const unbalanced = run.totals.some(
    ({ unexplainedPaise, openingPaise, closingPaise, balanced }) =>
      unexplainedPaise !== 0n || (openingPaise !== null && closingPaise !== null && !balanced)
  )
  const peoplePaise = people.reduce((sum, finding) => sum + sizeOf(finding), 0n)
  const verdict = people.length > 0 || unbalanced ? 3 : all > 0 ? 2 : 0
  const largestFirst = [...people].sort((one, other) => (sizeOf(one) === sizeOf(other) ? 0 : sizeOf(one) > sizeOf(other) ? -1 : 1))
  const examples = largestFirst.slice(0, EXAMPLES)
  return { verdict, explainedFindings: all - people.length, peopleFindings: people.length, peoplePaise, examples }
}

const sizeOf = ({ journalPaise, statementPaise }: ReconFinding): bigint => {
  const [ours, theirs] = [journalPaise < 0n ? -journalPaise : journalPaise, statementPaise < 0n ? -statementPaise : statementPaise]
  return ours > theirs ? ours : theirs
}

/** The page that `run` prints. */
export const printRun = (run: ReconRun, { verdict, peopleFindings, peoplePaise, examples }: RunSummary): string => {
  const parts = [`\nReconciliation as of ${run.asOf}\n`, printTotals(run), printCounts(run)]
  if (peopleFindings > 0) parts.push(`\nFor people: ${counted(peopleFindings, "difference")}, Rs ${writeRupees(peoplePaise)}\n`, examples.map(printFinding).join(""))
  if (peopleFindings > examples.length) parts.push(`  ... and ${counted(peopleFindings - examples.length, "more", "more")}\n`)
  parts.push(`\n${verdictWords(run, verdict)}\n`)
  return parts.join("")
}

const printTotals = ({ totals }: ReconRun): string =>
  totals
    .map((one) => {
      const balance = one.openingPaise === null || one.closingPaise === null
        ? "no opening and closing balance given"
        : `opening ${writeRupees(one.openingPaise)} + credits ${writeRupees(one.creditsPaise)} - debits ${writeRupees(one.debitsPaise)} = closing ${writeRupees(one.closingPaise)}${one.balanced ? "" : "  DOES NOT ADD UP"}`
      const span = one.from === one.to ? one.from : `${one.from} to ${one.to}`
      return `\n  Account ${maskAccount(one.account)}, ${span}\n  ${balance}\n`
    })
    .join("")

const printCounts = ({ counts }: ReconRun): string => {
  const rows = outcomesInOrder
    .filter((outcome) => counts[outcome].findings > 0)
    .map((outcome) => [outcomeWords[outcome].title, counts[outcome].findings.toLocaleString("en-IN"), `Rs ${writeRupees(magnitude(counts[outcome].paise))}`])
  return rows.length === 0 ? "\n  Nothing on either side.\n" : `\n${writeTable(rows, [1, 2])}`
}

const magnitude = (paise: bigint): bigint => (paise < 0n ? -paise : paise)

/** One finding in two lines and its evidence. */
export const printFinding = (finding: ReconFinding): string => {
  const { title, todo } = outcomeWords[finding.outcome]
  const head = `\n  ${finding.id.slice(0, 12)}  ${title}, ${finding.on}: ${ordered(finding)}, the statement shows ${shown(finding)}\n`
  const rows = [
    ...finding.journal.slice(0, 5).map(({ payoutId, reference, rail, state, rrn }) => `payment ${payoutId}, ${reference}, ${rail}, ${state}${rrn === null ? "" : `, bank's number ${rrn}`}`),
    ...finding.lines.slice(0, 5).map(({ file, lineNo, direction, amountPaise, narration }) => `${file} line ${lineNo}: ${direction} Rs ${writeRupees(amountPaise)}, ${maskNarration(narration)}`)
  ]
  return `${head}      ${maskNarration(finding.why)}\n${rows.map((row) => `      ${row}\n`).join("")}${finding.explained ? "" : `      To do: ${todo}\n`}`
}

/** What was ordered, whatever became of it. */
const ordered = ({ journal }: ReconFinding): string =>
  journal.length === 0 ? "not a payment of ours" : `our payment of Rs ${writeRupees(journal.reduce((sum, { amountPaise }) => sum + amountPaise, 0n))}`

const shown = ({ lines, statementPaise }: ReconFinding): string =>
  lines.length === 0 ? "nothing" : statementPaise === 0n ? "a debit and a credit that cancel out" : `Rs ${writeRupees(magnitude(statementPaise))} ${statementPaise < 0n ? "out" : "in"}`

const verdictWords = ({ totals }: ReconRun, verdict: Verdict): string => {
  if (verdict === 0) return "Every rupee agrees: our books and the bank's say the same."
  if (verdict === 2) return "They differ, and every rupee is explained."
  const unexplainedPaise = totals.reduce((sum, one) => sum + magnitude(one.unexplainedPaise), 0n)
  return unexplainedPaise === 0n ? "Not every difference is explained: see above." : `Rs ${writeRupees(unexplainedPaise)} are unexplained.`
}
