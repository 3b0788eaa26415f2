import type { CodeClass, CodeFamily } from "../src/code-record.ts"
import { closedFamilies, movesNoMoney, neverRejected, setClass } from "./class-tables.ts"
import type { TranscribedCode } from "./transcription.ts"

/** All entries that share one normalised code inside one family. */
export interface CodeGroup {
  readonly family: CodeFamily
  readonly code: string
  readonly meaning: string
  readonly entries: readonly TranscribedCode[]
}

/**
 * The class of a code in the reply of the call that it answers. The safe reading wins: `rejected` and `configuration` need every
 * source to say that no money can have moved, and a meaning that is no duplicate, no lost record and no time-out.
 */
export const classify = (group: CodeGroup): CodeClass => {
  const set = setClassOf(group)
  if (set !== undefined) return set
  const unclear = classOfUnclearMeaning(group.meaning)
  if (unclear !== undefined) return unclear
  if (closedFamilies.has(group.family) || isNeverRejected(group) || !allSayNoneMoved(group)) return "unknown"
  return isTechnical(group) ? "technical" : "rejected"
}

/** False only if every source says so and nothing speaks against it; true is always the safe answer. */
export const mayMoneyHaveMoved = (group: CodeGroup, codeClass: CodeClass): boolean => {
  if (movesNoMoney.has(group.family)) return !allSayNoneMoved(group)
  if (isNeverRejected(group) || !allSayNoneMoved(group)) return true
  return handMadeDoubt.has(`${group.family} ${group.code}`) || doubtful.has(codeClass) || classOfUnclearMeaning(group.meaning) !== undefined
}

/** Stops the generator when a table above it was edited into something unsafe. */
export const assertSafe = (group: CodeGroup, codeClass: CodeClass): void => {
  if (codeClass !== "rejected" && codeClass !== "configuration") return
  const reason = isNeverRejected(group)
    ? "it is on the never-rejected list"
    : !allSayNoneMoved(group)
      ? "a source says, or leaves open, that money may have moved"
      : classOfUnclearMeaning(group.meaning) !== undefined
        ? "its meaning is a duplicate, a lost record or a time-out"
        : undefined
  if (reason !== undefined) throw new Error(`${group.family} ${group.code} cannot be ${codeClass}: ${reason}`)
}

/** Duplicate, lost record or time-out by the words of the meaning; undefined if it is none of them. */
const classOfUnclearMeaning = (meaning: string): CodeClass | undefined => {
  if (duplicateWords.test(meaning)) return "duplicate"
  if (notFoundWords.test(meaning)) return "not-found"
  return timeOutWords.test(meaning) ? "unknown" : undefined
}

const duplicateWords = /duplicate|already|used before|processed before|\bin use\b|repeat|\bexists\b/i
const notFoundWords = /not found|unknown to the bank|no record\b/i
const timeOutWords = anyOf(
  "time[sd]?[- ]?out",
  "no (transaction )?(response|answer)",
  "did not answer",
  "not acknowledged|acknowledgement not received",
  "connection lost|not reachable|unreachable|unavailable",
  "late response"
)
const technicalWords = anyOf(
  "technical|system exception|external error",
  "not available|offline|engine down|throttled|not connected|signed off",
  "cut-off (running|in progress)|downtime|day end"
)

function anyOf(...patterns: readonly string[]): RegExp {
  return new RegExp(patterns.join("|"), "i")
}

/** These meanings leave money on its way even if the list says that none moved yet. */
const doubtful: ReadonlySet<CodeClass> = new Set<CodeClass>(["success", "pending", "duplicate", "not-found"])

/** The printed flag says no, but the entry's own note says that the code does not prove it. */
const handMadeDoubt: ReadonlySet<string> = new Set(["upi 4", "upi 21", "cib 107889"])

const isNeverRejected = (group: CodeGroup): boolean => neverRejected[group.family]?.has(group.code) ?? false

/** Every entry of every comparable source says that no money can have moved; null (nobody knows) is no such word. */
export const allSayNoneMoved = (group: CodeGroup): boolean => group.entries.every((entry) => entry.moneyMayHaveMoved === false)

const isTechnical = (group: CodeGroup): boolean =>
  technicalWords.test(group.meaning) ||
  group.entries.some((entry) => /technical decline|retry later/.test(entry.category ?? ""))

const setClassOf = ({ family, code }: CodeGroup): CodeClass | undefined =>
  (Object.entries(setClass[family]) as [CodeClass, ReadonlySet<string>][]).find(([, codes]) => codes.has(code))?.[0]
