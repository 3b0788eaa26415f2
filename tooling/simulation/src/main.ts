import { writeFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { applyBreak } from "./apply-break.ts"
import { readCorpus, runShards, seedsOf, type Shard, type ShardsResult, shardsOf } from "./run-shards.ts"
import { type Weather, weathers } from "@hundi/crash-kit/engine"

const HELP = `sim: the payout laws under deterministic simulation

  --seed N        the run; the same seed gives the same trace (default: 1)
  --payouts N     how many payouts (default: 2000)
  --seeds N       as many runs of their own seeds, from --seed on; --payouts is then each run's
  --weather W     ${Object.keys(weathers).join(", ")}: how much goes wrong. Rough for up to 5,000 payouts, windy for --seeds;
                  a longer run is made of worlds of 2,000, some windy, most fair
  --corpus        runs every seed that ever failed
  --json          one JSON line at the end, nothing else
  --trace FILE    writes every step, one JSON object a line (a single run)
  --break LAW     breaks L1, L2, L3 or L4 on purpose: the run must then fail
  --help

A run that fails prints the command that replays it, and its seed joins tooling/simulation/corpus.json.
Exit code 0 when nobody was paid twice and nothing was lost or stuck, 1 when not, 2 for a wrong option.`

const SINGLE_UP_TO = 5000
const corpusFile = new URL("../corpus.json", import.meta.url)

const numberOf = (name: string, text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} takes a whole number from 1; got ${text}`)
  return value
}

const weatherOf = (text: string | undefined): Weather | undefined => {
  if (text === undefined || Object.hasOwn(weathers, text)) return text as Weather | undefined
  throw new Error(`--weather takes ${Object.keys(weathers).join(", ")}; got ${text}`)
}

const readOptions = () => {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: "1" },
      payouts: { type: "string" },
      seeds: { type: "string" },
      weather: { type: "string" },
      corpus: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      trace: { type: "string" },
      break: { type: "string" },
      help: { type: "boolean", default: false }
    }
  })
  const seeds = values.seeds === undefined ? undefined : numberOf("seeds", values.seeds)
  const payouts = numberOf("payouts", values.payouts ?? (seeds === undefined ? "2000" : "50"))
  return { ...values, seed: numberOf("seed", values.seed), payouts, seeds, weather: weatherOf(values.weather) }
}

type Options = ReturnType<typeof readOptions>

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((total, count) => total + count, 0)

/** One world in this very thread, with its trace. */
const runOne = async (shard: Shard, options: Options): Promise<ShardsResult> => {
  const { runSimulation } = await import("./run-simulation.ts")
  const began = performance.now()
  const { verdict, crashes, faults, owners, statuses, trace } = await runSimulation({ ...shard, keepTrace: options.trace !== undefined })
  const seconds = (performance.now() - began) / 1000
  if (options.trace !== undefined) writeFileSync(options.trace, trace.join("\n") + "\n")
  if (!options.json) {
    console.log("Crashes by place:", crashes)
    console.log("Faults by kind:", faults)
    console.log("Owners' orders:", owners)
    console.log("Payouts at the end:", statuses)
  }
  const findings = Object.entries(verdict).flatMap(([name, list]) => (list as readonly string[]).map((one) => `${name}: ${one}`))
  const counts = {
    doublePays: verdict.doublePays.length,
    lost: verdict.lost.length,
    stuck: verdict.stuck.length,
    violations: verdict.violations.length,
    crashes: sum(crashes),
    faults: sum(faults)
  }
  const failed = findings.length > 0 ? [{ ...counts, shard, findings, rssBytes: 0 }] : []
  return { ...counts, payouts: shard.payouts, failed, cores: 1, seconds, peakRssBytes: process.memoryUsage.rss() }
}

const runMany = (shards: readonly Shard[], options: Options): Promise<ShardsResult> => {
  let done = 0
  const began = performance.now()
  const show = process.stderr.isTTY && !options.json
  const onDone = (): void => {
    done++
    if (!show) return
    const left = ((performance.now() - began) / done / 1000) * (shards.length - done)
    process.stderr.write(`\r${done} of ${shards.length} worlds, ${Math.round(left)} s to go   `)
  }
  return runShards(shards, { onDone, ...(options.break === undefined ? {} : { broken: options.break }) }).finally(() => {
    if (show) process.stderr.write("\n")
  })
}

/** What failed is printed with the command that replays it, and remembered. */
const reportFailures = ({ failed }: ShardsResult, broken: string | undefined): void => {
  for (const { shard, findings } of failed.slice(0, 10)) {
    for (const finding of findings.slice(0, 10)) console.error(finding)
    const again = `--seed ${shard.seed} --payouts ${shard.payouts} --weather ${shard.weather}`
    console.error(`Replay: npx pnpm@12.21.0 sim ${again} --trace trace.jsonl${broken === undefined ? "" : ` --break ${broken}`}`)
  }
  if (broken !== undefined || failed.length === 0) return
  const known = readCorpus(corpusFile)
  const isNew = ({ seed, payouts, weather }: Shard): boolean =>
    !known.some((one) => one.seed === seed && one.payouts === payouts && one.weather === weather)
  const added = failed.map(({ shard }) => shard).filter(isNew)
  writeFileSync(corpusFile, `${JSON.stringify([...known, ...added], null, 2)}\n`)
}

const main = async (): Promise<number> => {
  const options = readOptions()
  if (options.help) {
    console.log(HELP)
    return 0
  }
  const { seed, payouts, seeds, weather } = options
  const shards = options.corpus
    ? readCorpus(corpusFile)
    : seeds !== undefined
      ? seedsOf(seed, seeds, payouts, weather)
      : payouts <= SINGLE_UP_TO
        ? [{ seed, payouts, weather: weather ?? "rough" }]
        : shardsOf(seed, payouts, weather)
  const what = options.break === undefined ? undefined : applyBreak(options.break)
  if (what !== undefined && !options.json) console.log(`Broken on purpose: ${what}.`)
  const [only] = shards
  const result = shards.length === 1 && only !== undefined ? await runOne(only, options) : await runMany(shards, options)
  reportFailures(result, options.break)
  const { doublePays, lost, stuck, crashes, faults, cores, seconds } = result
  const perSecond = Math.round(result.payouts / seconds)
  const perSecondACore = Math.round(result.payouts / seconds / cores)
  const more = { perSecondACore, cores, worlds: shards.length, rssMiB: Math.round(result.peakRssBytes / 2 ** 20) }
  console.log(JSON.stringify({ seed, payouts: result.payouts, doublePays, lost, stuck, crashes, faults, perSecond, ...more }))
  return result.failed.length > 0 ? 1 : 0
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(`sim: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 2
}
