import { readFileSync } from "node:fs"
import { join } from "node:path"
import { listFiles } from "../list-files.ts"
import type { Step } from "../step.ts"

/** Code of at most 500 lines a file, in every language that is kept here; data, generated files and vectors are exempt. */
export const fileLength: Step = ({ root }) =>
  listFiles(root)
    .filter((file) => code.test(file) && !exempt.test(file))
    .flatMap((file) => {
      const lines = countLines(readFileSync(join(root, file), "utf8"))
      return lines > hardLimit ? [`${file} has ${lines} lines; the limit is ${hardLimit}`] : []
    })

const hardLimit = 500
const code = /\.(?:ts|mts|js|mjs|cjs|tsx|css|html|sql|py|php|java|sh)$/
const exempt = /\.data\.ts$|(?:^|\/)generated\//

function countLines(text: string): number {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0)
}
