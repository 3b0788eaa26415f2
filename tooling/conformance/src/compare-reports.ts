import type { RuntimeReport, SuiteReport } from "./run-suites.ts"
import type { RuntimeName } from "./suite.ts"

/** One comparison of one suite between two runtimes. */
export interface Comparison {
  readonly suite: string
  readonly runtimes: readonly [RuntimeName, RuntimeName]
  /** Undefined when the bytes are the same. */
  readonly difference?: string
}

/** Compares suites of one name between the first runtime that ran them and every later one. Results must be the same bytes. */
export function compareReports(reports: readonly RuntimeReport[]): readonly Comparison[] {
  const first = new Map<string, { readonly runtime: RuntimeName; readonly suite: SuiteReport }>()
  const comparisons: Comparison[] = []
  for (const { runtime, suites } of reports)
    for (const suite of suites) {
      const reference = first.get(suite.name)
      if (reference === undefined) first.set(suite.name, { runtime, suite })
      else {
        const runtimes = [reference.runtime, runtime] as const
        const same = suite.digest === reference.suite.digest
        comparisons.push({ suite: suite.name, runtimes, ...(same ? {} : { difference: describe(reference.suite, suite) }) })
      }
    }
  return comparisons
}

/** Names the first test that differs, so that nobody has to search for it. */
function describe(one: SuiteReport, other: SuiteReport): string {
  const length = Math.max(one.tests.length, other.tests.length)
  for (let i = 0; i < length; i++) {
    const [left, right] = [one.tests[i], other.tests[i]]
    if (left?.[0] !== right?.[0]) return `test ${i + 1} is "${left?.[0] ?? "missing"}" there and "${right?.[0] ?? "missing"}" here`
    if (left?.[1] !== right?.[1]) return `the results of "${left?.[0] ?? ""}" differ`
  }
  return "the digests differ"
}
