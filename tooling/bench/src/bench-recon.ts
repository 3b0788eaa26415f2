import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import type { BenchResult } from "./main.ts"
import { runOurs } from "./recon/run-ours.ts"
import { type Classes, runBareCount, runBareJoin, runMap, runPandas, runSqlite } from "./recon/run-peers.ts"
import { type BenchFiles, writeBenchFiles } from "./recon/write-bench-files.ts"

const THREADS = 2
const ROUNDS = 5
/** From here up peers would not fit: one round, within a bound of memory. */
const LARGE_ROWS = 5_000_000
/** DuckDB's own; with Node and what it does not count, the process stays below 2 GB. */
const LARGE_MEMORY_MIB = 1_000

/**
 * Milliseconds to reconcile two files of a million rows, 96 in 100 clean, against a bare full outer join over the same files that only
 * classifies by key and keeps the class. `--rows N` for another size; from five million up, within 2 GB and without peers.
 */
export const benchRecon = async (say: (line: string) => void): Promise<BenchResult> => {
  const { values } = parseArgs({ strict: false, allowPositionals: true, options: { rows: { type: "string", default: "1000000" } } })
  const rows = Number(values.rows)
  if (!Number.isInteger(rows) || rows < 1000) throw new Error("--rows must be a whole number from 1000")
  const folder = await mkdtemp(join(tmpdir(), "hundi-bench-recon-"))
  try {
    say(`writing ${rows} payouts and their lines ...`)
    const files = await writeBenchFiles(folder, rows, 7)
    return rows >= LARGE_ROWS ? await benchLarge(files, rows, folder, say) : await benchRounds(files, say)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const benchRounds = async (files: BenchFiles, say: (line: string) => void): Promise<BenchResult> => {
  const times: Record<"ours" | "limit", number[]> = { ours: [], limit: [] }
  for (let round = 0; round < ROUNDS; round++) {
    times.limit.push(await timeMs(() => runBareJoin(files, THREADS)))
    times.ours.push(await timeMs(() => checkOurs(files)))
    say(`round ${round + 1}: ours ${times.ours.at(-1)} ms, bare join ${times.limit.at(-1)} ms`)
  }
  const peers: Record<string, number> = {}
  const contenders = { "duckdb, counting only": () => runBareCount(files, THREADS), 
    pandas: () => runPandas(files), sqlite3: () => runSqlite(files), "csv-parse + Map": () => runMap(files) }
  for (const [name, run] of Object.entries(contenders)) {
    let classes: Classes | null = null
    const ms = await timeMs(async () => { classes = await run() })
    if (classes === null) say(`${name} is not on this machine`)
    else peers[name] = ms
  }
  const ratios = times.ours.map((ms, round) => ms / (times.limit[round] ?? ms))
  const result = { name: "recon", ours: median(times.ours), limit: median(times.limit), unit: "ms", better: "lower" as const }
  return { ...result, ratio: Math.round(median(ratios) * 100) / 100, peers }
}

/** Fast, but right: the mess that was written must be what was found. */
const checkOurs = async (files: BenchFiles): Promise<void> => {
  const { counts, totals } = await runOurs(files, { threads: THREADS })
  const found = counts["amount-differs"].findings > 0 && counts["duplicate-debit"].findings > 0 && counts["sent-no-debit"].findings > 0
  if (!found || counts.ambiguous.findings > 10 || totals.some(({ balanced }) => !balanced)) throw new Error("the engine did not find what was written")
}

const benchLarge = async (files: BenchFiles, rows: number, folder: string, say: (line: string) => void): Promise<BenchResult> => {
  let step = performance.now()
  const oursMs = await timeMs(() => runOurs(files, { threads: THREADS, memoryMib: LARGE_MEMORY_MIB, tempFolder: join(folder, "spill") }, (name) => {
    say(`${Math.round(performance.now() - step)} ms; ${name}`)
    step = performance.now()
  }))
  // Read before the bare join runs, which has no bound: the highest that this process was.
  const peakMib = Math.round(process.resourceUsage().maxRSS / 1024)
  const limit = await timeMs(() => runBareJoin(files, THREADS))
  say(`${rows} x ${rows}: ${oursMs} ms, at most ${peakMib} MiB`)
  const ratio = Math.round((oursMs / limit) * 100) / 100
  return { name: "recon", ours: oursMs, limit, unit: "ms", better: "lower", ratio, peers: { "peak MiB": peakMib } }
}

const timeMs = async (run: () => unknown): Promise<number> => {
  const started = performance.now()
  await run()
  return Math.round(performance.now() - started)
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
