import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Step } from "./step.ts"
import { apiReports } from "./steps/api-reports.ts"
import { catalogue } from "./steps/catalogue.ts"
import { changesets } from "./steps/changesets.ts"
import { examples } from "./steps/examples.ts"
import { fileLength } from "./steps/file-length.ts"
import { forbiddenWords } from "./steps/forbidden-words.ts"
import { graph } from "./steps/graph.ts"
import { imports } from "./steps/imports.ts"
import { knip } from "./steps/knip.ts"
import { links } from "./steps/links.ts"
import { lint } from "./steps/lint.ts"
import { pack } from "./steps/pack.ts"
import { surface } from "./steps/surface.ts"
import { typecheck } from "./steps/typecheck.ts"

/**
 * Everything that must hold and that tests do not show. From the root:
 *
 *   pnpm verify                      all steps
 *   pnpm verify graph links          some of them
 *   pnpm verify --write              also brings generated files up to date (graph, api-reports)
 *
 * The last line is `N passed, N failed`; the exit code is 1 when anything failed.
 */
const steps: Readonly<Record<string, Step>> = {
  "forbidden-words": forbiddenWords,
  "file-length": fileLength,
  links,
  changesets,
  graph,
  imports,
  knip,
  catalogue,
  "api-reports": apiReports,
  surface,
  typecheck,
  lint,
  examples,
  pack
}

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const root = fileURLToPath(new URL("../../..", import.meta.url)).replace(/[\\/]$/, "")
  const write = args.includes("--write")
  const wanted = args.filter((arg) => !arg.startsWith("--"))
  const unknown = [...wanted.filter((name) => !(name in steps)), ...args.filter((arg) => arg.startsWith("--") && arg !== "--write")]
  if (unknown.length > 0) {
    console.error(`unknown: ${unknown.join(", ")}. Steps: ${Object.keys(steps).join(", ")}; flag: --write`)
    return 2
  }
  const names = wanted.length > 0 ? wanted : Object.keys(steps)
  const failed: string[] = []
  for (const name of names) if (!(await runStep(name, root, write))) failed.push(name)
  const passed = names.length - failed.length
  const folder = join(root, "tooling/scripts/.reports")
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, "verify.json"), JSON.stringify({ passed, failed: failed.length, failedSteps: failed }))
  console.log(`${passed} passed, ${failed.length} failed`)
  return failed.length === 0 ? 0 : 1
}

async function runStep(name: string, root: string, write: boolean): Promise<boolean> {
  const startMs = performance.now()
  let problems: readonly string[]
  try {
    problems = await steps[name]!({ root, write })
  } catch (error) {
    problems = [error instanceof Error ? (error.stack ?? error.message) : String(error)]
  }
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
  console.log(`${problems.length === 0 ? "ok  " : "FAIL"} ${name.padEnd(16)} ${seconds.padStart(6)} s`)
  for (const problem of problems) console.log(problem.replace(/^/gm, "     "))
  return problems.length === 0
}
