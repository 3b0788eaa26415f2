import { createVitest, type Reporter, type TestCase, type TestModule, type Vitest } from "vitest/node"
import { type Mutation, mutate } from "./mutation.ts"
import { root, type Suite } from "./suites.ts"

/** A test that failed: its file, its full name, and the first line of what it said. */
export interface Failure {
  readonly file: string
  readonly test: string
  readonly message: string
}

/** What a run of suites showed. */
export interface BenchResult {
  /** The first test that failed. */
  readonly failed: Failure | undefined
  /** Why a test file could not be loaded: then nothing is known. */
  readonly unloadable: string | undefined
  /** Was the mutated file loaded at all? */
  readonly reached: boolean
  readonly tests: number
}

/** One process that runs the repository's own tests over and over, each time with one file changed in memory. */
export interface TestBench {
  readonly run: (suites: readonly Suite[], mutation: Mutation | undefined) => Promise<BenchResult>
  readonly close: () => Promise<void>
}

/** Starts the bench. Files on disk are never touched: the text is replaced while it is loaded. */
export const openTestBench = async (): Promise<TestBench> => {
  const state = { mutation: undefined as Mutation | undefined, reached: false }
  const notes = takeNotes()
  const vitest = await createVitest(
    "test",
    {
      root,
      config: false,
      watch: false,
      reporters: [notes.reporter],
      bail: 1,
      testTimeout: 30_000,
      // One worker for all files of a run, and a new one for the next: each module is loaded once, and none outlives its mutation.
      isolate: false,
      maxWorkers: 1,
      pool: "threads",
      include: [],
      // What is changed in memory must never reach the cache that ordinary runs share.
      fsModuleCache: false,
      execArgv: ["--conditions=hundi-source"]
    },
    {
      root,
      logLevel: "error",
      ssr: { resolve: { conditions: ["hundi-source", "module", "node", "development|production"] } },
      plugins: [
        {
          name: "hundi-mutation",
          enforce: "pre",
          transform: (source, id) => {
            const { mutation } = state
            if (mutation === undefined || id.split("?")[0] !== root + mutation.file) return undefined
            state.reached = true
            return { code: mutate(mutation, source), map: null }
          }
        }
      ]
    }
  )
  const put = (mutation: Mutation | undefined): void => {
    for (const one of [state.mutation, mutation]) if (one !== undefined) vitest.invalidateFile(root + one.file)
    state.mutation = mutation
    state.reached = false
  }
  return {
    run: async (suites, mutation) => {
      if (state.mutation !== mutation) put(mutation)
      notes.clear()
      await vitest.runTestSpecifications(suites.map((suite) => specificationOf(vitest, suite)))
      return { ...notes.read(), reached: state.reached }
    },
    close: () => vitest.close()
  }
}

const specificationOf = (vitest: Vitest, { file, only }: Suite) =>
  vitest.getRootProject().createSpecification(root + file, only === undefined ? undefined : { testNamePattern: only })

const firstLine = (text: string): string => text.split("\n")[0]?.slice(0, 200) ?? ""

/** Keeps the first failure, the first file that did not load, and the number of tests that ran. */
const takeNotes = () => {
  let failed: BenchResult["failed"]
  let unloadable: string | undefined
  let tests = 0
  const fileOf = (module: TestModule): string => module.moduleId.slice(root.length)
  const reporter: Reporter = {
    onTestCaseResult: (testCase: TestCase) => {
      const result = testCase.result()
      if (result.state === "skipped") return
      tests++
      if (result.state !== "failed") return
      failed ??= { file: fileOf(testCase.module), test: testCase.fullName, message: firstLine(result.errors[0]?.message ?? "") }
    },
    onTestModuleEnd: (module) => {
      const [error] = module.errors()
      if (error !== undefined) unloadable ??= `${fileOf(module)}: ${firstLine(error.message)}`
    },
    onTestRunEnd: (_, unhandled) => {
      if (unhandled[0] !== undefined) unloadable ??= `an error outside of all tests: ${firstLine(unhandled[0].message)}`
    }
  }
  return {
    reporter,
    clear: () => {
      failed = undefined
      unloadable = undefined
      tests = 0
    },
    read: () => ({ failed, unloadable, tests })
  }
}
