import { parseArgs } from "node:util"
import { crashRun, isClean } from "./crash-run.ts"
import { printVerdict } from "./crash/print-verdict.ts"

const HELP = `crash: pays with real workers that are killed (kill -9) at random moments and started again

  --kills N   how often (50); 1,000 take about 15 minutes on two cores that are free
  --seed N    what amounts and the moments of the kills follow from (1)
  --json      one JSON line at the end, and progress on standard error
  --help      print this

Two workers share one SQLite journal: one pays files, one takes orders over HTTP (IMPS, NEFT, RTGS, UPI, scheduled, cancelled). At the
end the bank's clock is advanced until nothing is open, and the journal is held against the bank's ledger.

Exit code 0 when nobody was paid twice, nothing is lost or stuck, and journal and ledger agree; 1 when not; 2 for usage and set-up errors.
`

const main = async (): Promise<number> => {
  const { kills, seed, json, help } = readFlags()
  if (help) {
    process.stdout.write(HELP)
    return 0
  }
  const say = (line: string): void => void process.stderr.write(`${line}\n`)
  const result = await crashRun({ kills, seed, say })
  process.stdout.write(json ? `${JSON.stringify({ ok: isClean(result), ...result }, writeBigint)}\n` : printVerdict(result))
  return isClean(result) ? 0 : 1
}

/** Money is a decimal string of paise. */
const writeBigint = (_: string, value: unknown): unknown => (typeof value === "bigint" ? value.toString() : value)

const readFlags = () => {
  const { values } = parseArgs({
    // A package manager may hand over the "--" that separated its own flags from ours.
    args: process.argv.slice(process.argv[2] === "--" ? 3 : 2),
    options: {
      kills: { type: "string", default: "50" },
      seed: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false }
    }
  })
  return { ...values, kills: readWhole("kills", values.kills, 1), seed: readWhole("seed", values.seed, 0) }
}

const readWhole = (name: string, text: string, least: number): number => {
  const value = Number(text)
  if (!/^\d{1,9}$/.test(text) || value < least) throw new Error(`--${name} must be a whole number from ${least} on`)
  return value
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`crash: ${error instanceof Error ? error.message : "failed"}\n`)
  process.exitCode = 2
}
