import { fileURLToPath } from "node:url"
import { newApi } from "./new-api.ts"

/**
 * Adds an API to the catalogue, from the root and without questions:
 *
 *   pnpm new api cib lien-enquiry        packages/catalog/src/cib/lien-enquiry.ts and its sample
 *
 * Exit code 2 when it was called in a wrong way or the name is taken; then nothing is written.
 */
const root = fileURLToPath(new URL("../../../..", import.meta.url)).replace(/[\\/]$/, "")
const [what, family, operation, ...rest] = process.argv.slice(2)
const problem =
  what !== "api" || family === undefined || operation === undefined || rest.length > 0
    ? "use: new api FAMILY OPERATION, such as: new api cib lien-enquiry"
    : newApi(root, family, operation)

if (typeof problem === "string") {
  console.error(problem)
  process.exitCode = 2
} else {
  for (const file of problem.files) console.log(`wrote ${file}`)
  console.log(`next: fill both in, then run: node tooling/scripts/src/catalogue/main.ts`)
}
