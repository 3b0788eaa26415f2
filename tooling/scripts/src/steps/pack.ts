import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { publint } from "publint"
import { formatMessage } from "publint/utils"
import { runAsStep, runCommand } from "../run-command.ts"
import type { Step } from "../step.ts"
import type { Project } from "../workspace.ts"
import { codeExports, publicPackages } from "../workspace.ts"

/**
 * What users get: every public package is built and packed, the tarballs are checked with publint and "are the types wrong", installed
 * with npm into an empty folder, and every subpath is imported there by plain Node and by a strict TypeScript program.
 */
export const pack: Step = async ({ root }) => {
  const folder = mkdtempSync(join(tmpdir(), "hundi-pack-"))
  try {
    const packages = publicPackages(root)
    const unbuilt = await buildAndPack(root, folder)
    if (unbuilt.length > 0) return unbuilt
    const tarballs = readdirSync(folder).filter((file) => file.endsWith(".tgz"))
    const wrong: string[] = []
    const found = new Map<string, string>()
    for (const project of packages) {
      const tarball = tarballs.find((file) => new RegExp(`^${project.manifest.name.replace("@", "").replace("/", "-")}-\\d`).test(file))
      if (tarball === undefined) wrong.push(`${project.manifest.name} gave no tarball`)
      else {
        found.set(project.manifest.name, join(folder, tarball))
        wrong.push(...(await checkTarball(root, project, join(folder, tarball))))
      }
    }
    return [...wrong, ...(await tryAsUser(root, join(folder, "user"), packages, found))]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function buildAndPack(root: string, folder: string): Promise<readonly string[]> {
  // The caller's pnpm has installed already; asking again here would only cost time.
  const options = { cwd: root, env: { pnpm_config_verify_deps_before_run: "false" } }
  const pnpm = ["--yes", "pnpm@12.21.0", "--filter", "./packages/*"]
  const built = await runAsStep("npx", [...pnpm, "run", "build"], options)
  return built.length > 0 ? built : runAsStep("npx", [...pnpm, "pack", "--pack-destination", folder], options)
}

async function checkTarball(root: string, project: Project, tarball: string): Promise<readonly string[]> {
  const name = project.manifest.name
  const bytes = readFileSync(tarball)
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true })
  const lines = messages.map((message) => `publint, ${name}: ${formatMessage(message, pkg, { color: false }) ?? message.code}`)
  const cwd = join(root, "tooling/scripts")
  const wrongTypes = await runAsStep("attw", ["--profile", "esm-only", "--no-color", "--no-emoji", tarball], { cwd })
  return [...lines, ...wrongTypes.map((output) => `attw, ${name}:\n${output}`)]
}

/** Installs the tarballs as a user would, and imports everything. */
async function tryAsUser(
  root: string,
  folder: string,
  packages: readonly Project[],
  tarballs: ReadonlyMap<string, string>
): Promise<readonly string[]> {
  mkdirSync(folder)
  const dependencies = Object.fromEntries([...tarballs].map(([name, path]) => [name, `file:${path}`]))
  // One package depends on another by version, which is in no registry before its first release.
  const overrides = Object.fromEntries([...tarballs.keys()].map((name) => [name, `$${name}`]))
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module", dependencies, overrides }))
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel", "error"]
  const installed = await runCommand("npm", ["install", ...flags], { cwd: folder })
  if (!installed.ok) return [`npm install of the tarballs failed:\n${installed.output.trim()}`]

  const specifiers = packages.flatMap(codeExports).map(({ specifier }) => specifier)
  writeFileSync(join(folder, "import-all.mjs"), specifiers.map(importLine).join(""))
  const imported = await runAsStep(process.execPath, ["import-all.mjs"], { cwd: folder })

  const names = specifiers.map((specifier, index) => `import * as m${index} from ${JSON.stringify(specifier)}\n`)
  writeFileSync(join(folder, "user.ts"), `${names.join("")}export const all = [${specifiers.map((_, index) => `m${index}`).join(", ")}]\n`)
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(userTsconfig(root)))
  const typed = await runAsStep(join(root, "node_modules/.bin/tsc"), ["-p", "tsconfig.json"], { cwd: folder })
  return [...imported.map((output) => `import from the tarballs:\n${output}`), ...typed.map((output) => `types of the tarballs:\n${output}`)]
}

function importLine(specifier: string): string {
  const text = JSON.stringify(specifier)
  return `if (Object.keys(await import(${text})).length === 0) throw new Error(${text} + " exports nothing")\n`
}

/** As strict as a user may be: declarations of libraries are checked too. */
function userTsconfig(root: string): object {
  return {
    compilerOptions: {
      target: "ES2023", lib: ["ES2023", "DOM", "DOM.Iterable", "ESNext.Disposable"], module: "NodeNext", strict: true,
      exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false, noEmit: true,
      typeRoots: [join(root, "node_modules/@types")], types: ["node"]
    },
    files: ["user.ts"]
  }
}
