import type { Summary } from "./run-runtimes.ts"
import type { RuntimeReport } from "./run-suites.ts"

const SHOWN_DIGITS = 12
/** One missing capability fails a suite a hundred times over; the first few failures tell it. */
const SHOWN_FAILURES = 10

/** The summary as text: a table of runtimes and suites, then what failed, then `N passed, N failed`. */
export function printReports({ reports, comparisons, broken, notRun, passed, failed }: Summary): string {
  const rows = reports.flatMap(({ runtime, version, suites }) =>
    suites.map((suite) => [`${runtime} ${version}`, suite.name, String(suite.passed), String(suite.failed), suite.digest.slice(0, SHOWN_DIGITS)])
  )
  const same = comparisons.filter(({ difference }) => difference === undefined).length
  return [
    ...table([["runtime", "suite", "passed", "failed", "digest"], ...rows]),
    "",
    ...reports.flatMap(({ runtime, notes }) => notes.map((note) => `${runtime}: ${note}`)),
    ...reports.flatMap(describeFailures),
    ...comparisons.flatMap(({ suite, runtimes, difference }) => (difference === undefined ? [] : [`FAILED ${runtimes.join(" and ")}, ${suite}: ${difference}`])),
    ...broken.map(({ runtime, message }) => `FAILED ${runtime} did not report: ${message}`),
    ...notRun.map(({ runtime, why }) => `not run: ${runtime}, ${why}`),
    ...(comparisons.length === 0 ? [] : [`${same} of ${comparisons.length} comparisons between runtimes are byte-identical`]),
    `${passed} passed, ${failed} failed`
  ].join("\n")
}

function describeFailures({ runtime, failures }: RuntimeReport): readonly string[] {
  const shown = failures.slice(0, SHOWN_FAILURES).map(({ suite, test, message }) => `FAILED ${runtime}, ${suite}, ${test}: ${message}`)
  const hidden = failures.length - shown.length
  return hidden === 0 ? shown : [...shown, `FAILED ${runtime}, and ${hidden} more: --json lists them`]
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)))
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd())
}
