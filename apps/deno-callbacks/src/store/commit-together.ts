import type { Sql } from "@hundi/operations/sqlite"

/** A database whose transactions may share one commit. */
export interface SharedCommits {
  /** `transact` inside of {@link SharedCommits.together} is undone alone when it fails, and durable with the others. */
  readonly sql: Sql
  /** Runs the work with whatever else is waiting, in one commit. On the disk when it resolves; rejects when it, or the commit, failed. */
  readonly together: <A>(work: () => A) => Promise<A>
}

interface Waiting {
  readonly work: () => unknown
  readonly resolve: (value: never) => void
  readonly reject: (error: unknown) => void
}

/** A commit waits for the disk, some milliseconds in which nothing else is done: in a storm, one for many calls. */
export const commitTogether = (database: Sql): SharedCommits => {
  let waiting: Waiting[] = []
  let isOpen = false
  const alone = <A>(work: () => A): A => {
    database.all("SAVEPOINT one_call")
    try {
      const result = work()
      database.all("RELEASE one_call")
      return result
    } catch (error) {
      database.all("ROLLBACK TO one_call")
      database.all("RELEASE one_call")
      throw error
    }
  }
  const sql: Sql = { all: database.all, transact: (work) => (isOpen ? alone(work) : database.transact(work)) }
  const flush = (): void => {
    const batch = waiting
    waiting = []
    const ends: (() => void)[] = []
    try {
      database.transact(() => {
        isOpen = true
        for (const { work, resolve, reject } of batch) {
          try {
            const value = alone(work)
            ends.push(() => resolve(value as never))
          } catch (error) {
            ends.push(() => reject(error))
          }
        }
      })
    } catch (error) {
      ends.splice(0, Infinity, ...batch.map(({ reject }) => () => reject(error)))
    } finally {
      isOpen = false
    }
    for (const end of ends) end()
  }
  return {
    sql,
    together: (work) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setTimeout(flush, 0)
        waiting.push({ work, resolve, reject })
      })
  }
}
