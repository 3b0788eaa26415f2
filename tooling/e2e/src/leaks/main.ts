import { parseArgs } from "node:util"
import type { Leak } from "./capture.ts"
import { runLeaks } from "./run-leaks.ts"

const HELP = `leaks: plants secrets and personal values in workers, and looks for them in every log, error, trace, page and answer

  --long        100,000 outputs (20,000 unless told)
  --outputs N   at least N outputs
  --seed N      what is planted and what goes wrong (1)
  --world N     one world alone, by the seed that a leak names
  --json        one JSON line at the end, nothing else

Exit code 0 when no planted value was seen, 1 when one was.`

const { values } = parseArgs({
  options: {
    long: { type: "boolean", default: false },
    outputs: { type: "string" },
    seed: { type: "string", default: "1" },
    world: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false }
  }
})

const describe = ({ planted, form, output, where, seed, excerpt }: Leak): string =>
  `LEAK: ${planted.kind} (${form}) in ${output}, ${where}; --world ${seed}\n  ...${JSON.stringify(excerpt)}...`

if (values.help) console.log(HELP)
else {
  const result = await runLeaks({
    seed: Number(values.seed),
    outputs: Number(values.outputs ?? (values.long ? 100_000 : 20_000)),
    world: values.world === undefined ? undefined : Number(values.world),
    onLeak: (leak) => void (values.json || process.stdout.write(`${describe(leak)}\n`))
  })
  const { examples, ...summary } = result
  console.log(JSON.stringify({ ...summary, places: examples.length }))
  process.exitCode = result.leaks === 0 ? 0 : 1
}
