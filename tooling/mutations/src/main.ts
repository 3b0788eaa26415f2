import { parseArgs } from "node:util"
import { corpus } from "./corpus/corpus.ts"
import type { Verdict } from "./judge.ts"
import type { Mutation } from "./mutation.ts"
import { runMutations } from "./run-mutations.ts"
import { writeTable } from "./table.ts"

const HELP = `mutations: puts known money bugs into the code, one at a time and in memory, and runs the tests on each

  --only ID       this one alone; may be given several times
  --json          one JSON line at the end of standard output, progress on standard error
  --write         writes docs/generated/mutations.md
  --help

Exit code 0 when every mutation was caught, 1 when one survived, 2 when the run says nothing (a wrong option, tests that are
red without any mutation, a mutation that no longer fits its file).`

const readOptions = () => {
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true, default: [] },
      json: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      help: { type: "boolean", default: false }
    }
  })
  const unknown = values.only.find((id) => corpus.every((one) => one.id !== id))
  if (unknown !== undefined) throw new Error(`--only takes the id of a mutation; there is no ${unknown}`)
  if (values.write && values.only.length > 0) throw new Error("--write needs all mutations: leave --only out")
  return values
}

const main = async (): Promise<number> => {
  const options = readOptions()
  if (options.help) {
    console.log(HELP)
    return 0
  }
  const tell = options.json ? console.error : console.log
  const chosen = options.only.length === 0 ? corpus : corpus.filter(({ id }) => options.only.includes(id))
  const began = performance.now()
  tell(`${chosen.length} mutations; each file of tests runs without any first`)
  let done = 0
  const verdicts = await runMutations(chosen, (verdict) => tell(`${++done}/${chosen.length} ${lineOf(verdict)}`))
  const survived = verdicts.filter(({ caughtBy }) => caughtBy === undefined).map(({ id }) => id)
  if (options.write) writeTable(chosen, verdicts)
  const seconds = Math.round((performance.now() - began) / 100) / 10
  const summary = { mutations: chosen.length, killed: chosen.length - survived.length, survived, seconds }
  tell(sumUp(chosen, survived))
  if (options.json) console.log(JSON.stringify(summary))
  else console.log(`${summary.killed} of ${summary.mutations} were caught, in ${seconds} s`)
  return survived.length === 0 ? 0 : 1
}

const lineOf = ({ id, caughtBy, ms }: Verdict): string => {
  const fate = caughtBy === undefined ? "SURVIVED" : `caught by ${caughtBy.file}: ${caughtBy.test} (${caughtBy.message})`
  return `${id}: ${fate} ${Math.round(ms)} ms`
}

/** How many of each law, and what got through. */
const sumUp = (mutations: readonly Mutation[], survived: readonly string[]): string => {
  const rows = [...new Set(mutations.map(({ law }) => law))].map((law) => {
    const own = mutations.filter((mutation) => mutation.law === law)
    return `${law.padEnd(5)}${String(own.length).padStart(9)}${String(own.filter(({ id }) => !survived.includes(id)).length).padStart(8)}`
  })
  const through = mutations.filter(({ id }) => survived.includes(id)).map(({ id, what }) => `SURVIVED ${id}: ${what}`)
  return ["", "law  mutations  caught", ...rows, ...through, ""].join("\n")
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(`mutations: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 2
}
