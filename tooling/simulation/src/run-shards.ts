import { readFileSync } from "node:fs"
import { availableParallelism } from "node:os"
import { Worker } from "node:worker_threads"
import { createPrng } from "./prng.ts"
import type { SimulationOptions } from "./run-simulation.ts"
import type { Weather } from "./weather.ts"

/** One world to run. */
export type Shard = Required<Pick<SimulationOptions, "seed" | "payouts" | "weather">>

/** What a world showed, in numbers; `findings` names what broke. */
export interface ShardResult {
  readonly shard: Shard
  readonly doublePays: number
  readonly lost: number
  readonly stuck: number
  readonly violations: number
  readonly crashes: number
  readonly faults: number
  readonly findings: readonly string[]
}

/** The sum over all worlds. */
export interface ShardsResult extends Omit<ShardResult, "shard" | "findings"> {
  readonly payouts: number
  readonly failed: readonly ShardResult[]
  readonly cores: number
  /** Seconds of processor time a core, all worlds together. */
  readonly seconds: number
  readonly peakRssBytes: number
}

/** One world holds so many payouts: what is kept in memory does not grow with the run. */
const WORLD = 2000
/** Of a hundred worlds of a long run so many have a bad week, the others fair weather. */
const WINDY_PERCENT = 4

/** A long run as worlds of their own seeds. */
export const shardsOf = (seed: number, payouts: number, weather: Weather | undefined): readonly Shard[] => {
  const prng = createPrng(seed)
  return Array.from({ length: Math.ceil(payouts / WORLD) }, (_, index): Shard => {
    const drawn = prng.between(1, 2 ** 31 - 1)
    const wind = prng.chance(WINDY_PERCENT / 100)
    return {
      seed: drawn,
      payouts: Math.min(WORLD, payouts - index * WORLD),
      weather: weather ?? (wind ? "windy" : "fair")
    }
  })
}

/** As many small worlds as seeds. */
export const seedsOf = (seed: number, seeds: number, payouts: number, weather: Weather = "windy"): readonly Shard[] =>
  Array.from({ length: seeds }, (_, index) => ({ seed: seed + index, payouts, weather }))

/** Seeds that failed once, and stay. */
export const readCorpus = (path: URL): readonly Shard[] => JSON.parse(readFileSync(path, "utf8")) as readonly Shard[]

/** Runs the worlds on all cores, each on a thread of its own turn after turn. A world depends on its seed alone, not on the thread. */
export const runShards = async (
  shards: readonly Shard[],
  { onDone, broken }: { readonly onDone?: (result: ShardResult) => void; readonly broken?: string }
): Promise<ShardsResult> => {
  const cores = Math.min(availableParallelism(), shards.length)
  const failed: ShardResult[] = []
  const total = { doublePays: 0, lost: 0, stuck: 0, violations: 0, crashes: 0, faults: 0 }
  let [next, payouts, peakRssBytes] = [0, 0, 0]
  const began = performance.now()
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL("shard-worker.ts", import.meta.url), {
        execArgv: ["--conditions=hundi-source"],
        workerData: { broken }
      })
      const give = (): void => worker.postMessage(shards[next++] ?? null)
      worker.on("message", (result: ShardResult) => {
        for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += result[name]
        payouts += result.shard.payouts
        peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss())
        if (result.findings.length > 0) failed.push(result)
        onDone?.(result)
        give()
      })
      worker.on("error", reject)
      worker.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a simulation thread ended with ${code}`))))
      give()
    })
  await Promise.all(Array.from({ length: cores }, work))
  return { ...total, payouts, failed, cores, seconds: (performance.now() - began) / 1000, peakRssBytes }
}
