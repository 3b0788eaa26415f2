import type { CodePosition } from "../src/code-record.ts"
import type { CodeGroup } from "./classify.ts"
import type { Transcription } from "./transcription.ts"

/**
 * What the sources say against each other about one code; empty if they agree. Three kinds: entries whose money flags differ,
 * entries with different meanings for the same normalised code, and the disagreements that the collectors noted.
 */
export const positionsOf = (group: CodeGroup, transcription: Transcription): readonly CodePosition[] => {
  const key = `${group.family} ${group.code}`
  const noted = transcription.conflicts
    .filter((conflict) => (codesOfTopic[conflict.topic] ?? []).includes(key))
    .flatMap((conflict) => conflict.positions.map((says) => ({ says, moneyMayHaveMoved: null, sources: conflict.sources })))
  const flags = new Set(group.entries.map((entry) => entry.moneyMayHaveMoved))
  const disagree = flags.size > 1 || twoMeanings.has(key) || (noted.length === 0 && group.entries.some(saysItself))
  const stated = group.entries.map(({ meaning, notes, moneyMayHaveMoved, sources }) => ({
    says: notes === undefined ? meaning : `${meaning} [${notes}]`,
    moneyMayHaveMoved,
    sources
  }))
  return disagree || noted.length > 0 ? [...stated, ...noted] : []
}

/** Which records a noted disagreement is about. A topic that names no code is not about codes. */
const codesOfTopic: Readonly<Record<string, readonly string[]>> = {
  "ActCode 14": ["imps 14"],
  "ActCode 63": ["imps 63"],
  "ActCode 96": ["imps 96"],
  "ActCode 101": ["imps 101"],
  "transaction not found": ["imps 17", "imps 25"],
  "997": ["gateway 997"],
  "8015": ["gateway 8015"],
  "8012 and 8013": ["cib 8012", "cib 8013", "gateway 8012", "gateway 8013"],
  "995109": ["beneficiary 995109"],
  "IMPS ceiling": ["imps 24"]
}

/** Same normalised code, other meaning: ICICI's own numbers beside NPCI's two-digit ones, once the padding is gone. */
const twoMeanings: ReadonlySet<string> = new Set(["upi 1", "upi 15", "upi 5", "upi 6", "upi 96"])

/** One entry that gathers sources which disagree: its flag is null, and its text or note says so. */
const saysItself = ({ meaning, notes }: { readonly meaning: string; readonly notes?: string }): boolean =>
  signsOfDispute.some((words) => words.test(`${meaning} ${notes ?? ""}`))

const signsOfDispute: readonly RegExp[] = [
  /disagree|differs by source|contradiction|meanings/,
  /lists? as|\bmap(s|ped)\b|client:/,
  /another table|\(seed\)|older source/
]
