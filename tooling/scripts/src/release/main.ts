import { fileURLToPath } from "node:url"
import { runCommand } from "../run-command.ts"
import { recordSurfaces } from "./record-surfaces.ts"

/**
 * `pnpm version-packages`: gives every package that a changeset names its next version and change log, and writes down the public surface
 * that goes out with it.
 */
const root = fileURLToPath(new URL("../../../..", import.meta.url)).replace(/[\\/]$/, "")
const { ok, output } = await runCommand("changeset", ["version"], { cwd: root })
console.log(output.trim())
if (ok) console.log(`surface written down: ${recordSurfaces(root).join(", ")}`)
process.exitCode = ok ? 0 : 1
