import { appendFile, mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { ReconFinding } from "../result.ts"
import type { LedgerEntry, StatementHead } from "../rows.ts"
import type { FindingsFilter } from "./read-findings.ts"
import { mergeRuns, ReconMergeError } from "./merge-runs.ts"
import { type FinishedRun, openRecon } from "./open-recon.ts"
import { openRun } from "./open-run.ts"
import { defaultRules } from "./rules.ts"
import { account, debitOf, headOf, makeEntry, makeLine, numberLines } from "./testing/make-rows.ts"

let folder = ""
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), "hundi-recon-save-")) })
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Readable {
  readonly findings: (filter?: FindingsFilter) => AsyncIterable<ReconFinding>
}

const all = async (of: Readable, filter?: FindingsFilter): Promise<readonly ReconFinding[]> => {
  const findings: ReconFinding[] = []
  for await (const finding of of.findings(filter)) findings.push(finding)
  return findings
}

/** One day: two payouts, one debited, and a charge. */
const runDay = async <T>(day: number, act: (run: FinishedRun) => Promise<T>, over: Partial<StatementHead> = {}): Promise<T> => {
  const date = `2026-04-0${day}`
  const entries: readonly LedgerEntry[] = [makeEntry(day, { businessDate: date }), makeEntry(day + 50, { businessDate: date })]
  const lines = [debitOf(entries[0] as LedgerEntry), makeLine("IMPS CHG/1", -500n, { postedOn: date })]
  const opening = 1_000_000n - BigInt(day - 1) * 10_500n
  const head = headOf(lines, { digest: `s${day}`, file: `${date}.csv`, from: date, to: date, openingPaise: opening })
  const recon = await openRecon({ threads: 1 })
  try {
    await recon.addLedger({ name: "journal", digest: `l${day}` }, entries)
    const spent = lines.reduce((sum, { amountPaise }) => sum + amountPaise, 0n)
    await recon.addStatement({ ...head, closingPaise: opening - spent, ...over }, numberLines(lines))
    return await act(await recon.run({ rules: defaultRules, asOf: "2026-04-20" }))
  } finally {
    recon.close()
  }
}

const saveDay = (day: number, over: Partial<StatementHead> = {}, name = `day-${day}`): Promise<string> =>
  runDay(day, (run) => run.save(join(folder, name)), over)

describe("a saved run", () => {
  it("is read again as it was", async () => {
    await runDay(1, async (run) => {
      const path = await run.save(join(folder, "runs", run.digest))
      const { findings, save: _, ...body } = run
      const saved = await openRun(path)
      try {
        const { findings: read, close: __, rules, ...again } = saved
        expect(again).toEqual(body)
        expect(rules).toEqual(defaultRules)
        expect(await all({ findings: read })).toEqual(await all({ findings }))
      } finally {
        saved.close()
      }
      expect(await readdir(path)).toEqual(["findings.parquet", "run.json"])
      expect(await readdir(join(folder, "runs"))).toEqual([run.digest])
    })
  })

  it("is never written over, and saving it twice is saving it once", async () => {
    const path = await saveDay(1, {}, "same")
    const before = await readFile(join(path, "run.json"), "utf8")
    expect(await saveDay(1, {}, "same")).toBe(path)
    expect(await readFile(join(path, "run.json"), "utf8")).toBe(before)
    await expect(saveDay(2, {}, "same")).rejects.toThrow("holds something else")
  })

  it("is refused when somebody has changed it", async () => {
    const path = await saveDay(1, {}, "changed")
    await appendFile(join(path, "findings.parquet"), "x")
    await expect(openRun(path)).rejects.toThrow("not those that were saved")
  })

  it("answers about one payout, one outcome, one account", async () => {
    await runDay(1, async (run) => {
      expect(await all(run, { about: "p1" })).toMatchObject([{ outcome: "matched" }])
      expect(await all(run, { about: makeEntry(51).reference })).toMatchObject([{ outcome: "sent-no-debit" }])
      expect(await all(run, { about: "CHG/1" })).toMatchObject([{ outcome: "charge" }])
      expect(await all(run, { outcomes: ["charge", "gst"] })).toHaveLength(1)
      expect(await all(run, { explained: false })).toMatchObject([{ outcome: "sent-no-debit" }])
      expect(await all(run, { account: "another" })).toEqual([])
      const [first] = await all(run)
      expect(await all(run, { id: first?.id ?? "" })).toEqual([first])
      expect(await all(run, { about: "it's" })).toEqual([])
    })
  })

  it("can be read while it is being read", async () => {
    await runDay(1, async (run) => {
      let count = 0
      for await (const _ of run.findings()) count += (await all(run, { explained: true })).length
      expect(count).toBe(6)
    })
  })
})

describe("runs over parts", () => {
  const closing = (day: number): bigint => 1_000_000n - BigInt(day - 1) * 10_500n - (10_000n + BigInt(day) * 7n + 500n)

  it("make one whole: sums, balances, findings", async () => {
    const merged = await mergeRuns([await saveDay(2, { openingPaise: closing(1) }, "m2"), await saveDay(1, {}, "m1")])
    try {
      expect(merged.totals).toHaveLength(1)
      expect(merged.totals[0]).toMatchObject({ account, from: "2026-04-01", to: "2026-04-02", openingPaise: 1_000_000n, debitsPaise: 10_007n + 10_014n + 1_000n })
      expect(merged.counts).toMatchObject({ matched: { findings: 2 }, charge: { findings: 2, paise: 1_000n }, "sent-no-debit": { findings: 2 } })
      expect(await all(merged)).toHaveLength(6)
      expect(merged.totals[0]?.unexplainedPaise).toBe(BigInt(10_000 + 51 * 7 + 10_000 + 52 * 7))
    } finally {
      merged.close()
    }
  })

  it("have one digest in any order", async () => {
    const folders = [await saveDay(1, {}, "m1"), await saveDay(2, { openingPaise: closing(1) }, "m2")]
    const digests = await Promise.all([folders, folders.toReversed()].map(async (order) => {
      const merged = await mergeRuns(order)
      merged.close()
      return merged.digest
    }))
    expect(digests[0]).toBe(digests[1])
  })

  it("are refused when they share a file, overlap, or do not hand over their balance", async () => {
    const first = await saveDay(1, {}, "m1")
    await expect(mergeRuns([])).rejects.toThrow(ReconMergeError)
    await expect(mergeRuns([first, first])).rejects.toThrow("is in two of the runs")
    await expect(mergeRuns([first, await saveDay(2, { from: "2026-04-01", openingPaise: closing(1) }, "overlaps")])).rejects.toThrow("overlaps")
    await expect(mergeRuns([first, await saveDay(2, { openingPaise: 5n }, "torn")])).rejects.toThrow("another balance")
    await expect(mergeRuns([first, await saveDay(1, { digest: "s9" }, "twice")])).rejects.toThrow("is in two of the runs")
  })
})
