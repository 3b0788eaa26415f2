import { parseArgs } from "node:util"
import { isClean } from "./judge-storm.ts"
import { makeStormKeys } from "./storm-keys.ts"
import { stormRun } from "./storm-run.ts"

const HELP = `storm: the bank's callbacks to the app on Deno, over loopback, with repeats and out of order

  --calls N      how many (10000)
  --rate N       a second (60); 0 sends all at once
  --kills N      kill -9 and start again, that often (0)
  --both-keys    half of the calls are sealed to the previous key
  --bits N       of the partner's keys (4096, as the bank wants them; 2048 for a machine that is busy)
  --seed N       what the calls follow from (1)
  --json         one JSON line at the end, and progress on standard error
  --help         print this

Exit code 0 when each effect came once, nothing acknowledged is lost, nothing was answered late and no log names anybody; 1 when not.
`

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    args: process.argv.slice(process.argv[2] === "--" ? 3 : 2),
    options: {
      calls: { type: "string", default: "10000" },
      rate: { type: "string", default: "60" },
      kills: { type: "string", default: "0" },
      bits: { type: "string", default: "4096" },
      seed: { type: "string", default: "1" },
      "both-keys": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false }
    }
  })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  const keys = await makeStormKeys(readWhole("bits", values.bits, 2048))
  const result = await stormRun({
    keys,
    calls: readWhole("calls", values.calls, 1),
    perSecond: readWhole("rate", values.rate, 0),
    kills: readWhole("kills", values.kills, 0),
    seed: readWhole("seed", values.seed, 0),
    bothGenerations: values["both-keys"],
    say: (line) => void process.stderr.write(`${line}\n`)
  })
  const isGood = isClean(result) && !result.leaked && result.answersWrong === 0 && result.badSignatures === 0
  process.stdout.write(values.json ? `${JSON.stringify({ ok: isGood, ...result })}\n` : `${print({ ok: isGood, ...result })}\n`)
  return isGood ? 0 : 1
}

const print = (result: object): string => Object.entries(result).map(([name, value]) => `${name.padEnd(20)} ${String(value)}`).join("\n")

const readWhole = (name: string, text: string, least: number): number => {
  const value = Number(text)
  if (!/^\d{1,9}$/.test(text) || value < least) throw new Error(`--${name} must be a whole number from ${least} on`)
  return value
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`storm: ${error instanceof Error ? error.message : "failed"}\n`)
  process.exitCode = 2
}
