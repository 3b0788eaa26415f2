import { spawnSync } from "node:child_process"
import { join } from "node:path"
import type { Step } from "../step.ts"

/** What is generated from the declarations is up to date: catalog.json, OpenAPI, JSON Schema, the capability matrix. */
export const catalogue: Step = ({ root, write }) => {
  const main = join(root, "tooling/scripts/src/catalogue/main.ts")
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...(write ? [] : ["--check"])], { encoding: "utf8", cwd: root })
  return status === 0 ? [] : [...`${stdout}${stderr}`.trim().split("\n"), "bring it up to date: pnpm verify catalogue --write"]
}
