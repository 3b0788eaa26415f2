import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { ReconFinding, ReconRun } from "../result.ts"
import type { LedgerEntry, StatementLine } from "../rows.ts"
import { openRecon } from "./open-recon.ts"
import { defaultRules } from "./rules.ts"
import { debitOf, headOf, makeEntry, makeLine, numberLines, openingPaise, returnOf } from "./testing/make-rows.ts"

type Line = Omit<StatementLine, "lineNo">

/** Few references, numbers, amounts and days, so that everything collides with everything. */
const entries = fc.array(fc.record({
  n: fc.integer({ min: 1, max: 5 }),
  amount: fc.constantFrom(500n, 10_000n, 20_000n),
  day: fc.constantFrom("2026-04-01", "2026-04-02", "2026-04-03"),
  rail: fc.constantFrom("imps", "upi", "neft", "internal"),
  state: fc.constantFrom("settled", "unknown", "rejected", "reversed", "reserved", "accepted"),
  hasNumber: fc.boolean(),
  batch: fc.option(fc.constantFrom("B100001", "B200002"), { nil: undefined })
} as const), { maxLength: 9 }).map((rows) => rows.map(({ n, amount, day, rail, state, hasNumber, batch }, index) => makeEntry(n, {
  payoutId: `p${index}`, amountPaise: amount, businessDate: day, rail, state, ...(hasNumber ? {} : { rrn: null }), ...(batch === undefined ? {} : { batch })
})))

const strayLines = fc.constantFrom<Line>(
  makeLine("IMPS CHG/609200000013", -500n), makeLine("GST IMPS CHG/609200000013", -90n), makeLine("CIB/B100001/FILE", -30_000n),
  makeLine("BRANCH", -10_000n), makeLine("BRANCH", -10_000n), makeLine("CUSTOMER", 20_000n), makeLine("MMT/IMPS//NA/RAVI KUMAR/HDFC", -10_000n),
  makeLine("MMT/IMPS/609200000013/RETURN/X", 10_000n), makeLine("HA5QWERTYUIO0", -10_000n)
)

const cases = entries.chain((rows) => fc.record({
  entries: fc.constant(rows),
  lines: fc.array(rows.length === 0 ? strayLines : fc.oneof(
    fc.constantFrom(...rows).map((entry) => debitOf(entry)),
    fc.constantFrom(...rows).map((entry) => debitOf(entry, { amountPaise: entry.amountPaise / 2n })),
    fc.constantFrom(...rows).map((entry) => returnOf(entry)),
    strayLines
  ), { maxLength: 12 }),
  threads: fc.constantFrom(1, 2),
  shuffle: fc.infiniteStream(fc.nat())
}))

/** Both sides in one order or another, the statement in two files. */
const reconcile = async (own: readonly LedgerEntry[], lines: readonly StatementLine[], threads: number, filesBackwards: boolean) => {
  const recon = await openRecon({ threads })
  try {
    const files = [0, 1].map((index) => ({ index, part: lines.filter(({ lineNo }) => lineNo % 2 === index) }))
    for (const { part, index } of filesBackwards ? files.toReversed() : files) {
      await recon.addStatement({ ...headOf([]), closingPaise: headOf(lines).closingPaise, file: `${index}.csv`, digest: `s${index}` }, part)
    }
    await recon.addLedger({ name: "journal", digest: "l" }, own)
    const { findings: read, save: _, ...run } = await recon.run({ rules: defaultRules, asOf: "2026-04-20" })
    const findings: ReconFinding[] = []
    for await (const finding of read()) findings.push(finding)
    return { run, findings }
  } finally {
    recon.close()
  }
}

const shuffled = <T>(items: readonly T[], random: Iterator<number>): readonly T[] =>
  items.map((item) => ({ item, key: Number(random.next().value) })).toSorted((a, b) => a.key - b.key).map(({ item }) => item)

describe("any ledger and any statement", () => {
  it("gives the same run in any order, uses every row once, and adds up", async () => {
    await fc.assert(fc.asyncProperty(cases, async ({ entries: own, lines: drafts, threads, shuffle }) => {
      const lines = numberLines(drafts)
      const first = await reconcile(own, lines, 1, false)
      const again = await reconcile(shuffled(own, shuffle), shuffled(lines, shuffle), threads, true)
      expect(again.run).toEqual(first.run)
      expect(again.findings).toEqual(first.findings)
      expectWhole(own, lines, first.findings)
      expectSums(first.run, first.findings)
    }), { numRuns: 40 })
  })
})

const expectWhole = (own: readonly LedgerEntry[], lines: readonly StatementLine[], findings: readonly ReconFinding[]): void => {
  const used = findings.flatMap(({ journal }) => journal.map(({ payoutId }) => payoutId))
  expect(used.toSorted()).toEqual(own.map(({ payoutId }) => payoutId).toSorted())
  const shown = findings.flatMap((finding) => finding.lines.map(({ lineNo }) => lineNo))
  expect(shown.toSorted((a, b) => a - b)).toEqual(lines.map(({ lineNo }) => lineNo))
  expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length)
  for (const { outcome, pass, journal, lines: own } of findings) {
    // A pair is a pair unless the finding says that it is a group.
    if (outcome === "matched" && pass !== "group") expect([journal.length, own.length]).toEqual([1, 1])
    if (outcome === "charge" || outcome === "gst") expect(journal).toEqual([])
  }
}

const expectSums = ({ totals, counts }: ReconRun, findings: readonly ReconFinding[]): void => {
  const sum = (pick: (finding: ReconFinding) => bigint): bigint => findings.reduce((total, finding) => total + pick(finding), 0n)
  expect(Object.values(counts).reduce((total, { findings: n }) => total + n, 0)).toBe(findings.length)
  for (const account of totals) {
    const { differencePaise, explainedPaise, unexplainedNetPaise, unexplainedPaise } = account
    const { creditsPaise, debitsPaise, balanced, closingPaise } = account
    expect(differencePaise).toBe(explainedPaise + unexplainedNetPaise)
    expect(differencePaise).toBe(sum(({ journalPaise, statementPaise }) => journalPaise - statementPaise))
    expect(creditsPaise - debitsPaise).toBe(sum(({ statementPaise }) => statementPaise))
    expect(unexplainedPaise === 0n).toBe(findings.every(({ explained }) => explained))
    expect(balanced).toBe(closingPaise !== null && openingPaise + creditsPaise - debitsPaise === closingPaise)
  }
}
