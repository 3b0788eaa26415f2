import { BooksError } from "./books-error.ts"

/** What a SQLite column holds here. */
export type SqlValue = string | number | null

export type SqlRow = Readonly<Record<string, SqlValue>>

/** The seam to SQLite: positional parameters (`?1`), rows as objects, a transaction that is durable when `transact` returns. */
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

/** Brings the tables of the books up to the newest number; safe at every start. */
export const migrateBooks = (sql: Sql, migrations: readonly Migration[], now: number): void =>
  sql.transact(() => {
    sql.all("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL) STRICT")
    const done = new Set(sql.all("SELECT number FROM migrations").map((row) => row["number"]))
    for (const { number, name, statements } of migrations.filter((one) => !done.has(one.number))) {
      for (const statement of statements) sql.all(statement)
      sql.all("INSERT INTO migrations (number, name, at) VALUES (?1, ?2, ?3)", number, name, now)
    }
  })

const MOST = 2n ** 53n - 1n

/** Paise as a column takes them. @throws BooksError beyond 2^53-1, where SQLite's numbers would be rounded on some runtimes */
export const toColumn = (paise: bigint): number => {
  if (paise > MOST || paise < -MOST) throw new BooksError("INVALID", "an amount is larger than the books can hold exactly")
  // eslint-disable-next-line hundi/no-number-money -- the column is an INTEGER; the line above makes the number exact
  return Number(paise)
}

export const fromColumn = (value: SqlValue | undefined): bigint => BigInt(Number(value ?? 0))
export const textOf = (row: SqlRow, column: string): string => String(row[column] ?? "")
export const textOrNull = (row: SqlRow, column: string): string | null => {
  const value = row[column]
  return value === null || value === undefined ? null : String(value)
}
