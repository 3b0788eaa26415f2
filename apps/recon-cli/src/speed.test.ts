import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import { measureStart } from "./testing/measure-start.ts"

it("starts at once: --help within 3x of node itself; a run of 1,000 payments is measured beside it", async () => {
  execFileSync(process.execPath, [fileURLToPath(new URL("build.ts", import.meta.url))])
  const { node, help, run } = await measureStart(9)
  const ratio = (ms: number): number => Math.round((ms / node) * 10) / 10
  console.log(JSON.stringify({ name: "recon-cli", unit: "ms", better: "lower", node: Math.round(node), help: Math.round(help), run: Math.round(run), ratios: { help: ratio(help), run: ratio(run) } }))
  expect(ratio(help)).toBeLessThan(3)
  // The goal is 8; beside other tests it has been seen at 14. Far beyond: something is loaded that should not be.
  expect(ratio(run)).toBeLessThan(24)
}, 120_000)
