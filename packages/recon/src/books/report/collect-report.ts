import { ageingBucketOf, ageingBuckets } from "../../clocks/ageing.ts"
import type { ReconFinding, ReconOutcome } from "../../result.ts"

/** Findings and money. `paise` counts sizes: a plus and a minus are two problems. */
export interface Tally {
  readonly findings: number
  readonly paise: bigint
}

/** What one pass over the findings leaves for the page. */
export interface ReportFacts {
  /** The largest ones, when there are more than a page can show. */
  readonly people: readonly ReconFinding[]
  readonly peopleTally: Tally
  readonly explained: readonly ReconFinding[]
  readonly explainedTally: Tally
  readonly matchedTally: Tally
  readonly ages: readonly { readonly name: string; readonly tally: Tally }[]
  readonly rails: readonly { readonly rail: string; readonly matched: Tally; readonly other: Tally }[]
}

/** A page of these is printed; the rest is in the other exports. */
const MOST_ROWS = 400

/** Quiet outcomes: they are counted, and not listed one by one. */
const unlisted: ReadonlySet<ReconOutcome> = new Set(["matched", "not-sent"])

/** Reads all findings once; memory stays small whatever their number. */
export const collectReport = async (findings: AsyncIterable<ReconFinding>, asOf: string): Promise<ReportFacts> => {
  const [people, explained] = [makeList(), makeList()]
  const matched = makeTally()
  const ages = new Map(ageingBuckets.map(({ name }) => [name, makeTally()]))
  const rails = new Map<string, { readonly matched: MutableTally; readonly other: MutableTally }>()
  for await (const finding of findings) {
    const size = sizeOf(finding)
    const rail = finding.journal[0]?.rail
    if (rail !== undefined) {
      const known = rails.get(rail) ?? { matched: makeTally(), other: makeTally() }
      rails.set(rail, known)
      count(finding.outcome === "matched" ? known.matched : known.other, size)
    }
    if (!finding.explained) {
      people.add(finding, size)
      const age = ages.get(ageingBucketOf(finding.on, asOf).name)
      if (age !== undefined) count(age, size)
    } else if (finding.outcome === "matched") count(matched, size)
    else if (!unlisted.has(finding.outcome)) explained.add(finding, size)
  }
  return {
    ...{ people: people.rows(), peopleTally: people.tally, explained: explained.rows(), explainedTally: explained.tally },
    matchedTally: matched,
    ages: [...ages].map(([name, tally]) => ({ name, tally })),
    rails: [...rails].map(([rail, tallies]) => ({ rail, ...tallies })).sort((one, other) => (one.rail < other.rail ? -1 : 1))
  }
}

/** How much money a finding is about: the larger of its two sides. */
const sizeOf = ({ journalPaise, statementPaise }: ReconFinding): bigint => {
  const [ours, theirs] = [magnitude(journalPaise), magnitude(statementPaise)]
  return ours > theirs ? ours : theirs
}

export const magnitude = (paise: bigint): bigint => (paise < 0n ? -paise : paise)

type MutableTally = { -readonly [K in keyof Tally]: Tally[K] }

const makeTally = (): MutableTally => ({ findings: 0, paise: 0n })

const count = (tally: MutableTally, paise: bigint): void => {
  tally.findings++
  tally.paise += paise
}

interface Sized {
  readonly finding: ReconFinding
  readonly size: bigint
}

/** Counts all, keeps the largest. */
const makeList = () => {
  const tally = makeTally()
  let kept: Sized[] = []
  const bySize = (one: Sized, other: Sized): number => (one.size === other.size ? 0 : one.size > other.size ? -1 : 1)
  const largest = (): Sized[] => kept.sort(bySize).slice(0, MOST_ROWS)
  return {
    tally,
    add: (finding: ReconFinding, size: bigint): void => {
      count(tally, size)
      kept.push({ finding, size })
      if (kept.length > MOST_ROWS * 8) kept = largest()
    },
    rows: (): readonly ReconFinding[] => largest().map(({ finding }) => finding).sort((one, other) => (`${one.on}${one.id}` < `${other.on}${other.id}` ? -1 : 1))
  }
}
