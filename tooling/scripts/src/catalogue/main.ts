import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"

/**
 * Everything that is generated from the declarations of the catalogue.
 *
 *   node tooling/scripts/src/catalogue/main.ts                   brings the files up to date
 *   node tooling/scripts/src/catalogue/main.ts --check           says which are stale; exit code 1 when any is
 *   ... --facts FOLDER                                           where the collected facts are; without them what was transcribed stays
 *
 * Workspace packages are read from their sources, which needs a flag of Node: this file starts Node again with it.
 */
const run = (file: string, ...step: readonly string[]): void => {
  const worker = fileURLToPath(new URL(file, import.meta.url))
  execFileSync(process.execPath, ["--conditions=hundi-source", worker, ...step, ...process.argv.slice(2)], { stdio: "inherit" })
}
try {
  // In three processes: each reads the files that the one before has written.
  run("gather.ts")
  run("generate.ts", "transcribe")
  run("generate.ts", "derive")
} catch {
  process.exitCode = 1
}
