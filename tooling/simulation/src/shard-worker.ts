import { parentPort, workerData } from "node:worker_threads"
import { applyBreak } from "./apply-break.ts"
import type { Shard, ShardResult } from "./run-shards.ts"

const { broken } = workerData as { readonly broken?: string }
if (broken !== undefined) applyBreak(broken)
// Imported only now, so that a break is in place before the code that it breaks.
const { runSimulation } = await import("./run-simulation.ts")

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((total, count) => total + count, 0)

const run = async (shard: Shard): Promise<ShardResult> => {
  const { verdict, crashes, faults } = await runSimulation(shard)
  const findings = Object.entries(verdict).flatMap(([name, list]) => (list as readonly string[]).map((one) => `${name}: ${one}`))
  return {
    shard,
    doublePays: verdict.doublePays.length,
    lost: verdict.lost.length,
    stuck: verdict.stuck.length,
    violations: verdict.violations.length,
    crashes: sum(crashes),
    faults: sum(faults),
    findings
  }
}

parentPort?.on("message", (shard: Shard | null) => {
  if (shard === null) parentPort?.close()
  else void run(shard).then((result) => parentPort?.postMessage(result))
})
