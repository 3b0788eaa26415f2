import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api"

/** What a query gives for one column of one row; sums come as bigint. */
export type Cell = null | boolean | number | bigint | string | readonly Cell[] | { readonly [name: string]: Cell }

/** One connection, with the few ways in which the engine asks. */
export interface Database {
  readonly connection: DuckDBConnection
  readonly run: (sql: string) => Promise<void>
  readonly rows: (sql: string) => Promise<readonly Readonly<Record<string, Cell>>[]>
  /** The first row's first column, as a whole number. */
  readonly count: (sql: string) => Promise<number>
  /** Rows in chunks, without holding all. */
  readonly stream: (sql: string) => AsyncIterable<Readonly<Record<string, Cell>>>
  readonly close: () => void
}

/** Opens an empty DuckDB in memory. */
export const openDatabase = async (settings: Record<string, string> = {}): Promise<Database> => {
  const instance = await DuckDBInstance.create(":memory:", settings)
  const connection = await instance.connect()
  const rows: Database["rows"] = async (sql) => {
    const reader = await connection.runAndReadAll(sql)
    return reader.getRowObjectsJS() as readonly Readonly<Record<string, Cell>>[]
  }
  return {
    connection,
    run: async (sql) => void (await connection.run(sql)),
    rows,
    count: async (sql) => Number(Object.values((await rows(sql))[0] ?? {})[0] ?? 0),
    // A connection of its own: the next question on the same one would end this answer.
    stream: async function* (sql) {
      const own = await instance.connect()
      try {
        const result = await own.stream(sql)
        for await (const chunk of result.yieldRowObjectJs()) yield* chunk as readonly Readonly<Record<string, Cell>>[]
      } finally {
        own.closeSync()
      }
    },
    close: () => {
      connection.closeSync()
      instance.closeSync()
    }
  }
}

/** A text as an SQL literal. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A name as an SQL identifier. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`
