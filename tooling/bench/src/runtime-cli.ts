import { interleave, median } from "./rates.ts"
import { prepare, type RuntimeTask } from "./runtime-entry.ts"

declare const TASK: RuntimeTask

const works = await prepare(TASK)
const rounds = await interleave(works, { rounds: 9, span: { operations: 32 }, now: () => performance.now() })
console.log(JSON.stringify({ raw: median(rounds.raw), open: median(rounds.open) }))
