import { type ChildProcess, fork } from "node:child_process"
import { existsSync, readdirSync, statSync } from "node:fs"
import { availableParallelism } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Verdict } from "./judge.ts"
import type { Mutation } from "./mutation.ts"
import { root, sourceFolders, type Suite } from "./suites.ts"
import { readTable } from "./table.ts"

/** A bench needs most of a core, and some hundred MB. */
const MOST_BENCHES = 2

/** What a bench is given: a mutation's id, and the name of the test that caught it the last time. */
export interface Task {
  readonly id: string
  readonly first: { readonly file: string; readonly test: string } | undefined
}

/** What a bench answers to the tasks it was given, one by one; `done` when it wants more. */
export type Report = { readonly verdict: Verdict } | { readonly error: string } | { readonly done: true }

/**
 * Puts one bug in after the other, in two processes, and says which test caught each. In the order given.
 *
 * @throws Error when the run says nothing: tests are red without any bug, a mutated file cannot be loaded or is loaded by no
 * test, or the sources changed meanwhile
 */
export const runMutations = async (mutations: readonly Mutation[], onVerdict: (verdict: Verdict) => void): Promise<readonly Verdict[]> => {
  const before = stampSources()
  const groups = groupTasks(mutations)
  const verdicts = new Map<string, Verdict>()
  const take = (verdict: Verdict): void => {
    verdicts.set(verdict.id, verdict)
    onVerdict(verdict)
  }
  const benches: ChildProcess[] = []
  try {
    const count = Math.min(MOST_BENCHES, availableParallelism(), groups.length)
    await Promise.all(Array.from({ length: count }, () => runBench(groups, take, benches)))
  } finally {
    for (const bench of benches) bench.kill()
  }
  if (stampSources() !== before) throw new Error("void: sources were changed while this ran; run it again")
  return mutations.map(({ id }) => {
    const verdict = verdicts.get(id)
    if (verdict === undefined) throw new Error(`void: nothing was said about ${id}`)
    return verdict
  })
}

/** What the same tests judge goes to the same bench, which has them loaded then; the largest group first, so that no bench ends late. */
const groupTasks = (mutations: readonly Mutation[]): Task[][] => {
  const known = new Map(readTable().map(({ id, caughtBy }) => [id, caughtBy]))
  const groups = new Map<string, Task[]>()
  for (const { id, file } of mutations) {
    const caughtBy = known.get(id)
    const first = caughtBy !== undefined && existsSync(root + caughtBy.file) ? caughtBy : undefined
    const key = first?.file ?? file
    groups.set(key, [...(groups.get(key) ?? []), { id, first }])
  }
  return [...groups.values()].sort((one, other) => other.length - one.length)
}

/** One process, which takes a group after the other. */
const runBench = (groups: Task[][], onVerdict: (verdict: Verdict) => void, benches: ChildProcess[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const bench = fork(fileURLToPath(new URL("bench-process.ts", import.meta.url)), { execArgv: ["--conditions=hundi-source"] })
    benches.push(bench)
    const next = (): void => {
      const group = groups.shift()
      if (group !== undefined) bench.send(group)
      else {
        bench.disconnect()
        resolve()
      }
    }
    bench.on("message", (report: Report) => {
      if ("verdict" in report) onVerdict(report.verdict)
      else if ("error" in report) reject(new Error(report.error))
      else next()
    })
    bench.on("exit", (code) => reject(new Error(`void: a bench ended with ${code}`)))
    next()
  })

/** The test by its full name, as a suite of its own. Under a name that no test has any more nothing runs, and the stages follow. */
export const suiteOf = ({ file, test }: { readonly file: string; readonly test: string }): Suite => ({
  file,
  only: new RegExp(`^${test.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")}$`)
})

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
