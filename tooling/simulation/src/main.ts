import { writeFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { applyBreak } from "./apply-break.ts"

const HELP = `sim: the payout laws under deterministic simulation

  --seed N        the run; the same seed gives the same trace (default: 1)
  --payouts N     how many payouts (default: 2000)
  --json          one JSON line at the end, nothing else
  --trace FILE    writes every step, one JSON object a line
  --break LAW     breaks L1, L2, L3 or L4 on purpose: the run must then fail
  --help

Exit code 0 when nobody was paid twice and nothing was lost or stuck, 1 when not, 2 for a wrong option.`

const numberOf = (name: string, text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} takes a whole number from 1; got ${text}`)
  return value
}

const readOptions = () => {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: "1" },
      payouts: { type: "string", default: "2000" },
      json: { type: "boolean", default: false },
      trace: { type: "string" },
      break: { type: "string" },
      help: { type: "boolean", default: false }
    }
  })
  return { ...values, seed: numberOf("seed", values.seed), payouts: numberOf("payouts", values.payouts) }
}

const main = async (): Promise<number> => {
  const options = readOptions()
  if (options.help) {
    console.log(HELP)
    return 0
  }
  const what = options.break === undefined ? undefined : applyBreak(options.break)
  if (what !== undefined && !options.json) console.log(`Broken on purpose: ${what}.`)
  // Imported only now, so that a break is in place before the code that it breaks.
  const { runSimulation } = await import("./run-simulation.ts")
  const began = performance.now()
  const { verdict, crashes, faults, owners, statuses, trace } = await runSimulation({
    seed: options.seed,
    payouts: options.payouts,
    keepTrace: options.trace !== undefined
  })
  const seconds = (performance.now() - began) / 1000
  if (options.trace !== undefined) writeFileSync(options.trace, trace.join("\n") + "\n")
  const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((total, count) => total + count, 0)
  const summary = {
    seed: options.seed,
    payouts: options.payouts,
    doublePays: verdict.doublePays.length,
    lost: verdict.lost.length,
    stuck: verdict.stuck.length,
    crashes: sum(crashes),
    faults: sum(faults),
    perSecond: Math.round(options.payouts / seconds)
  }
  const failed = summary.doublePays + summary.lost + summary.stuck + verdict.violations.length > 0
  if (!options.json) {
    console.log("Crashes by place:", crashes)
    console.log("Faults by kind:", faults)
    console.log("Owners' orders:", owners)
    console.log("Payouts at the end:", statuses)
  }
  if (failed) {
    const shown = { doublePays: verdict.doublePays, lost: verdict.lost, stuck: verdict.stuck, violations: verdict.violations }
    for (const [name, list] of Object.entries(shown))
      if (list.length > 0) console.error(`${name}: ${list.slice(0, 10).join(", ")}${list.length > 10 ? ", …" : ""}`)
    console.error(
      `Replay: npx pnpm@12.21.0 sim --seed ${options.seed} --payouts ${options.payouts} --trace trace.jsonl${options.break === undefined ? "" : ` --break ${options.break}`}`
    )
  }
  console.log(JSON.stringify(summary))
  return failed ? 1 : 0
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(`sim: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 2
}
