import type { AccountTotals, FindingEntry, FindingLine, ReconFinding, ReconOutcome, ReconRun } from "../../result.ts"
import { outcomesInOrder } from "../outcome-words.data.ts"

export const ACCOUNT = "000000004321"

/** Made-up entry, line, finding and run; each takes what a test is about. */
export const entryOf = (change: Partial<FindingEntry> = {}): FindingEntry => ({
  ...{ payoutId: "INV-1", attempt: 1, reference: "T012AY00000000A", rail: "imps", amountPaise: 10_050n },
  ...{ businessDate: "2030-01-31", state: "settled", rrn: "603100000001", ...change }
})

export const lineOf = (change: Partial<FindingLine> = {}): FindingLine => ({
  ...{ file: "jan.csv", lineNo: 3, postedOn: "2030-01-31", direction: "debit", amountPaise: 10_050n },
  ...{ narration: "MMT/IMPS/603100000001/T012AY00000000A/ASHA RAO/TEST", ...change }
})

const explainedOnes: ReadonlySet<ReconOutcome> = new Set(["matched", "returned", "reversed", "charge", "gst", "pending", "not-sent", "penny-drop", "own-account", "declined-with-reversal"])

export const findingOf = (outcome: ReconOutcome, change: Partial<ReconFinding> = {}): ReconFinding => {
  const journal = change.journal ?? []
  const lines = change.lines ?? []
  const statementPaise = lines.reduce((sum, { direction, amountPaise }) => (direction === "debit" ? sum - amountPaise : sum + amountPaise), 0n)
  return {
    ...{ id: `${outcome}-00000001`, outcome, pass: "reference", score: 100, why: `made up: ${outcome}`, account: ACCOUNT, on: "2030-01-31" },
    ...{ journal, lines, statementPaise, journalPaise: journal.reduce((sum, { amountPaise }) => sum - amountPaise, 0n) },
    ...{ explained: explainedOnes.has(outcome), ...change }
  }
}

export const totalsOf = (change: Partial<AccountTotals> = {}): AccountTotals => ({
  ...{ account: ACCOUNT, from: "2030-01-31", to: "2030-01-31", openingPaise: 1_000_000n, creditsPaise: 0n, debitsPaise: 10_050n, closingPaise: 989_950n },
  ...{ balanced: true, differencePaise: 0n, explainedPaise: 0n, unexplainedNetPaise: 0n, unexplainedPaise: 0n, ...change }
})

export const runOf = (digest: string, findings: readonly ReconFinding[], totals: readonly AccountTotals[] = [totalsOf()]): ReconRun => ({
  ...{ digest, asOf: "2030-01-31", rulesDigest: "r".repeat(64), totals },
  inputs: [{ name: "jan.csv", digest: "a".repeat(64), rows: 1 }],
  counts: Object.fromEntries(
    outcomesInOrder.map((outcome) => {
      const own = findings.filter((one) => one.outcome === outcome)
      const paise = own.reduce((sum, one) => sum + (one.statementPaise === 0n ? one.journalPaise : one.statementPaise), 0n)
      return [outcome, { findings: own.length, paise: paise < 0n ? -paise : paise }]
    })
  ) as ReconRun["counts"]
})

export async function* streamOf<A>(items: readonly A[]): AsyncGenerator<A> {
  for (const item of items) yield item
}
