import {
  BIGINT, DATE, DuckDBDataChunk, DuckDBDateValue, type DuckDBType, type DuckDBValue, INTEGER, SMALLINT, VARCHAR
} from "@duckdb/node-api"
import { dayNumber } from "@hundi/catalog/calendar"
import type { LedgerEntry, StatementLine } from "../rows.ts"
import type { Database } from "./database.ts"

/** DuckDB's own vector size: one chunk is one vector a column. */
const CHUNK_ROWS = 2048

/** Rows from wherever they come. */
export type Rows<T> = Iterable<T> | AsyncIterable<T>

/** Appends statement lines to a table of their own; gives their number. `accountId` makes a number of an account. */
export const appendLines = async (
  db: Database, table: string, rows: Rows<StatementLine>, accountId: (account: string) => number
): Promise<number> => {
  await db.run(`CREATE TABLE ${table} (aid SMALLINT, line_no INTEGER, posted DATE, paise BIGINT, narration VARCHAR, bank_ref VARCHAR)`)
  try {
    return await append(db, table, [SMALLINT, INTEGER, DATE, BIGINT, VARCHAR, VARCHAR], rows, (line) => {
      if (line.amountPaise <= 0n) throw new RangeError(`line ${line.lineNo}: an amount must be above zero; its direction says which way`)
      const paise = line.direction === "debit" ? -line.amountPaise : line.amountPaise
      return [accountId(line.account), line.lineNo, dateOf(line.postedOn), paise, line.narration, line.bankReference ?? null]
    })
  } catch (error) {
    await db.run(`DROP TABLE ${table}`)
    throw error
  }
}

/** Appends entries of ours to a table of their own; gives their number. */
export const appendEntries = async (
  db: Database, table: string, rows: Rows<LedgerEntry>, accountId: (account: string) => number
): Promise<number> => {
  // Closed lists go in as text: the cast to their types refuses what is not listed.
  await db.run(`CREATE TABLE ${table}_in (aid SMALLINT, payout_id VARCHAR, attempt SMALLINT, reference VARCHAR, rail VARCHAR, paise BIGINT, bdate DATE,
    state VARCHAR, rrn VARCHAR, kind VARCHAR, batch VARCHAR, bene_hash VARCHAR, bene_start VARCHAR)`)
  const types = [SMALLINT, VARCHAR, SMALLINT, VARCHAR, VARCHAR, BIGINT, DATE, VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR]
  try {
    const count = await append(db, `${table}_in`, types, rows, (entry) => {
      if (entry.amountPaise <= 0n) throw new RangeError(`payout ${entry.payoutId}: an amount must be above zero`)
      return [
        accountId(entry.account), entry.payoutId, entry.attempt, entry.reference, entry.rail, entry.amountPaise, dateOf(entry.businessDate),
        entry.state, entry.rrn, entry.kind, entry.batch ?? null, entry.beneficiaryHash ?? null, entry.beneficiaryStart ?? null
      ]
    })
    await db.run(`CREATE TABLE ${table} AS SELECT aid, payout_id, attempt, reference, rail::rail AS rail, paise, bdate, state::state AS state,
      nullif(rrn, '') AS rrn, kind::kind AS kind, nullif(batch, '') AS batch, nullif(bene_hash, '') AS bene_hash, upper(nullif(bene_start, '')) AS bene_start
      FROM ${table}_in`)
    return count
  } finally {
    await db.run(`DROP TABLE ${table}_in`)
  }
}

const dates = new Map<string, DuckDBDateValue>()

/** A ledger has few different dates. */
const dateOf = (date: string): DuckDBDateValue => {
  const known = dates.get(date)
  if (known !== undefined) return known
  const value = new DuckDBDateValue(dayNumber(date))
  if (dates.size < 10_000) dates.set(date, value)
  return value
}

const append = async <T>(
  db: Database,
  table: string,
  types: readonly DuckDBType[],
  rows: Rows<T>,
  toRow: (row: T) => readonly DuckDBValue[]
): Promise<number> => {
  const appender = await db.connection.createAppender(table)
  let columns: DuckDBValue[][] = types.map(() => [])
  let pending = 0
  let count = 0
  const flush = (): void => {
    const chunk = DuckDBDataChunk.create(types)
    chunk.setColumns(columns)
    appender.appendDataChunk(chunk)
    count += pending
    pending = 0
    columns = types.map(() => [])
  }
  const take = (row: T): void => {
    for (const [index, value] of toRow(row).entries()) columns[index]?.push(value)
    if (++pending === CHUNK_ROWS) flush()
  }
  try {
    if (Symbol.asyncIterator in rows) for await (const row of rows) take(row)
    else for (const row of rows) take(row)
    if (pending > 0) flush()
  } finally {
    appender.closeSync()
  }
  return count
}
