import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"

/** One in every part of the code, and each quick to catch; all of them run with `pnpm mutations`. */
const SAMPLE = [
  "l1-mark-not-written",
  "l2-settled-frees",
  "l3-own-time-out-as-witness",
  "l4-not-found-is-failure",
  "l5-any-utr-is-credit",
  "l7-record-unfenced",
  "l7-approval-of-another-amount",
  "l8-one-decimal",
  "l10-json-unmasked"
]

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, ["--conditions=hundi-source", fileURLToPath(new URL("main.ts", import.meta.url)), ...args], {
    encoding: "utf8",
    // A runner inside a runner's worker must not take itself for a worker.
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST")))
  })

it("catches nine of the bugs, and says so in its last line", () => {
  const { stdout, stderr, status } = run("--json", ...SAMPLE.flatMap((id) => ["--only", id]))
  expect(stderr).toContain("caught by packages/core/src/conclude.test.ts")
  expect(JSON.parse(stdout)).toMatchObject({ mutations: SAMPLE.length, killed: SAMPLE.length, survived: [] })
  expect(status).toBe(0)
}, 180_000)

it.each([
  [["--only", "l1-none"], "there is no l1-none"],
  [["--write", "--only", "l1-no-sync"], "--write needs all mutations"],
  [["--all"], "--all"]
])("%j is a usage error", (args, message) => {
  const { stderr, status } = run(...args)
  expect(stderr).toContain(message)
  expect(status).toBe(2)
})
