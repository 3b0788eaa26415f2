import { mkdtempSync, realpathSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { bundle } from "./bundle.ts"
import { compareReports } from "./compare-reports.ts"
import type { Comparison } from "./compare-reports.ts"
import { runBrowser } from "./launch/run-browser.ts"
import { runProcess } from "./launch/run-process.ts"
import { runWorkerd } from "./launch/run-workerd.ts"
import type { RuntimeReport } from "./run-suites.ts"
import type { RuntimeName } from "./suite.ts"

/** Everything that one call of the command found out. A comparison counts as a test, and so does a runtime that never reported. */
export interface Summary {
  readonly reports: readonly RuntimeReport[]
  readonly comparisons: readonly Comparison[]
  readonly broken: readonly { readonly runtime: RuntimeName; readonly message: string }[]
  readonly notRun: readonly { readonly runtime: RuntimeName; readonly why: string }[]
  readonly passed: number
  readonly failed: number
}

/**
 * Bundles once and runs the suites on each of the runtimes, one after another: two at a time would only share the cores.
 *
 * @param corruptions how many damaged bodies Node opens; as many as every runtime unless given
 */
export async function runRuntimes(runtimes: readonly RuntimeName[], corruptions?: number): Promise<Summary> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "hundi-conformance-")))
  const reports: RuntimeReport[] = []
  const broken: Summary["broken"][number][] = []
  const notRun: Summary["notRun"][number][] = []
  try {
    await bundle(folder)
    for (const runtime of runtimes) {
      try {
        const report = await launch(runtime, folder, corruptions)
        if (report === undefined) notRun.push({ runtime, why: "no chromium on PATH" })
        else if (report.runtime !== runtime) throw new Error(`this was ${report.runtime}`)
        else reports.push(report)
      } catch (error) {
        broken.push({ runtime, message: error instanceof Error ? error.message : String(error) })
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return summarise(reports, broken, notRun)
}

/** Adds up what ran. */
export function summarise(reports: Summary["reports"], broken: Summary["broken"], notRun: Summary["notRun"]): Summary {
  const comparisons = compareReports(reports)
  const different = comparisons.filter(({ difference }) => difference !== undefined).length
  const passed = reports.reduce((sum, report) => sum + report.passed, 0) + comparisons.length - different
  const failed = reports.reduce((sum, report) => sum + report.failed, 0) + different + broken.length
  return { reports, comparisons, broken, notRun, passed, failed }
}

function launch(runtime: RuntimeName, folder: string, corruptions?: number): Promise<RuntimeReport | undefined> {
  switch (runtime) {
    case "workerd":
    case "workerd-bare":
      return runWorkerd(runtime, folder)
    case "browser":
      return runBrowser(folder)
    default:
      return runProcess(runtime, folder, corruptions)
  }
}
