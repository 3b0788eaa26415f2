import { parseArgs } from "node:util"
import { runEdge } from "./run-edge.ts"

// node --conditions=hundi-source src/edge/main.ts --steps 15
const { values } = parseArgs({ options: { steps: { type: "string", default: "3" } } })
const result = await runEdge({ stepsEach: Number(values.steps), say: (line) => void process.stderr.write(`${line}\n`) })
process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`)
const { doublePaid, lost, stuck, misstated, sentTwice } = result
process.exitCode = [doublePaid, lost, stuck, misstated, sentTwice].every((found) => found.length === 0) ? 0 : 1
