import { mkdirSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { printReports } from "./print-reports.ts"
import { runRuntimes } from "./run-runtimes.ts"
import type { Summary } from "./run-runtimes.ts"
import type { RuntimeName } from "./suite.ts"

/** What each word of the command runs. Where no browser is found, `all` says so and goes on. */
const targets: Readonly<Record<string, readonly RuntimeName[]>> = {
  node: ["node"],
  deno: ["deno"],
  bun: ["bun"],
  workerd: ["workerd", "workerd-bare"],
  browser: ["browser"],
  all: ["node", "deno", "bun", "workerd", "workerd-bare", "browser"]
}

const LONG_CORRUPTIONS = 100_000

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const words = args.filter((arg) => !["--json", "--long", "--"].includes(arg))
  const long = args.includes("--long")
  const runtimes = words.flatMap((word) => targets[word] ?? [])
  const unknown = words.length === 0 || words.some((word) => !Object.hasOwn(targets, word))
  if (unknown || (long && runtimes.join() !== "node")) {
    console.error(`usage: conformance ${Object.keys(targets).join("|")} [--json]; conformance node --long: ${LONG_CORRUPTIONS} damaged bodies`)
    return 2
  }
  const summary = await runRuntimes([...new Set(runtimes)], long ? LONG_CORRUPTIONS : undefined)
  saveReport(summary)
  console.log(args.includes("--json") ? JSON.stringify(toJson(summary)) : printReports(summary))
  // Nothing ran: that is no failure of the suites, and no success either.
  return summary.failed === 0 && summary.passed > 0 ? 0 : 1
}

/** The form that tooling/scripts adds up at the end of a whole run. */
function saveReport({ passed, failed }: Summary): void {
  const folder = fileURLToPath(new URL("../.reports/", import.meta.url))
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}conformance.json`, `${JSON.stringify({ passed, failed })}\n`)
}

/** One line for programs: a digest per suite, without the single tests. */
function toJson({ reports, comparisons, broken, notRun, passed, failed }: Summary): unknown {
  const runtimes = reports.map(({ suites, ...report }) => ({
    ...report,
    suites: suites.map(({ tests: _, ...suite }) => suite)
  }))
  return { passed, failed, runtimes, differences: comparisons.filter(({ difference }) => difference !== undefined), broken, notRun }
}
