import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { writeOrCompare } from "../write-or-compare.ts"
import { gatherDeclarations } from "./gather-declarations.ts"

/** The first step: before it the families may lack a new declaration, so it loads none of them. */
const root = fileURLToPath(new URL("../../../..", import.meta.url)).replace(/[\\/]$/, "")
const folder = "packages/catalog/src"
const files = await gatherDeclarations(join(root, folder))
const options = { root, write: !process.argv.includes("--check") }
const problems = [...files].flatMap(([file, text]) => writeOrCompare(options, `${folder}/${file}`, text, "node tooling/scripts/src/catalogue/main.ts"))

for (const problem of problems) console.log(problem)
console.log(`gather: ${files.size} files, ${problems.length} problems`)
process.exitCode = problems.length === 0 ? 0 : 1
