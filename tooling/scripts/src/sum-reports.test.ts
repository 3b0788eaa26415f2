import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterEach, beforeEach, expect, it } from "vitest"

// The script finds the repository by its own place, so it is copied into a repository made for the test.
let root = ""
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "hundi-sum-"))
  mkdirSync(join(root, "tooling/scripts/src"), { recursive: true })
  execFileSync("cp", [fileURLToPath(new URL("sum-reports.mjs", import.meta.url)), join(root, "tooling/scripts/src")])
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function report(project: string, file: string, content: unknown): void {
  mkdirSync(join(root, project, ".reports"), { recursive: true })
  writeFileSync(join(root, project, ".reports", file), typeof content === "string" ? content : JSON.stringify(content))
}

function run(broken: number): { readonly line: string; readonly ok: boolean } {
  try {
    return { line: execFileSync(process.execPath, [join(root, "tooling/scripts/src/sum-reports.mjs"), String(broken)], { encoding: "utf8" }), ok: true }
  } catch (error) {
    return { line: (error as { stdout: string }).stdout, ok: false }
  }
}

it("adds vitest's reports and plain ones", () => {
  report("packages/a", "vitest.json", { numTotalTests: 3, numPassedTests: 3, numFailedTests: 0, success: true })
  report("tooling/c", "node.json", { passed: 4, failed: 0 })
  report("tooling/c", "deno.json", { passed: 5, failed: 0 })
  expect(run(0)).toEqual({ line: "12 passed, 0 failed\n", ok: true })
})

it("counts failures, files that did not load and reports that cannot be read", () => {
  report("packages/a", "vitest.json", { numTotalTests: 3, numPassedTests: 1, numFailedTests: 2, success: false })
  report("packages/b", "vitest.json", { numTotalTests: 0, numPassedTests: 0, numFailedTests: 0, success: false })
  report("apps/c", "x.json", "{")
  expect(run(2)).toEqual({ line: "1 passed, 4 failed\n", ok: false })
})

it("fails when a command broke without a report, and when nothing ran", () => {
  report("packages/a", "vitest.json", { numTotalTests: 3, numPassedTests: 3, numFailedTests: 0, success: true })
  expect(run(1)).toEqual({ line: "3 passed, 1 failed\n", ok: false })
  rmSync(join(root, "packages"), { recursive: true })
  expect(run(0)).toEqual({ line: "0 passed, 0 failed\n", ok: false })
})
