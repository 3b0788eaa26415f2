import { corpus } from "./corpus/corpus.ts"
import { createJudge } from "./judge.ts"
import { type Report, suiteOf, type Task } from "./run-mutations.ts"
import { openTestBench } from "./test-bench.ts"

/** One bench in a process of its own: takes groups of tasks, and reports each verdict. */
const bench = await openTestBench()
const judge = createJudge(bench)
const report = (one: Report): void => void process.send?.(one)

const judgeAll = async (tasks: readonly Task[]): Promise<void> => {
  try {
    for (const { id, first } of tasks) {
      const mutation = corpus.find((one) => one.id === id)
      if (mutation === undefined) throw new Error(`void: there is no ${id}`)
      report({ verdict: await judge(mutation, first === undefined ? undefined : suiteOf(first)) })
    }
    report({ done: true })
  } catch (error) {
    report({ error: error instanceof Error ? error.message : String(error) })
  }
}

process.on("message", (tasks) => void judgeAll(tasks as readonly Task[]))
process.on("disconnect", () => void bench.close())
