import { parseArgs } from "node:util"
import { printScore, toJsonLine } from "./print-score.ts"
import { scoreClient } from "./score-client.ts"

const HELP = `score-client: lets any client pay against the simulated bank, and counts what it got wrong

  --client "COMMAND"   the client, run by the shell with the path of a CSV as its last argument (README.md says what it gets)
  --bank URL           a simulator that runs already; one is started unless given
  --crash              kill -9 the client in the middle, then run it again
  --plain              only payouts without trouble
  --timeout MS         how long the client should wait for the bank (1500)
  --limit MS           how long one run may take (a minute, and three time-outs for each payout)
  --seed N             seed of the simulator (1)
  --json               one JSON line at the end, nothing else
  --help

Exit code 0 when nothing was paid twice, lost, mis-stated or paid astray, 1 when something was or when the client pays
nothing at all, 2 for a wrong option.`

class UsageError extends Error {}

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        client: { type: "string" },
        bank: { type: "string" },
        crash: { type: "boolean", default: false },
        plain: { type: "boolean", default: false },
        timeout: { type: "string", default: "1500" },
        limit: { type: "string" },
        seed: { type: "string", default: "1" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false }
      }
    }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

const wholeFrom1 = (name: string, text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new UsageError(`--${name} takes a whole number from 1; got ${text}`)
  return value
}

const main = async (): Promise<number> => {
  const { client, bank, crash, plain, timeout, limit, seed, json, help } = readOptions()
  if (help) {
    console.log(HELP)
    return 0
  }
  if (!client) throw new UsageError("--client is missing: the command of the client to score")
  if (bank !== undefined && !URL.canParse(bank)) throw new UsageError(`--bank takes an address; got ${bank}`)
  const score = await scoreClient({
    client,
    crash,
    plain,
    bankTimeoutMs: wholeFrom1("timeout", timeout),
    ...(limit === undefined ? {} : { limitMs: wholeFrom1("limit", limit) }),
    seed: wholeFrom1("seed", seed),
    ...(bank === undefined ? {} : { bankUrl: bank }),
    ...(json ? {} : { say: console.error })
  })
  if (!json) console.log(`${printScore(score)}\n`)
  if (!score.works) {
    const { exitCode, stderr } = score.lastRun
    console.error(`the client paid none of the payouts without trouble, so this score says nothing (exit code ${exitCode}): ${stderr.trim()}`)
  }
  console.log(toJsonLine(score))
  return score.works && score.paidTwice + score.lost + score.misStated + score.stray === 0 ? 0 : 1
}

// Ctrl-C must end the client and the simulator too, which live in groups of their own.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1))
try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(`score-client: ${error.message} (see --help)`)
  process.exitCode = 2
}
