import { interleave, median } from "./rates.ts"
import { prepare, type RuntimeTask } from "./runtime-entry.ts"

declare const TASK: RuntimeTask

const works = await prepare(TASK)
const rounds = await interleave(works, { rounds: 5, spanMs: 300, now: () => performance.now() })
console.log(JSON.stringify({ raw: median(rounds.raw), open: median(rounds.open) }))
