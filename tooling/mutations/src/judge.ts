import type { Mutation } from "./mutation.ts"
import { simulation, stagesFor, type Suite } from "./suites.ts"
import type { Failure, TestBench } from "./test-bench.ts"

/** What became of one mutation. */
export interface Verdict {
  readonly id: string
  /** The first test that failed with it; undefined when it survived. */
  readonly caughtBy: Failure | undefined
  readonly ms: number
}

/** Puts one bug in, and runs tests until one fails. `first`: the test that caught it the last time. */
export type Judge = (mutation: Mutation, first?: Suite) => Promise<Verdict>

/**
 * Judges on one bench.
 *
 * @throws Error when a run says nothing: tests are red without any bug, a mutated file cannot be loaded or is loaded by no test
 */
export const createJudge = (bench: TestBench): Judge => {
  const checkGreen = makeGreenCheck(bench)
  return async (mutation, first) => {
    const began = performance.now()
    let isLoaded = false
    for (const stage of [...(first === undefined ? [] : [[first]]), ...stagesFor(mutation.file)]) {
      await checkGreen(stage)
      const { failed, unloadable, reached } = await bench.run(stage, mutation)
      if (failed !== undefined) return { id: mutation.id, caughtBy: failed, ms: performance.now() - began }
      if (unloadable !== undefined) throw new Error(`void: with ${mutation.id}, ${unloadable}`)
      isLoaded ||= reached
    }
    if (!isLoaded) throw new Error(`void: no test loads ${mutation.file}, which ${mutation.id} changes`)
    return { id: mutation.id, caughtBy: undefined, ms: performance.now() - began }
  }
}

type GreenCheck = (suites: readonly Suite[]) => Promise<void>

/** Each file of tests must be green, all of it, without any mutation before it may judge one. */
const makeGreenCheck = (bench: TestBench): GreenCheck => {
  const green = new Set<string>()
  return async (suites) => {
    const fresh = suites.map(({ file }) => (file === simulation.file ? simulation : { file })).filter(({ file }) => !green.has(file))
    if (fresh.length === 0) return
    const { failed, unloadable, tests } = await bench.run(fresh, undefined)
    if (failed !== undefined) throw new Error(`void: without any mutation ${failed.file} is red: ${failed.test}: ${failed.message}`)
    if (unloadable !== undefined) throw new Error(`void: without any mutation, ${unloadable}`)
    if (tests === 0) throw new Error(`void: ${fresh.map(({ file }) => file).join(", ")} ran no test`)
    for (const { file } of fresh) green.add(file)
  }
}
