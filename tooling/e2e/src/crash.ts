import { parseArgs } from "node:util"
import { crashRun } from "./crash-run.ts"

const HELP = `crash: pays a file with a worker that is killed (kill -9) at random moments and started again

  --kills N   how often (default: 50)
  --rows N    rows of the file (default: 3000)
  --port N    where the worker answers (default: 4190)
  --json      one JSON line at the end, nothing else

Exit code 0 when nobody was paid twice and nothing was lost or stuck, 1 when not.`

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "50" },
    rows: { type: "string", default: "3000" },
    port: { type: "string", default: "4190" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false }
  }
})
if (values.help) {
  console.log(HELP)
} else {
  const result = await crashRun({
    kills: Number(values.kills),
    rows: Number(values.rows),
    port: Number(values.port),
    random: Math.random,
    say: values.json ? () => undefined : (line) => console.log(line)
  })
  console.log(JSON.stringify(result))
  process.exitCode = result.doublePays + result.lost + result.stuck === 0 ? 0 : 1
}
