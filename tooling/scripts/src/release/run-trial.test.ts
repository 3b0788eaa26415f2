import { describe, expect, it } from "vitest"
import { runTrial } from "./run-trial.ts"

describe("runTrial", () => {
  it("gathers what examples print, alike on every runtime", async () => {
    const example = async (): Promise<void> => console.log("paid", 10_050n, { amountPaise: 1n, at: null }, undefined, true)
    expect(await runTrial({ subpaths: { a: async () => ({ x: 1 }) }, examples: { "core/pay": example } })).toEqual({
      failures: [],
      printed: { "core/pay": ['paid "10050n" {"amountPaise":"1n","at":null} undefined true'] }
    })
  })

  it("names what fails and goes on", async () => {
    const log = console.log
    const { failures, printed } = await runTrial({
      subpaths: { "@hundi/a": async () => ({}), "@hundi/b": () => Promise.reject(new Error("no such file")) },
      examples: { bad: () => Promise.reject(new TypeError("broken")), good: async () => console.log("fine") }
    })
    expect(failures).toEqual([
      "@hundi/a exports nothing",
      expect.stringMatching(/^@hundi\/b cannot be imported: Error: no such file/),
      expect.stringMatching(/^bad does not run: TypeError: broken/)
    ])
    expect(printed).toEqual({ good: ["fine"] })
    expect(console.log).toBe(log)
  })
})
