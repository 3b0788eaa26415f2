import { parseArgs } from "node:util"
import { makeCorpus } from "./make-corpus.ts"
import { scoreCorpus } from "./score-corpus.ts"

/** `node --conditions=hundi-source src/recon/corpus-cli.ts --lines 1000000 --seed 7`: prints the score; exit 3 when it is not enough. */
const { values } = parseArgs({ options: { lines: { type: "string", default: "1000000" }, seed: { type: "string", default: "7" } } })
const { score } = await scoreCorpus(makeCorpus(Number(values.seed), Number(values.lines)))
console.log(JSON.stringify({ name: "recon-corpus", seed: Number(values.seed), ...score }))
if (score.falseMatches > 0 || score.recallPercent < 99.5) process.exitCode = 3
