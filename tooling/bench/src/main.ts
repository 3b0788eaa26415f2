import { parseArgs } from "node:util"
import { benchEnvelope } from "./bench-envelope.ts"
import { benchPipeline } from "./bench-pipeline.ts"
import { benchRecon } from "./bench-recon.ts"
import { benchSimulator } from "./bench-simulator.ts"
import { benchWake } from "./bench-wake.ts"
import { benchWorker } from "./bench-worker.ts"

/** One benchmark's last line; `ratio` is ours over limit. */
export interface BenchResult {
  readonly name: string
  readonly ours: number
  readonly limit: number
  readonly unit: string
  readonly better: "higher" | "lower"
  readonly ratio: number
  readonly peers: Readonly<Record<string, number>>
}

const benches: Readonly<Record<string, (say: (line: string) => void) => Promise<BenchResult>>> = {
  envelope: benchEnvelope,
  worker: benchWorker,
  pipeline: benchPipeline,
  wake: benchWake,
  simulator: benchSimulator,
  recon: benchRecon
}

const HELP = `bench NAME [--json]: one benchmark against its limit, interleaved in one run; medians

  envelope  opening and sealing with cached RSA-4096 keys; limits: the bare private and public operation; peers: jose, node-forge
  worker    payouts a second, end to end: embedded SQLite, real RSA-4096, 16 in flight, the simulator in another process;
            limit: one raw RSA-4096 private operation and four synchronous commits a payout
  pipeline  core and journal alone: cryptography and bank stubbed in the process, SQLite FULL, 64 payouts at a time, group commit;
            goal: 4,000; limits: four bare commits a payout, one by one, and 64 payouts to a commit
  wake      how long after its time a scheduled payout is claimed, 99th of a hundred, ms; limit: 50 ms
  simulator plain IMPS payments a second of the simulated bank as a library, without cryptography; goal: 10,000;
            limit: reading the same bodies and keeping them in a Map
  recon     ms to reconcile two CSV files of a million rows (--rows N); goal: 2.0 x the limit; limit: a bare DuckDB full outer join over the
            same files that only classifies by key; peers: pandas, sqlite3, csv-parse and a Map; from 5,000,000 rows: within 2 GB`

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean", default: false }, help: { type: "boolean", default: false }, rows: { type: "string" } }
  })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const bench = benches[positionals[0] ?? ""]
  if (bench === undefined) throw new Error(`bench takes a name: ${Object.keys(benches).join(", ")}`)
  const result = await bench(values.json ? () => undefined : (line) => console.log(line))
  console.log(JSON.stringify(result))
  return 0
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 2
}
