import { readFileSync } from "node:fs"
import { expect, it, vi } from "vitest"
import { magicAccounts } from "./composite/magic-accounts.ts"
import { replaceBetweenMarks, writeFaultTables } from "./faults/write-fault-tables.ts"

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), "utf8")

it("shows an example that runs as it says", async () => {
  expect(read("README.md")).toContain(read("examples/ask-an-unclear-payment.ts").trim())
  const log = vi.spyOn(console, "log").mockImplementation(() => {})
  await import("../examples/ask-an-unclear-payment.ts")
  const printed = log.mock.calls.map(([value]) => value as unknown)
  log.mockRestore()
  expect(printed).toEqual([expect.objectContaining({ ActCode: "11" }), "debited", "settled"])
})

it("lists every magic account", () => {
  for (const [account, { text }] of Object.entries(magicAccounts)) expect(read("README.md")).toContain(`| ${account} | ${text} |`)
})

it("has the tables of faults and scenarios that the code has (faults/update-readme.node.ts writes them)", () => {
  for (const [name, table] of Object.entries(writeFaultTables())) {
    expect(read("README.md")).toBe(replaceBetweenMarks(read("README.md"), name, table))
    expect(table.split("\n").length).toBeGreaterThan(name === "faults" ? 62 : 12)
  }
})
