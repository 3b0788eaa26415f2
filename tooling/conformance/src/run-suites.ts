import { canonical } from "./canonical.ts"
import type { BoundSuite, Env, RuntimeName } from "./suite.ts"

/** One suite's outcome. `digest` covers the names and the result bytes of its tests, in order. */
export interface SuiteReport {
  readonly name: string
  readonly passed: number
  readonly failed: number
  readonly digest: string
  /** SHA-256 of each test's result: names the first test that differs. */
  readonly tests: readonly (readonly [name: string, digest: string])[]
}

/** One runtime's outcome. */
export interface RuntimeReport {
  readonly runtime: RuntimeName
  readonly version: string
  readonly passed: number
  readonly failed: number
  /** Over the suites that run everywhere: one value for all runtimes. */
  readonly digest: string
  readonly suites: readonly SuiteReport[]
  readonly failures: readonly { readonly suite: string; readonly test: string; readonly message: string }[]
  /** What suites had to say: measurements, which no comparison covers. */
  readonly notes: readonly string[]
}

/** Runs suites one after another, each test in turn, on the runtime that this is. */
export async function runSuites(suites: readonly BoundSuite[], env: Env, version: string): Promise<RuntimeReport> {
  const failures: RuntimeReport["failures"][number][] = []
  const reports: SuiteReport[] = []
  const notes: string[] = []
  for (const suite of suites) {
    const onFailure: OnFailure = (test, message) => void failures.push({ suite: suite.name, test, message })
    reports.push(await runSuite(suite, env, onFailure, (text) => void notes.push(text)))
  }
  const passed = reports.reduce((sum, report) => sum + report.passed, 0)
  const shared = reports.filter((_, index) => suites[index]?.everywhere === true).map(({ name, digest }) => [name, digest])
  const digest = await sha256(canonical(shared))
  return { runtime: env.runtime, version, passed, failed: failures.length, digest, suites: reports, failures, notes }
}

type OnFailure = (test: string, message: string) => void
type Note = (text: string) => void

async function runSuite({ name, register }: BoundSuite, env: Env, onFailure: OnFailure, note: Note): Promise<SuiteReport> {
  const tests: { name: string; run: () => Promise<unknown> }[] = []
  register({ test: (test, run) => void tests.push({ name: test, run }), note }, env)
  const lines: (readonly [string, string])[] = []
  let failed = 0
  // A suite without tests proves nothing, and must not pass for one that does.
  if (tests.length === 0) tests.push({ name: "has tests", run: async () => Promise.reject(new Error("this suite registered no test")) })
  for (const test of tests) {
    try {
      lines.push([test.name, await sha256(canonical(await test.run()))])
    } catch (error) {
      failed++
      lines.push([test.name, "failed"])
      onFailure(test.name, error instanceof Error ? error.message : String(error))
    }
  }
  return { name, passed: tests.length - failed, failed, digest: await sha256(canonical(lines)), tests: lines }
}

/** Hex SHA-256 by WebCrypto: the measure is not made by the code that is measured. */
export async function sha256(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("")
}
