import type { LedgerEntry, ReconOutcome, StatementLine } from "@hundi/recon/engine"
import { account, createDice, type Draft } from "./corpus-kit.ts"
import { createKit, scenarios, type Truth } from "./scenarios.ts"

/** A ledger and a statement that belong together, and the truth about every row. */
export interface Corpus {
  readonly entries: readonly LedgerEntry[]
  readonly lines: readonly StatementLine[]
  readonly groups: readonly Group[]
  /** Group by payout id, and by `lineNo`. */
  readonly groupOfEntry: ReadonlyMap<string, number>
  readonly groupOfLine: Int32Array
  readonly openingPaise: bigint
  readonly closingPaise: bigint
}

/** What a run should say of the rows of one group. */
export interface Group {
  readonly story: string
  readonly outcome: ReconOutcome
  readonly matchable: boolean
  readonly rows: number
}

const OPENING_PAISE = 1_000_000_000_000n

/** Tells stories until the statement has `lineCount` lines. The same seed and size give the same corpus. */
export const makeCorpus = (seed: number, lineCount: number): Corpus => {
  const dice = createDice(seed)
  const kit = createKit(dice)
  const table = Object.entries(scenarios).flatMap(([story, [weight, tell]]) => Array.from({ length: weight }, () => ({ story, tell })))
  const entries: LedgerEntry[] = []
  const drafts: { readonly draft: Draft, readonly group: number, readonly order: number }[] = []
  const groups: Group[] = []
  const groupOfEntry = new Map<string, number>()
  const addGroup = (story: string, { entries: own, lines, outcome, matchable }: Truth): void => {
    const group = groups.push({ story, outcome, matchable, rows: own.length + lines.length }) - 1
    for (const entry of own) {
      entries.push(entry)
      groupOfEntry.set(entry.payoutId, group)
    }
    for (const draft of lines) drafts.push({ draft, group, order: dice.roll(4_294_967_296) })
  }
  while (drafts.length < lineCount) {
    const { story, tell } = dice.pick(table)
    for (const truth of tell(kit)) addGroup(story, truth)
  }
  // By day, and within a day as they came from everywhere.
  drafts.sort((a, b) => (a.draft.postedOn < b.draft.postedOn ? -1 : a.draft.postedOn > b.draft.postedOn ? 1 : a.order - b.order))
  const groupOfLine = new Int32Array(drafts.length + 2)
  let closingPaise = OPENING_PAISE
  const lines = drafts.map(({ draft, group }, index): StatementLine => {
    groupOfLine[index + 2] = group
    closingPaise += draft.direction === "debit" ? -draft.amountPaise : draft.amountPaise
    return { ...draft, account, lineNo: index + 2 }
  })
  return { entries, lines, groups, groupOfEntry, groupOfLine, openingPaise: OPENING_PAISE, closingPaise }
}
