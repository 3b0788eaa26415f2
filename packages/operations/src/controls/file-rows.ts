import type { Sql, SqlRow } from "../store/sql.ts"

/** One row of a submitted file. `file` is the log's subject, `payout` the journal's id. */
export interface StoredRow {
  readonly file: string
  readonly payout: string
  readonly fingerprint: string
  readonly amountPaise: bigint
}

export const insertRow = (sql: Sql, { file, payout, fingerprint, amountPaise }: StoredRow): void => {
  sql.all(
    "INSERT INTO controls_file_rows (file, payout, fingerprint, amount_paise) VALUES (?1, ?2, ?3, ?4)",
    // eslint-disable-next-line hundi/no-number-money -- SQLite's INTEGER is bound as a number; the amount was checked to be below 2^53
    ...[file, payout, fingerprint, Number(amountPaise)]
  )
}

/** All rows of one file. */
export const rowsOfFile = (sql: Sql, file: string): readonly StoredRow[] =>
  sql.all("SELECT * FROM controls_file_rows WHERE file = ?1 ORDER BY payout", file).map(toRow)

/** One payout's rows in all files. */
export const rowsOfPayout = (sql: Sql, payout: string): readonly StoredRow[] =>
  sql.all("SELECT * FROM controls_file_rows WHERE payout = ?1 ORDER BY file", payout).map(toRow)

const toRow = (row: SqlRow): StoredRow => ({
  file: String(row["file"]),
  payout: String(row["payout"]),
  fingerprint: String(row["fingerprint"]),
  // eslint-disable-next-line hundi/no-number-money -- SQLite gives an INTEGER as a number, below 2^53
  amountPaise: BigInt(Number(row["amount_paise"]))
})

/** `file:tenant/id` and `tenant/id` without what stands before the id. */
export const afterTenant = (id: string): string => id.slice(id.indexOf("/") + 1)
