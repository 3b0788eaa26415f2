import { expect, it } from "vitest"
import { printReports } from "./print-reports.ts"
import { summarise } from "./run-runtimes.ts"
import type { RuntimeReport } from "./run-suites.ts"
import type { RuntimeName } from "./suite.ts"

const report = (runtime: RuntimeName, suite: string, ...tests: readonly (readonly [string, string])[]): RuntimeReport => ({
  runtime,
  version: "1",
  passed: tests.length,
  failed: 0,
  digest: "",
  suites: [{ name: suite, passed: tests.length, failed: 0, digest: JSON.stringify(tests), tests }],
  failures: [],
  notes: []
})

it("equal bytes on two runtimes pass, and count", () => {
  const summary = summarise([report("node", "core", ["a", "1"]), report("bun", "core", ["a", "1"])], [], [])
  expect(summary).toMatchObject({ passed: 3, failed: 0, comparisons: [{ suite: "core", runtimes: ["node", "bun"] }] })
})

it("a difference fails, and names the first test that differs", () => {
  const summary = summarise([report("node", "core", ["a", "1"], ["b", "2"]), report("bun", "core", ["a", "1"], ["b", "3"])], [], [])
  expect(summary).toMatchObject({ passed: 4, failed: 1 })
  expect(printReports(summary)).toContain('FAILED node and bun, core: the results of "b" differ\n')
  expect(printReports(summary)).toMatch(/\n4 passed, 1 failed$/)
})

it("a missing test is a difference", () => {
  const { comparisons } = summarise([report("node", "core", ["a", "1"], ["b", "2"]), report("deno", "core", ["a", "1"])], [], [])
  expect(comparisons[0]?.difference).toBe('test 2 is "b" there and "missing" here')
})

it("suites of different names are not compared", () => {
  expect(summarise([report("node", "sqlite", ["a", "1"]), report("workerd", "sqlite-inert", ["a", "2"])], [], []).comparisons).toEqual([])
})

it("a runtime that never reported has failed; one that is not installed was not run", () => {
  const summary = summarise([], [{ runtime: "deno", message: "ended with 1" }], [{ runtime: "browser", why: "no chromium on PATH" }])
  expect(summary).toMatchObject({ passed: 0, failed: 1 })
  expect(printReports(summary)).toContain("FAILED deno did not report: ended with 1\nnot run: browser, no chromium on PATH\n0 passed, 1 failed")
})
