// The last line of .ci/run. Plain JavaScript, because it has to speak even where the pinned Node could not be installed.
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

/**
 * Adds up the reports that tests and checks leave in `<kind>/<project>/.reports/*.json`: vitest's own form, or `{passed, failed}`.
 *
 * @param {string} root
 * @param {number} brokenCommands how many commands of the run ended with an error
 * @returns {{ passed: number, failed: number }}
 */
export function sumReports(root, brokenCommands) {
  let passed = 0
  let failed = 0
  for (const path of ["packages", "apps", "tooling"].flatMap((kind) => listReports(join(root, kind)))) {
    const report = readCounts(path)
    passed += report.passed
    failed += report.failed
  }
  // A command that broke before it could report (no network, a type error in a config file) must not look like success.
  return { passed, failed: Math.max(failed, brokenCommands) }
}

/** @param {string} folder */
function listReports(folder) {
  return namesIn(folder).flatMap((project) => {
    const reports = join(folder, project, ".reports")
    return namesIn(reports).filter((file) => file.endsWith(".json")).map((file) => join(reports, file))
  })
}

/** @param {string} folder */
function namesIn(folder) {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** @param {string} path */
function readCounts(path) {
  try {
    const report = JSON.parse(readFileSync(path, "utf8"))
    if (typeof report.numTotalTests === "number") {
      // A test file that cannot be loaded has no failed test, but the run is not a success.
      const failed = report.numFailedTests + (report.success === false && report.numFailedTests === 0 ? 1 : 0)
      return { passed: report.numPassedTests, failed }
    }
    return { passed: Number(report.passed ?? 0), failed: Number(report.failed ?? 0) }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const root = fileURLToPath(new URL("../../..", import.meta.url))
  const { passed, failed } = sumReports(root, Number(process.argv[2] ?? 0))
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
}
