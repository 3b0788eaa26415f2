import { applyBreak } from "./apply-break.ts"
import type { Shard, ShardResult } from "./run-shards.ts"

const broken = process.env["SIM_BREAK"]
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
    findings,
    rssBytes: process.memoryUsage.rss()
  }
}

process.on("message", (shard: Shard) => {
  void run(shard).then((result) => process.send?.(result))
})
