import { readFileSync } from "node:fs"
import { expect, it, vi } from "vitest"
import { magicAccounts } from "./composite/magic-accounts.ts"
import { faultTable } from "./fault-table.ts"

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), "utf8")

it("shows an example that runs as it says", async () => {
  expect(read("README.md")).toContain(read("examples/ask-an-unclear-payment.ts").trim())
  const log = vi.spyOn(console, "log").mockImplementation(() => {})
  await import("../examples/ask-an-unclear-payment.ts")
  const printed = log.mock.calls.map(([value]) => value as unknown)
  log.mockRestore()
  expect(printed).toEqual([expect.objectContaining({ ActCode: "11" }), "debited", "settled"])
})

it("lists every magic account and every fault", () => {
  const readme = read("README.md")
  for (const [account, { text }] of Object.entries(magicAccounts)) expect(readme).toContain(`| ${account} | ${text} |`)
  for (const [kind, { on, money, text }] of Object.entries(faultTable)) expect(readme).toContain(`| ${kind} | ${on} | ${money} | ${text} |`)
})
