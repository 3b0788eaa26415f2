import type { ReconFinding, ReconRun } from "../../result.ts"
import type { LedgerEntry, StatementHead, StatementLine } from "../../rows.ts"
import { openRecon } from "../open-recon.ts"
import { defaultRules, type ReconRules } from "../rules.ts"

export const account = "000405112345"

/** An entry of ours, number `n`; everything that is not said is the same for all. */
export const makeEntry = (n: number, over: Partial<LedgerEntry> = {}): LedgerEntry => ({
  payoutId: `p${n}`,
  attempt: 1,
  reference: `HA5QWERTYUIO${String(n).padStart(3, "0")}`,
  rail: "imps",
  account,
  amountPaise: BigInt(10_000 + n * 7),
  businessDate: "2026-04-02",
  sentAt: 1_775_100_000_000,
  state: "settled",
  rrn: String(609_200_000_000 + n * 13),
  kind: "payout",
  beneficiaryStart: "RAVI KUMAR",
  ...over
})

/** A line as the bank writes it; below zero is a debit. */
export const makeLine = (narration: string, paise: bigint, over: Partial<StatementLine> = {}): Omit<StatementLine, "lineNo"> => ({
  account,
  postedOn: "2026-04-02",
  direction: paise < 0n ? "debit" : "credit",
  amountPaise: paise < 0n ? -paise : paise,
  narration,
  ...over
})

/** The debit of an entry, in the bank's form for its rail (MONEY.md). */
export const debitOf = (entry: LedgerEntry, over: Partial<StatementLine> = {}): Omit<StatementLine, "lineNo"> =>
  makeLine(narrationOf(entry), -entry.amountPaise, { postedOn: entry.businessDate, ...over })

export const narrationOf = ({ rail, rrn, reference }: LedgerEntry): string => {
  const number = rrn ?? "609299999999"
  if (rail === "neft") return `INF/NEFT/${number}/HDFC0000123/${reference}`.slice(0, 40)
  if (rail === "rtgs") return `RTGS/${number}/HDFC0000123`
  if (rail === "internal") return `INF/INFT/${number.padStart(12, "0")}/${reference}`
  return rail === "upi" ? `UPI/${number}/${reference}/ravi@upi` : `MMT/IMPS/${number}/${reference}/RAVI KUMAR/HDFC`
}

export const returnOf = (entry: LedgerEntry, over: Partial<StatementLine> = {}): Omit<StatementLine, "lineNo"> => {
  const number = entry.rrn ?? "609299999999"
  const narration = entry.rail === "neft" || entry.rail === "rtgs"
    ? `${entry.rail.toUpperCase()}/HDFCN52026040${entry.rail === "rtgs" ? "990000001" : "201"}/RETURN/${number}`.slice(0, 40)
    : entry.rail === "internal" ? `INF/INFT/${number.padStart(12, "0")}/RETURN` : `MMT/IMPS/${number}/RETURN/${entry.reference}`
  return makeLine(narration, entry.amountPaise, { postedOn: entry.businessDate, ...over })
}

export const openingPaise = 100_000_000n

/** The head of a statement with these lines; its balances add up. */
export const headOf = (lines: readonly Omit<StatementLine, "lineNo">[], over: Partial<StatementHead> = {}): StatementHead => ({
  file: "april.csv",
  digest: "s1",
  format: "csv",
  account,
  from: "2026-04-01",
  to: "2026-04-05",
  openingPaise,
  closingPaise: lines.reduce((sum, { direction, amountPaise }) => sum + (direction === "debit" ? -amountPaise : amountPaise), openingPaise),
  ...over
})

export const numberLines = (lines: readonly Omit<StatementLine, "lineNo">[]): readonly StatementLine[] =>
  lines.map((line, index) => ({ ...line, lineNo: index + 2 }))

/** Runs both sides through the engine; gives the run and all findings. */
export const reconcile = async (
  entries: readonly LedgerEntry[],
  lines: readonly Omit<StatementLine, "lineNo">[],
  { rules = defaultRules, asOf = "2026-04-20", head = {} }: { readonly rules?: ReconRules, readonly asOf?: string, readonly head?: Partial<StatementHead> } = {}
): Promise<{ readonly run: ReconRun, readonly findings: readonly ReconFinding[] }> => {
  const recon = await openRecon({ threads: 1 })
  try {
    await recon.addLedger({ name: "journal", digest: "l1" }, entries)
    await recon.addStatement(headOf(lines, head), numberLines(lines))
    const run = await recon.run({ rules, asOf })
    const findings: ReconFinding[] = []
    for await (const finding of run.findings()) findings.push(finding)
    return { run, findings }
  } finally {
    recon.close()
  }
}
