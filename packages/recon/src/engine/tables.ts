import { quoteText } from "./database.ts"

/** The closed lists as DuckDB's own types: one byte a value, and what is not listed is refused. */
export const createTypes = `
CREATE TYPE rail AS ENUM ('upi', 'imps', 'neft', 'rtgs', 'internal');
CREATE TYPE state AS ENUM ('reserved', 'sending', 'pending', 'accepted', 'unknown', 'settled', 'rejected', 'not-sent', 'reversed');
CREATE TYPE kind AS ENUM ('payout', 'verification', 'own-account')`

/** Nothing of ours left for these, as far as the journal knows. */
export const unsentStates = "('reserved', 'rejected', 'not-sent')"

/** What an entry takes from the account, as the journal sees it; `l` is the ledger's alias. */
export const expectedPaise = (l: string): string => `CASE WHEN ${l}.state IN ${unsentStates} THEN 0 ELSE -${l}.paise END`

/** A statement file in its own table, with the columns that it really has: a column of a million equal values is work for nothing. */
export interface LineTable {
  readonly table: string
  readonly fid: number
  readonly file: string
  readonly digest: string
  /** Rows of the table, those without an amount included. */
  readonly size: number
  /** The account, when the whole file is of one. */
  readonly aid: number | null
  /** The line of the table's first row; null when rows know their own. */
  readonly firstLine: number | null
  readonly hasReference: boolean
}

/**
 * All lines of all files as one view `stmt`. `sid` numbers them without gaps in the order of loading, which nothing that is decided ever
 * depends on. Paise are below zero for a debit.
 */
export const statementView = (tables: readonly LineTable[]): string => {
  let base = 0
  const parts = tables.map(({ table, fid, file, digest, size, aid, firstLine, hasReference }) => {
    const lineNo = firstLine === null ? "line_no" : `(rowid + ${firstLine})::INTEGER`
    const sql = `SELECT rowid + ${base} AS sid, ${aid === null ? "aid" : `${aid}::SMALLINT AS aid`}, ${lineNo} AS line_no, posted, paise, narration,
      ${hasReference ? "bank_ref" : "NULL::VARCHAR AS bank_ref"}, ${fid}::SMALLINT AS fid, ${quoteText(file)} AS file, ${quoteText(digest)} AS digest FROM ${table} WHERE paise IS NOT NULL`
    base += size
    return sql
  })
  const none = `SELECT NULL::BIGINT, NULL::SMALLINT, NULL::INTEGER, NULL::DATE, NULL::BIGINT, NULL::VARCHAR, NULL::VARCHAR, NULL::SMALLINT, NULL::VARCHAR,
    NULL::VARCHAR WHERE false`
  return `CREATE VIEW stmt (sid, aid, line_no, posted, paise, narration, bank_ref, fid, file, digest) AS ${parts.length === 0 ? none : parts.join(" UNION ALL ")}`
}

/** A ledger in its own table, with the columns that it really has. */
export interface EntryTable {
  readonly table: string
  readonly size: number
  readonly optional: readonly OptionalColumn[]
}

const optionalColumns = { kind: "'payout'::kind", batch: "NULL::VARCHAR", bene_hash: "NULL::VARCHAR", bene_start: "NULL::VARCHAR" } as const

/** Columns that most ledgers lack. */
export type OptionalColumn = keyof typeof optionalColumns

/** All entries of all ledgers as one view `ledger`; `lid` numbers them as `sid` does the lines. */
export const ledgerView = (tables: readonly EntryTable[]): string => {
  let base = 0
  const columns = "aid, payout_id, attempt, reference, rail, paise, bdate, state, rrn"
  const parts = tables.map(({ table, size, optional }, fid) => {
    const more = Object.entries(optionalColumns).map(([name, none]) => (optional.includes(name as OptionalColumn) ? name : `${none} AS ${name}`))
    const sql = `SELECT rowid + ${base} AS lid, ${fid}::SMALLINT AS fid, ${columns}, ${more.join(", ")} FROM ${table}`
    base += size
    return sql
  })
  const none = `SELECT NULL::BIGINT, NULL::SMALLINT, NULL::SMALLINT, NULL::VARCHAR, NULL::SMALLINT, NULL::VARCHAR, NULL::rail, NULL::BIGINT, NULL::DATE,
    NULL::state, NULL::VARCHAR, NULL::kind, NULL::VARCHAR, NULL::VARCHAR, NULL::VARCHAR WHERE false`
  return `CREATE VIEW ledger (lid, fid, ${columns}, ${Object.keys(optionalColumns).join(", ")}) AS ${parts.length === 0 ? none : parts.join(" UNION ALL ")}`
}

/** A line's identity, as a hash of 64 bits: its file and its line there. */
export const placeOfLine = "hash(digest, line_no)"

/**
 * What tells one payment from another in the bank's forms (MONEY.md, narration forms), as a hash of 64 bits: the remark, which begins with
 * our reference, or the UTR. A chance hit would also have to agree in amount, account, date and number.
 */
export const keyOfNarration = `CASE
  WHEN narration LIKE 'MMT/IMPS/%' THEN hash(substr(narration, 23, 15))
  WHEN narration LIKE 'INF/INFT/%' THEN hash(substr(narration, 23, 15))
  WHEN narration LIKE 'UPI/%' THEN hash(substr(narration, 18, 15))
  WHEN narration LIKE 'INF/NEFT/%' THEN hash(substr(narration, 10, 16))
  WHEN narration LIKE 'RTGS/%' THEN hash(substr(narration, 6, 22)) END`

/** The same of an entry. An entry without it has none: the hash of nothing is a number like any other. */
export const keyOfEntry = `CASE WHEN rail NOT IN ('neft', 'rtgs') THEN CASE WHEN reference <> '' THEN hash(reference) END
  WHEN rrn IS NOT NULL THEN hash(rrn) END`
