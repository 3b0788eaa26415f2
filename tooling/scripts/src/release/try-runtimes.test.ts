import { describe, expect, it } from "vitest"
import { publicPackages } from "../workspace.ts"
import type { TrialReport } from "./run-trial.ts"
import { comparePrinted, describeTrial } from "./try-runtimes.ts"
import type { Runtime } from "./where-packages-run.ts"
import { findStale, limits, varying, whyNot } from "./where-packages-run.ts"

const printed = (lines: Readonly<Record<string, readonly string[]>>): TrialReport => ({ failures: [], printed: lines })
const compare = (node: TrialReport["printed"], deno: TrialReport["printed"]): readonly string[] =>
  comparePrinted(new Map<Runtime, TrialReport>([["node", printed(node)], ["deno", printed(deno)]]))

describe("comparePrinted", () => {
  it("wants the same words everywhere", () => {
    expect(compare({ "core/pay-once": ["settled"] }, { "core/pay-once": ["settled"] })).toEqual([])
    expect(compare({ "core/pay-once": ["settled"] }, { "core/pay-once": ["unknown"] })).toEqual([expect.stringMatching(/^deno: core\/pay-once prints\n {2}unknown/)])
  })

  it("wants as many lines of an example that prints the time", () => {
    const name = Object.keys(varying)[0]!
    expect(compare({ [name]: ["10:00"] }, { [name]: ["10:01"] })).toEqual([])
    expect(compare({ [name]: ["10:00"] }, { [name]: [] })).toHaveLength(1)
  })
})

describe("where packages run", () => {
  const root = new URL("../../../..", import.meta.url).pathname

  it("leaves out only what exists, with a reason, and nothing on Node", () => {
    const { specifiers, examples } = describeTrial(root, publicPackages(root))
    expect(findStale([...specifiers, ...examples])).toEqual([])
    expect(limits.filter(({ on, why }) => on.includes("node") || why === "")).toEqual([])
    expect(whyNot("workerd", "@hundi/recon/engine")).toBe("DuckDB is native code")
    expect(whyNot("deno", "@hundi/recon/engine")).toBeUndefined()
  })

  it("finds a line that is about nothing", () => {
    expect(findStale([])).toContain("where-packages-run.ts names @hundi/recon/engine, which does not exist")
  })

  it("tries on a Worker what a Worker is for", () => {
    const needed = ["@hundi/core", "@hundi/core/fetch", "core/pay-once", "checksum/sign-a-request", "crypto-envelope/seal-and-open", "catalog/read-a-declaration"]
    const { specifiers, examples } = describeTrial(root, publicPackages(root))
    for (const what of needed) {
      expect([...specifiers, ...examples]).toContain(what)
      expect(whyNot("workerd", what)).toBeUndefined()
    }
  })
})
