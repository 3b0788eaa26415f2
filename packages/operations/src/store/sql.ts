/** What a SQLite column holds here. */
export type SqlValue = string | number | null

export type SqlRow = Readonly<Record<string, SqlValue>>

/**
 * The seam to SQLite, the same as the journal's: positional parameters (`?1`), rows as objects, and a transaction that is durable
 * when `transact` returns and undone when `work` throws.
 */
export interface Sql {
  readonly all: (sql: string, ...parameters: readonly SqlValue[]) => readonly SqlRow[]
  readonly transact: <A>(work: () => A) => A
}

/** Numbered and append-only: what has shipped is never edited. */
export interface Migration {
  readonly number: number
  readonly name: string
  readonly statements: readonly string[]
}

/** Brings one area's tables up to the newest number; safe at every start. Returns the numbers it applied. */
export const migrateArea = (sql: Sql, area: string, migrations: readonly Migration[], now: number): readonly number[] =>
  sql.transact(() => {
    sql.all(
      `CREATE TABLE IF NOT EXISTS operations_migrations (
        area TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (area, number)
      ) STRICT, WITHOUT ROWID`
    )
    const done = new Set(sql.all("SELECT number FROM operations_migrations WHERE area = ?1", area).map((row) => row["number"]))
    const due = migrations.filter(({ number }) => !done.has(number))
    for (const { number, name, statements } of due) {
      for (const statement of statements) sql.all(statement)
      sql.all("INSERT INTO operations_migrations (area, number, name, at) VALUES (?1, ?2, ?3, ?4)", area, number, name, now)
    }
    return due.map(({ number }) => number)
  })
