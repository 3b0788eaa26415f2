/** What a SQLite column holds here: no blobs, and no bigint, which Durable Objects cannot bind. */
export type SqlValue = string | number | null
export type SqlRow = Readonly<Record<string, SqlValue>>

/**
 * The one seam to SQLite, narrow enough for node:sqlite, Bun and Durable Objects: positional parameters (`?1`),
 * rows as objects, and a transaction that is durable when `transact` returns and undone when `work` throws.
 */
export interface Sql {
  readonly all: (sql: string, ...parameters: readonly SqlValue[]) => readonly SqlRow[]
  readonly transact: <A>(work: () => A) => A
  /** Closes names, account numbers and addresses before they are written; in clear without it. */
  readonly vault?: ColumnVault | undefined
}

/** Keeps texts closed in a database, each bound to its row and column. `createVault` of `@hundi/operations/at-rest` fits. */
export interface ColumnVault {
  readonly seal: (text: string, place: VaultPlace) => string
  readonly open: (sealed: string, place: VaultPlace) => string
  readonly needsReseal: (sealed: string) => boolean
}

/** `row` is the payout's id. */
export interface VaultPlace {
  readonly row: string
  readonly column: string
}
