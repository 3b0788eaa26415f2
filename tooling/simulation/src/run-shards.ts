import { fork } from "node:child_process"
import { readFileSync } from "node:fs"
import { availableParallelism } from "node:os"
import { fileURLToPath } from "node:url"
import { createPrng, type Weather } from "@hundi/crash-kit/engine"
import type { SimulationOptions } from "./run-simulation.ts"

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
  /** Of the process that ran it, afterwards. */
  readonly rssBytes: number
}

/** The sum over all worlds. */
export interface ShardsResult extends Omit<ShardResult, "shard" | "findings" | "rssBytes"> {
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

const entry = fileURLToPath(new URL("shard-worker.ts", import.meta.url))

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

/**
 * Runs the worlds on all cores, world after world in a process each: threads of one process would wait for each other in SQLite's
 * allocator. A world depends on its seed alone, not on where it runs.
 */
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
      const worker = fork(entry, [], {
        execArgv: ["--conditions=hundi-source"],
        env: { ...process.env, ...(broken === undefined ? {} : { SIM_BREAK: broken }) }
      })
      const give = (): void => {
        const shard = shards[next++]
        if (shard === undefined) worker.disconnect()
        else worker.send(shard)
      }
      worker.on("message", (message) => {
        const result = message as ShardResult
        for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += result[name]
        payouts += result.shard.payouts
        peakRssBytes = Math.max(peakRssBytes, result.rssBytes)
        if (result.findings.length > 0) failed.push(result)
        onDone?.(result)
        give()
      })
      worker.on("error", reject)
      worker.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a simulation process ended with ${code}`))))
      give()
    })
  await Promise.all(Array.from({ length: cores }, work))
  return { ...total, payouts, failed, cores, seconds: (performance.now() - began) / 1000, peakRssBytes }
}
