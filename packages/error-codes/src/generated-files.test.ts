import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { mayHavePaid, nextStep, verdict } from "../examples/first-result.ts"
import { assertSafe, classify, type CodeGroup } from "../scripts/classify.ts"
import { findStaleFiles } from "../scripts/generate-codes.node.ts"
import { readTranscription } from "../scripts/transcription.ts"
import { codesByFamily } from "./codes.data.ts"

const textOf = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8")

test("the generated files are what the generator makes", () => {
  expect(findStaleFiles()).toEqual([])
})

test("codes.json holds exactly the records of the data module", () => {
  expect((JSON.parse(textOf("../codes.json")) as { families: unknown }).families).toEqual(codesByFamily)
})

test("the conflict table names every noted disagreement about codes", () => {
  const table = textOf("../../../docs/generated/code-conflicts.md")
  for (const conflict of readTranscription().conflicts) {
    for (const position of conflict.positions) expect(table, conflict.topic).toContain(position)
  }
})

test("the README's example is the example that runs", () => {
  expect(textOf("../README.md")).toContain(textOf("../examples/first-result.ts"))
  expect([verdict, mayHavePaid]).toEqual(["unknown", true])
  expect(nextStep).toBe("Money may have moved: ask the status, then Recon360 from T+2, and do not send again.")
})

describe("the generator refuses an unsafe table", () => {
  const group = (code: string, meaning: string, moneyMayHaveMoved: boolean | null): CodeGroup => ({
    family: "cib",
    code,
    meaning,
    entries: [{ file: "composite-and-cib", family: "CIB", code, meaning, moneyMayHaveMoved, sources: ["made up"] }]
  })
  test.each([
    ["on the never-rejected list", group("999936", "refused", false)],
    ["a source leaves it open", group("1", "refused", null)],
    ["a source says money may have moved", group("1", "refused", true)],
    ["a duplicate by its words", group("1", "sent already", false)],
    ["a time-out by its words", group("1", "host timed out", false)]
  ])("%s", (_, unsafe) => {
    expect(() => assertSafe(unsafe, "rejected")).toThrow("cannot be rejected")
    expect(() => assertSafe(unsafe, "configuration")).toThrow("cannot be configuration")
    expect(classify(unsafe)).not.toBe("rejected")
  })
})
