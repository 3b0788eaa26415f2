import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

/** The root of the repository, with a slash at its end. */
export const root = fileURLToPath(new URL("../../../", import.meta.url)).replaceAll("\\", "/")

/** One test file to run, a path from the root. */
export interface Suite {
  readonly file: string
  /** Only the tests whose full name fits. */
  readonly only?: RegExp
}

/**
 * The suites that can notice a change in `file`, the cheapest first: the test beside it, the rest of its package, then the
 * packages above it, and short seeds of the simulation at the end. Each stage runs only when the one before was green.
 */
export const stagesFor = (file: string): readonly (readonly Suite[])[] => {
  const home = packages.findIndex(({ folder }) => file.startsWith(`${folder}/`))
  if (home === -1) throw new Error(`no suites are known for ${file}: add its package in tooling/mutations/src/suites.ts`)
  const beside = ["test", "prop.test"]
    .map((kind) => ({ file: file.replace(/\.ts$/, `.${kind}.ts`) }))
    .filter((suite) => existsSync(join(root, suite.file)))
  const known = new Set(beside.map((suite) => suite.file))
  const rest = packages.slice(home).map(({ suites }) => suites().filter((suite) => !known.has(suite.file)))
  return [beside, ...rest, [simulation]].filter((stage) => stage.length > 0)
}

/** Two seeds; they run only for what everything else let through. */
export const simulation: Suite = { file: "tooling/simulation/src/simulation.test.ts", only: /seed 2[12]$/ }

/** Where the code lies that a run depends on. */
export const sourceFolders = ["error-codes", "catalog", "core", "journal", "operations", "simulator", "crash-kit"]
  .map((name) => `packages/${name}/src`)
  .concat("tooling/simulation/src")

const testsIn = (folder: string, skip: RegExp = /^$/): readonly Suite[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((name) => name.endsWith(".test.ts") && !skip.test(name))
    .sort()
    .map((name) => ({ file: name }))

/** Lower layers first: what is mutated in one package shows in itself or above it. */
const packages: readonly { readonly folder: string; readonly suites: () => readonly Suite[] }[] = [
  // What its generator wrote is compared there, and that is no behaviour.
  { folder: "packages/error-codes", suites: () => testsIn("packages/error-codes/src", /generated-files/) },
  {
    folder: "packages/catalog",
    // The families that no payout goes over need not run for each mutation.
    suites: () => ["composite", "calendar", "schema"].flatMap((family) => testsIn(`packages/catalog/src/${family}`))
  },
  { folder: "packages/core", suites: () => testsIn("packages/core/src") },
  // No mutation needs a database server.
  { folder: "packages/journal", suites: () => testsIn("packages/journal/src", /postgres/) },
  { folder: "packages/operations", suites: () => testsIn("packages/operations/src") }
]
