import { readdirSync, statSync } from "node:fs"
import { join } from "node:path"
import type { Mutation } from "./mutation.ts"
import { root, simulation, sourceFolders, stagesFor, type Suite } from "./suites.ts"
import { type Failure, openTestBench, type TestBench } from "./test-bench.ts"

/** What became of one mutation. */
export interface Verdict {
  readonly mutation: Mutation
  /** The first test that failed with it; undefined when it survived. */
  readonly caughtBy: Failure | undefined
  readonly ms: number
}

/**
 * Puts one bug in after the other, and says which test caught each.
 *
 * @throws Error when the run says nothing: tests are red without any bug, a mutated file cannot be loaded or is loaded by no
 * test, or the sources changed meanwhile
 */
export const runMutations = async (
  mutations: readonly Mutation[],
  onVerdict: (verdict: Verdict) => void
): Promise<readonly Verdict[]> => {
  const before = stampSources()
  const bench = await openTestBench()
  const checkGreen = makeGreenCheck(bench)
  try {
    await checkGreen(mutations.flatMap(({ file }) => stagesFor(file).flat()).filter((suite) => suite !== simulation))
    const verdicts: Verdict[] = []
    for (const mutation of mutations) {
      const verdict = await judge(bench, mutation, checkGreen)
      verdicts.push(verdict)
      onVerdict(verdict)
    }
    if (stampSources() !== before) throw new Error("void: sources were changed while this ran; run it again")
    return verdicts
  } finally {
    await bench.close()
  }
}

type GreenCheck = (suites: readonly Suite[]) => Promise<void>

/** Each suite must be green without any mutation before it may judge one. */
const makeGreenCheck = (bench: TestBench): GreenCheck => {
  const green = new Set<string>()
  return async (suites) => {
    const fresh = [...new Map(suites.map((suite) => [suite.file, suite])).values()].filter(({ file }) => !green.has(file))
    if (fresh.length === 0) return
    const { failed, unloadable, tests } = await bench.run(fresh, undefined)
    if (failed !== undefined) throw new Error(`void: without any mutation ${failed.file} is red: ${failed.test}: ${failed.message}`)
    if (unloadable !== undefined) throw new Error(`void: without any mutation, ${unloadable}`)
    if (tests === 0) throw new Error(`void: ${fresh.map(({ file }) => file).join(", ")} ran no test`)
    for (const { file } of fresh) green.add(file)
  }
}

const judge = async (bench: TestBench, mutation: Mutation, checkGreen: GreenCheck): Promise<Verdict> => {
  const began = performance.now()
  let isLoaded = false
  for (const stage of stagesFor(mutation.file)) {
    await checkGreen(stage)
    const { failed, unloadable, reached } = await bench.run(stage, mutation)
    if (failed !== undefined) return { mutation, caughtBy: failed, ms: performance.now() - began }
    if (unloadable !== undefined) throw new Error(`void: with ${mutation.id}, ${unloadable}`)
    isLoaded ||= reached
  }
  if (!isLoaded) throw new Error(`void: no test loads ${mutation.file}, which ${mutation.id} changes`)
  return { mutation, caughtBy: undefined, ms: performance.now() - began }
}

/** Changes when a source does: a bench that has loaded half of one state and half of another proves nothing. */
const stampSources = (): string =>
  sourceFolders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => join(root, folder, name)))
    .filter((path) => path.endsWith(".ts"))
    .map((path) => {
      const { mtimeMs, size } = statSync(path)
      return `${path} ${mtimeMs} ${size}`
    })
    .sort()
    .join("\n")
