import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { makeFile } from "./make-file.ts"
import { type Home, runWorker, type Summary } from "./run-worker.ts"
import { startBankSim } from "./start-bank-sim.ts"

const OUTCOMES = ["settled", "accepted", "rejected", "pending", "unknown", "review", "reversed", "notSent"] as const
const sum = (summary: Summary): number => OUTCOMES.reduce((total, name) => total + summary[name], 0)

describe("one command pays a real file, each payout exactly once", () => {
  const folder = mkdtempSync(join(tmpdir(), "hundi-e2e-"))
  const sample = makeFile(500)
  let sim: Awaited<ReturnType<typeof startBankSim>>
  let home: Home
  beforeAll(async () => {
    sim = await startBankSim(join(folder, "bank"))
    home = { state: join(folder, "state"), bankUrl: sim.url, port: 4180, file: join(folder, "payouts.csv") }
    writeFileSync(home.file, sample.csv)
  }, 60_000)
  afterAll(async () => {
    await sim.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it("500 rows: bad ones are reported by line, column and rule; the sums are right; a second run pays nothing", async () => {
    const first = await runWorker(home)
    expect(first.code).toBe(0)
    expect(first.summary).toMatchObject({ payouts: sample.payouts, invalid: sample.invalid, doublePaid: 0 })
    expect(sum(first.summary)).toBe(sample.payouts)
    // Of the sixteen magic accounts three are declined, and one is dropped before processing.
    expect(first.summary.rejected).toBe(3)
    for (const rule of [/ifsc/, /amount.*1\.00/, /two decimals/, /account_number/]) expect(first.stderr).toMatch(rule)
    expect(first.stderr).toMatch(/line 3\d/)

    const debits = ((await (await fetch(`${sim.url}/_sim/ledger`)).json()) as { debits: { state: string }[] }).debits
    const standing = debits.filter((debit) => debit.state !== "reversed")
    expect(first.summary.bankDebits).toBe(standing.length)
    // Settled ones are all debited; of the unknown ones all but the one that was dropped before processing.
    expect(first.summary.bankDebits).toBe(first.summary.settled + first.summary.accepted + first.summary.unknown + first.summary.review - 1)

    const second = await runWorker(home)
    expect(second.code).toBe(0)
    expect(second.summary).toMatchObject({ payouts: sample.payouts, doublePaid: 0, bankDebits: first.summary.bankDebits })
    const after = ((await (await fetch(`${sim.url}/_sim/ledger`)).json()) as { debits: unknown[] }).debits
    expect(after).toHaveLength(debits.length)
  }, 180_000)
})
