import type { Sql } from "../sql.ts"
import type { Executor } from "./sql-journal.ts"

interface Waiting {
  /** Runs the call inside the group's transaction, and returns how its caller is told, once the group is durable. */
  readonly run: () => () => void
  readonly fail: (cause: unknown) => void
}

/** Ends a group that one of its calls has spoiled. */
class Spoiled extends Error {}

/**
 * Calls that come in the same turn share one transaction, and one wait for the disk. Each is a transaction of its own inside it: what
 * one throws undoes that one alone. Nobody is told before the whole group is durable; when it cannot be made so, all are refused.
 * Returns the seam for the journal that is run so, and what runs its calls.
 */
export const groupCommit = (sql: Sql, later: (flush: () => void) => void): { readonly sql: Sql; readonly run: Executor } => {
  let group: Waiting[] = []
  // Hardly a call ever throws: only a group in which one did is run again with a savepoint for each.
  let apart = false
  const runAll = (calls: readonly Waiting[]): readonly (() => void)[] => {
    try {
      return sql.transact(() => calls.map((call) => call.run()))
    } catch (cause) {
      if (!(cause instanceof Spoiled)) throw cause
    }
    apart = true
    try {
      return sql.transact(() => calls.map((call) => call.run()))
    } finally {
      apart = false
    }
  }
  const flush = (): void => {
    const calls = group
    group = []
    try {
      for (const tell of runAll(calls)) tell()
    } catch (cause) {
      for (const call of calls) call.fail(cause)
    }
  }
  const run: Executor = <A>(call: () => A): Promise<A> =>
    new Promise<A>((resolve, reject) => {
      const once = (): (() => void) => {
        try {
          const result = call()
          return () => resolve(result)
        } catch (cause) {
          if (!apart) throw new Spoiled()
          return () => reject(toError(cause))
        }
      }
      group.push({ run: once, fail: reject })
      if (group.length === 1) later(flush)
    })
  return { sql: { ...sql, transact: (work) => (apart ? sql.transact(work) : work()) }, run }
}

const toError = (cause: unknown): Error => (cause instanceof Error ? cause : new Error("the journal", { cause }))
