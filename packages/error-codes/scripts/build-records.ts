import { codeFamilies, type CodeCall, type CodeClass, type CodeFamily, type CodePosition, type CodeRecord } from "../src/code-record.ts"
import { normaliseCode } from "../src/normalise-code.ts"
import { aboutTheQuestion, onlyInBankBody, statusIsEnquiry } from "./class-tables.ts"
import { assertSafe, classify, mayMoneyHaveMoved, type CodeGroup } from "./classify.ts"
import { positionsOf } from "./conflicts.ts"
import { nextStep, stepForRefusedEnquiry } from "./next-step.ts"
import { codesOfEntry, familyOfPrinted, type TranscribedCode, type Transcription } from "./transcription.ts"

export type RecordsByFamily = Readonly<Record<CodeFamily, readonly CodeRecord[]>>

/** Every record of every family, in a stable order: the source of codes.data.ts, codes.json and the conflict table. */
export const buildRecords = (transcription: Transcription): RecordsByFamily => {
  const groups = groupEntries(transcription.entries)
  const byFamily = codeFamilies.map((family) => {
    const own = groups.filter((group) => group.family === family).sort((a, b) => compareCodes(a.code, b.code))
    return [family, own.flatMap((group) => recordsOfGroup(group, transcription))] as const
  })
  return Object.fromEntries(byFamily) as unknown as RecordsByFamily
}

/** Groups by family and normalised code: printed families that share a family are judged together. */
export const groupEntries = (entries: readonly TranscribedCode[]): readonly CodeGroup[] => {
  const found = new Map<string, { family: CodeFamily; code: string; entries: TranscribedCode[]; printed: string[] }>()
  for (const entry of entries) {
    const family = familyOfPrinted[entry.family]
    if (family === undefined) throw new Error(`no family for "${entry.family}"`)
    for (const printed of codesOfEntry(entry)) {
      const code = normaliseCode(family, printed)
      const group = found.get(`${family} ${code}`) ?? { family, code, entries: [], printed: [] }
      if (!group.entries.includes(entry)) group.entries.push(entry)
      found.set(`${family} ${code}`, group)
    }
  }
  return [...found.values()].map(({ family, code, entries: own }) => ({ family, code, entries: own, meaning: meaningOf(own) }))
}

const recordsOfGroup = (group: CodeGroup, transcription: Transcription): readonly CodeRecord[] => {
  const codeClass = classify(group)
  assertSafe(group, codeClass)
  const base = recordOf(group, "any", codeClass, positionsOf(group, transcription))
  const status = statusReading(group, base)
  return status === undefined ? [base] : [{ ...base, call: "pay", ...payReading(group) }, status]
}

const recordOf = (group: CodeGroup, call: CodeCall, codeClass: CodeClass, conflicts: readonly CodePosition[]): CodeRecord => {
  const { family, code, meaning, entries } = group
  const moneyMayHaveMoved = mayMoneyHaveMoved(group, codeClass)
  const printed = entries.flatMap(codesOfEntry).filter((one) => normaliseCode(family, one) === code)
  const notes = distinct(entries.flatMap((entry) => (entry.notes === undefined ? [] : [entry.notes])))
  const script = entries.map((entry) => entry.restsOnGatewayScript).find((value) => value !== undefined)
  const proxied = (family === "gateway" || (family === "imps" && code === "403")) && onlyInBankBody.has(code)
  return {
    family,
    call,
    code,
    printed: distinct(printed),
    meaning,
    class: codeClass,
    moneyMayHaveMoved,
    next: nextStep({ family, code, class: codeClass, meaning, moneyMayHaveMoved }),
    sources: distinct(entries.flatMap((entry) => entry.sources)),
    listed: true,
    ...(proxied ? { onlyInBankBody: true as const } : {}),
    ...(script === undefined ? {} : { restsOnGatewayScript: script }),
    ...(notes.length === 0 ? {} : { notes }),
    ...(conflicts.length === 0 ? {} : { conflicts })
  }
}

/** A second record for the status reply, where the code there says something else or less; undefined where one reading serves both. */
const statusReading = (group: CodeGroup, base: CodeRecord): CodeRecord | undefined => {
  if (base.class === "not-found" && group.family === "imps") return { ...base, call: "status" }
  const concludes = ["success", "rejected", "technical", "configuration"].includes(base.class)
  const aboutEnquiry =
    statusIsEnquiry.has(group.family) ||
    base.class === "configuration" ||
    (aboutTheQuestion[group.family]?.has(group.code) ?? false)
  if (!concludes || !aboutEnquiry || group.family === "beneficiary" || group.family === "eazypay") return undefined
  return { ...base, call: "status", class: "unknown", moneyMayHaveMoved: true, next: stepForRefusedEnquiry(base.class) }
}

/** "Transaction not found" answers a question; as the answer to a payment it is senseless, and so unknown. */
const payReading = (group: CodeGroup): Partial<CodeRecord> =>
  group.family === "imps" && (group.code === "17" || group.code === "25")
    ? { class: "unknown", next: "A payment cannot be \"not found\": ask the status, then Recon360 from T+2, and do not send again." }
    : {}

/** The distinct meanings; "(also written U16)" and the like name forms that have records, or `printed`, of their own. */
const meaningOf = (entries: readonly TranscribedCode[]): string =>
  distinct(entries.map((entry) => entry.meaning.replace(/ \(also (written )?[^)]*\)$/, ""))).join(" / ")

const distinct = <A>(values: readonly A[]): readonly A[] => [...new Set(values)]

/** Numbers by value, then words; never by locale, which would differ between machines. */
const compareCodes = (a: string, b: string): number => {
  const [left, right] = [Number(a), Number(b)]
  if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right
  if (Number.isNaN(left) !== Number.isNaN(right)) return Number.isNaN(left) ? 1 : -1
  return a < b ? -1 : a > b ? 1 : 0
}
