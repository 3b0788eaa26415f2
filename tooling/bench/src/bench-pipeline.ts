import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import type { BenchResult } from "./main.ts"
import { median } from "./rates.ts"
import { openStubBank } from "./stub-bank.ts"

const ROUNDS = 5
const PAYOUTS_A_ROUND = 4000
const WAITING = 64
/** Reserve, mark, settle, and the intake: the durable steps of a payout (MONEY.md, L1). */
const COMMITS_A_PAYOUT = 4

/** Payouts a second of core and journal alone: no cryptography, no network, SQLite FULL on this disk, 64 at a time. */
export const benchPipeline = async (say: (line: string) => void): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), "hundi-bench-"))
  try {
    const { bank, journal } = openStubBank(join(folder, "journal.sqlite"))
    const loops = openLoops(join(folder, "loops.sqlite"))
    await payRound(bank, "warm", 2000)
    const [ours, alone, grouped]: [number[], number[], number[]] = [[], [], []]
    for (let round = 0; round < ROUNDS; round++) {
      alone.push(loops.oneByOne(500))
      grouped.push(loops.grouped(PAYOUTS_A_ROUND))
      ours.push(await payRound(bank, `r${round}`, PAYOUTS_A_ROUND))
      const [one, two, three] = [ours, alone, grouped].map((rates) => Math.round(rates.at(-1) ?? 0))
      say(`round ${round + 1}: ours ${one}/s, four commits a payout one by one ${two}/s, 64 payouts to a commit ${three}/s`)
    }
    loops.close()
    await journal.close()
    const [ourMedian, aloneMedian, groupedMedian] = [median(ours), median(alone), median(grouped)]
    return {
      name: "pipeline",
      ours: Math.round(ourMedian),
      limit: Math.round(groupedMedian),
      unit: "payouts/s",
      better: "higher",
      ratio: Math.round((ourMedian / groupedMedian) * 1000) / 1000,
      peers: { "four commits one by one": Math.round(aloneMedian) }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Bare loops over the same disk: rows of the size of an event, and nothing else. */
const openLoops = (path: string) => {
  const database = new DatabaseSync(path)
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE steps (no INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")
  const insert = database.prepare("INSERT INTO steps (text) VALUES (?)")
  const text = "x".repeat(200)
  const rate = (count: number, work: () => void): number => {
    const began = performance.now()
    work()
    return (count * 1000) / (performance.now() - began)
  }
  return {
    oneByOne: (payouts: number): number =>
      rate(payouts, () => {
        for (let step = 0; step < payouts * COMMITS_A_PAYOUT; step++) insert.run(text)
      }),
    grouped: (payouts: number): number =>
      rate(payouts, () => {
        for (let done = 0; done < payouts; done += WAITING) {
          for (let commit = 0; commit < COMMITS_A_PAYOUT; commit++) {
            database.exec("BEGIN IMMEDIATE")
            for (let one = 0; one < WAITING; one++) insert.run(text)
            database.exec("COMMIT")
          }
        }
      }),
    close: () => database.close()
  }
}

const payRound = async (bank: ReturnType<typeof openStubBank>["bank"], name: string, count: number): Promise<number> => {
  const orders = Array.from({ length: count }, (_, index) => ({
    payoutId: `${name}-${index}`,
    amountPaise: BigInt(100 + index),
    beneficiary: { name: "Test Beneficiary", accountNumber: String(200_000_000_000 + index), ifsc: "TEST0000001" },
    remark: "bench"
  }))
  const began = performance.now()
  for (let start = 0; start < count; start += 500) await bank.payouts.accept(orders.slice(start, start + 500))
  let processed = 0
  await new Promise<void>((resolve, reject) => {
    const running = bank.start({
      sends: WAITING,
      onFault: reject,
      onProcessed: () => {
        if (++processed === count) void running.stop(0).then(resolve)
      }
    })
  })
  const perSecond = (count * 1000) / (performance.now() - began)
  const standings = await bank.payouts.standings(orders.map((order) => order.payoutId))
  const settled = standings.filter((standing) => standing.status === "settled").length
  if (settled !== count) throw new Error(`${count - settled} of ${count} payouts did not settle: the figure would flatter`)
  return perSecond
}
