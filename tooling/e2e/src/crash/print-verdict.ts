import { type CrashResult, isClean } from "../crash-run.ts"

/** The result as a table for people. */
export const printVerdict = (result: CrashResult): string => {
  const { kills, seed, elapsedMs, fromFiles, overHttp, payouts, attempts, recovered, byStatus, byRail, audit, summary } = result
  const rows: readonly (readonly [string, string])[] = [
    ["kills", `${kills} (seed ${seed}), ${Math.round(elapsedMs / 1000)} s in all`],
    ["payouts", `${payouts}: ${fromFiles} of files, ${overHttp} over HTTP; ${tell(byRail)}`],
    ["rows refused", String(summary["invalid"])],
    ["tries", `${attempts}; a worker died over ${recovered} payouts that were on the wire`],
    ["outcomes", tell(byStatus)],
    ["paid by the journal", rupees(result.journalPaise)],
    ["paid by the ledger", rupees(result.ledgerPaise)],
    ["returned later", `${rupees(result.returnedLaterPaise)}, which only a statement shows`],
    ["debited, in review", rupees(result.inReviewPaise)],
    ["chains and anchors", audit.ok ? `whole, ${audit.anchors} anchors` : "ALTERED"],
    ...findingsOf(result).map(([name, found]): readonly [string, string] => [name, String(found.length)])
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  const table = rows.map(([name, text]) => `${name.padEnd(width)}  ${text}`)
  const details = findingsOf(result).flatMap(([name, found]) => found.slice(0, SHOWN).map((line) => `  ${name}: ${line}`))
  const verdict = isClean(result) ? "Journal and ledger agree." : "JOURNAL AND LEDGER DO NOT AGREE."
  return `${["", ...table, ...details, "", verdict].join("\n")}\n`
}

const SHOWN = 20

type Finding = readonly [name: string, found: readonly string[]]

const findingsOf = ({ doublePaid, lost, stuck, sentTwice, differences, surprises }: CrashResult): readonly Finding[] => [
  ["paid twice", doublePaid],
  ["lost", lost],
  ["stuck", stuck],
  ["sent twice", sentTwice],
  ["differences", differences],
  ["surprises", surprises]
]

const tell = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ")

const rupees = (paise: bigint): string => `Rs ${(paise / 100n).toLocaleString("en-IN")}.${String(paise % 100n).padStart(2, "0")}`
