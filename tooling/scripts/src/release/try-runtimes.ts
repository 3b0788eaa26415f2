import { cpSync, existsSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { runCommand } from "../run-command.ts"
import type { Project } from "../workspace.ts"
import { codeExports } from "../workspace.ts"
import { runInWorkerd } from "./run-in-workerd.ts"
import type { TrialReport } from "./run-trial.ts"
import type { Runtime } from "./where-packages-run.ts"
import { findStale, runtimes, varying, whyNot } from "./where-packages-run.ts"

/**
 * Imports every subpath and runs every README example in a fresh project, on Node, Deno, Bun and workerd, and compares what they print.
 * Deno and Bun take the folder `node_modules` that npm made, as a user's project does with `"nodeModulesDir": "manual"`: before the first
 * release no registry could answer `npm:@hundi/core`. The Worker is bundled with the conditions that wrangler uses.
 *
 * @param folder - where npm has installed the tarballs and `copyExamples` has put the examples
 */
export async function tryRuntimes(root: string, folder: string, packages: readonly Project[]): Promise<readonly string[]> {
  const { specifiers, examples } = describeTrial(root, packages)
  cpSync(fileURLToPath(new URL("run-trial.ts", import.meta.url)), join(folder, "run-trial.ts"))
  writeFileSync(join(folder, "deno.json"), JSON.stringify({ nodeModulesDir: "manual", lock: false }))
  const failures: string[] = [...findStale([...specifiers, ...examples])]
  const reports = new Map<Runtime, TrialReport>()
  for (const runtime of runtimes) {
    const runs = (what: string): boolean => whyNot(runtime, what) === undefined
    const entry = `try-${runtime}.ts`
    writeFileSync(join(folder, entry), entryText(runtime, specifiers.filter(runs), examples.filter(runs)))
    const report = runtime === "workerd" ? await runInWorkerd(root, join(folder, entry)) : await runAsProcess(root, folder, runtime, entry)
    if (typeof report === "string") failures.push(`${runtime}: ${report}`)
    else {
      failures.push(...report.failures.map((failure) => `${runtime}: ${failure}`))
      reports.set(runtime, report)
    }
  }
  return [...failures, ...comparePrinted(reports)]
}

/** Examples that print one thing on Node and another elsewhere, or nothing at all. */
export function comparePrinted(reports: ReadonlyMap<Runtime, TrialReport>): readonly string[] {
  const model = reports.get("node")?.printed ?? {}
  return [...reports].flatMap(([runtime, { printed }]) =>
    Object.entries(printed).flatMap(([name, lines]) => {
      const expected = model[name]
      if (expected === undefined) return []
      const same = name in varying ? lines.length === expected.length : lines.join("\n") === expected.join("\n")
      return same ? [] : [`${runtime}: ${name} prints\n  ${lines.join("\n  ")}\nbut on Node\n  ${expected.join("\n  ")}`]
    })
  )
}

/** Every subpath, and the examples of all packages as `core/pay-once`. */
export function describeTrial(root: string, packages: readonly Project[]): Readonly<Record<"specifiers" | "examples", readonly string[]>> {
  const specifiers = packages.flatMap(codeExports).map(({ specifier }) => specifier)
  const examples = packages.flatMap((project) => {
    const folder = join(root, project.folder, "examples")
    const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".ts")).sort() : []
    return files.map((file) => `${shortName(project)}/${file.replace(/\.ts$/, "")}`)
  })
  return { specifiers, examples }
}

/** The examples of a package go below `examples` in the project, each package's in a folder of its own. */
export function copyExamples(root: string, folder: string, packages: readonly Project[]): void {
  for (const project of packages) {
    const from = join(root, project.folder, "examples")
    if (existsSync(from)) cpSync(from, join(folder, "examples", shortName(project)), { recursive: true })
  }
}

function shortName({ folder }: Project): string {
  return folder.replace(/^.*\//, "")
}

function entryText(runtime: Runtime, specifiers: readonly string[], examples: readonly string[]): string {
  const list = (entries: readonly (readonly [string, string])[]): string =>
    `{\n${entries.map(([name, path]) => `    ${JSON.stringify(name)}: () => import(${JSON.stringify(path)})`).join(",\n")}\n  }`
  const trial = [
    `  subpaths: ${list(specifiers.map((specifier) => [specifier, specifier]))},`,
    `  examples: ${list(examples.map((name) => [name, `./examples/${name}.ts`]))}`
  ].join("\n")
  const end = runtime === "workerd" ? workerEnd : "console.log(JSON.stringify(await runTrial(trial)))\nprocess.exit(0)\n"
  return `import { runTrial } from "./run-trial.ts"\n\nconst trial = {\n${trial}\n}\n\n${end}`
}

// Everything happens inside of a request: outside of one, workerd has neither random numbers nor timers.
const workerEnd = "export default { fetch: async () => Response.json(await runTrial(trial)) }\n"

async function runAsProcess(root: string, folder: string, runtime: "node" | "deno" | "bun", entry: string): Promise<TrialReport | string> {
  const bin = (name: string): string => join(root, "tooling/conformance/node_modules/.bin", name)
  const commands: Readonly<Record<typeof runtime, readonly [string, ...string[]]>> = {
    node: [process.execPath, entry],
    deno: [bin("deno"), "run", "--allow-all", "--no-prompt", "--cached-only", "--quiet", entry],
    bun: [bin("bun"), "run", entry]
  }
  const [file, ...args] = commands[runtime]
  const env = { DENO_DIR: join(folder, ".deno"), DENO_NO_UPDATE_CHECK: "1" }
  const { ok, stdout, output } = await runCommand(file, args, { cwd: folder, env, timeoutMs: 120_000 })
  return ok ? (JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as TrialReport) : `the trial ended without a report:\n${output.trim()}`
}
