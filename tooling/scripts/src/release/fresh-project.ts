import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { runAsStep, runCommand } from "../run-command.ts"
import type { Project } from "../workspace.ts"
import { copyExamples, describeTrial, tryRuntimes } from "./try-runtimes.ts"

/**
 * What a new user does: installs the tarballs with npm into an empty folder, writes a strict TypeScript program that imports every subpath,
 * and runs the examples of the READMEs. No range is overridden, so the packages have to ask for each other's new versions by themselves.
 *
 * @param tarballs - path by package name
 */
export async function tryAsUser(
  root: string,
  folder: string,
  packages: readonly Project[],
  tarballs: ReadonlyMap<string, string>
): Promise<readonly string[]> {
  mkdirSync(folder)
  const dependencies = Object.fromEntries([...tarballs].map(([name, path]) => [name, `file:${path}`]))
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }))
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel", "error"]
  const installed = await runCommand("npm", ["install", ...flags], { cwd: folder })
  if (!installed.ok) return [`npm install of the tarballs failed:\n${installed.output.trim()}`]
  copyExamples(root, folder, packages)
  return [...(await checkTypes(root, folder, packages)), ...(await tryRuntimes(root, folder, packages))]
}

async function checkTypes(root: string, folder: string, packages: readonly Project[]): Promise<readonly string[]> {
  const { specifiers, examples } = describeTrial(root, packages)
  const names = specifiers.map((specifier, index) => `import * as m${index} from ${JSON.stringify(specifier)}\n`)
  writeFileSync(join(folder, "user.ts"), `${names.join("")}export const all = [${specifiers.map((_, index) => `m${index}`).join(", ")}]\n`)
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfigOf(root, ["user.ts", ...examples.map((name) => `examples/${name}.ts`)])))
  const wrong = await runAsStep(join(root, "node_modules/.bin/tsc"), ["-p", "tsconfig.json"], { cwd: folder })
  return wrong.map((output) => `types of the tarballs:\n${output}`)
}

/** As strict as a user may be: declarations of libraries are checked too. */
function tsconfigOf(root: string, files: readonly string[]): object {
  return {
    compilerOptions: {
      target: "ES2023", lib: ["ES2023", "DOM", "DOM.Iterable", "ESNext.Disposable"], module: "NodeNext", strict: true,
      exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false, noEmit: true,
      typeRoots: [join(root, "node_modules/@types")], types: ["node"]
    },
    files
  }
}
