import type { Journal } from "@hundi/core"
import type { D1Database } from "cloudflare:workers"
import { createSqlJournal, migrate, type Sql, type SqlRow, type SqlValue } from "@hundi/journal/sql"

/**
 * The journal's own SQL on D1, to find out whether D1 may hold a journal. D1 answers later, where the journal asks in one go: a call is
 * run again from its start for each statement, with the answers so far, until it has them all. Each statement is a commit of its own,
 * since D1 has no transaction in which a program can decide. For that test; nothing may keep payouts so.
 */
export const openD1Journal = (database: D1Database): Journal => {
  const run = async <A>(call: (sql: Sql) => A): Promise<A> => {
    const answers: (readonly SqlRow[] | Error)[] = []
    for (;;) {
      let place = 0
      let wanted: Question | undefined
      const all = (text: string, ...parameters: readonly SqlValue[]): readonly SqlRow[] => {
        const known = answers[place++]
        if (known instanceof Error) throw known
        if (known !== undefined) return known
        wanted ??= [text, parameters]
        throw new Suspended()
      }
      try {
        return call({ all, transact: (work) => work() })
      } catch (error) {
        if (wanted === undefined) throw error
        answers.push(await ask(database, wanted))
      }
    }
  }
  let current: Sql | undefined
  const seam: Sql = { all: (...asked) => (current as Sql).all(...asked), transact: (work) => (current as Sql).transact(work) }
  // The journal's methods run on whichever seam their call was given: turn by turn, they never meet.
  return createSqlJournal(seam, () => undefined, (call) => run((sql) => withSeam(sql, call)))

  function withSeam<A>(sql: Sql, call: () => A): A {
    current = sql
    return call()
  }
}

/** Makes the tables, in one batch: what is made is the same whatever the answers are. */
export const migrateD1 = async (database: D1Database): Promise<void> => {
  const statements: unknown[] = []
  const all: Sql["all"] = (text, ...parameters) => {
    statements.push(database.prepare(text).bind(...parameters))
    return []
  }
  migrate({ all, transact: (work) => work() }, 0)
  await database.batch(statements)
}

/** Ends a call that has to wait for an answer. */
class Suspended extends Error {}

type Question = readonly [text: string, parameters: readonly SqlValue[]]

const ask = (database: D1Database, [text, parameters]: Question): Promise<readonly SqlRow[] | Error> =>
  database
    .prepare(text)
    .bind(...parameters)
    .all()
    .then(
      ({ results }) => results as readonly SqlRow[],
      (error: unknown) => (error instanceof Error ? error : new Error(String(error)))
    )
