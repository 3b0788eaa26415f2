import { medianRates } from "./rates.ts"
import { prepare, type RuntimeTask } from "./runtime-entry.ts"

declare const TASK: RuntimeTask

const works = await prepare(TASK)
const rates = await medianRates(works, { rounds: 5, spanMs: 300, now: () => performance.now() })
console.log(JSON.stringify(rates))
