/** How the dates of a file are written. A file never gets one by guessing: see `dateOrder` of `readStatement`. */
export type DateFormat = "dd/mm/yyyy" | "mm/dd/yyyy" | "yyyy-mm-dd" | "yyyymmdd" | "dd-mon-yyyy"

/** What can stand between the fields of a delimited file. */
export type Delimiter = "," | ";" | "\t" | "|"

/** Encodings that are read; anything else is refused. */
export type FileEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252"

/**
 * Which heading holds what, by the heading's own text. Money is either in `debit` and `credit`, or in `amount`, with the direction in
 * `sign` (Cr, Dr, C, D, Credit, Debit) or, without `sign`, in the amount itself (a minus, parentheses or a trailing Dr is a debit).
 */
export interface CsvColumns {
  readonly date: string
  readonly valueDate?: string
  readonly narration: string
  readonly debit?: string
  readonly credit?: string
  readonly amount?: string
  readonly sign?: string
  readonly balance?: string
  readonly reference?: string
}

/** How to read a delimited statement. DuckDB can be told the same, so that it reads the file itself. */
export interface CsvMapping {
  readonly delimiter: Delimiter
  readonly encoding: FileEncoding
  /** Lines above the headings. */
  readonly skipLines: number
  readonly columns: CsvColumns
  readonly dateFormat: DateFormat
}

/** Which heading of a ledger's CSV holds what; `reference` and `amount` (rupees) are needed, the rest have defaults. */
export interface LedgerColumns {
  readonly payoutId: string
  readonly reference: string
  readonly amount: string
  readonly businessDate: string
  readonly account?: string
  readonly rail?: string
  readonly attempt?: string
  readonly sentAt?: string
  readonly state?: string
  readonly rrn?: string
  readonly kind?: string
  readonly batch?: string
  readonly beneficiaryHash?: string
  readonly beneficiaryStart?: string
}

/** How to read a ledger's CSV. */
export interface LedgerMapping {
  readonly delimiter: Delimiter
  readonly encoding: FileEncoding
  readonly skipLines: number
  readonly columns: LedgerColumns
  readonly dateFormat: DateFormat
  /** Used for a column that the file does not have. */
  readonly defaults?: { readonly account?: string, readonly rail?: string, readonly state?: string }
}

/**
 * A mapping file for a statement whose layout is not known. What is left out is detected; the form of the dates never is.
 *
 * @example
 * ```json
 * { "kind": "statement", "dateFormat": "dd/mm/yyyy",
 *   "columns": { "date": "Booked", "narration": "Details", "debit": "Out", "credit": "In", "balance": "Balance" } }
 * ```
 */
export interface StatementMappingFile extends Pick<CsvMapping, "columns" | "dateFormat"> {
  readonly kind: "statement"
  readonly delimiter?: Delimiter
  readonly encoding?: FileEncoding
  readonly skipLines?: number
}

/** A mapping file for a ledger. */
export interface LedgerMappingFile extends Pick<LedgerMapping, "columns" | "dateFormat" | "defaults"> {
  readonly kind: "ledger"
  readonly delimiter?: Delimiter
  readonly encoding?: FileEncoding
  readonly skipLines?: number
}

/** Which heading of a reverse MIS holds what. */
export interface MisColumns {
  readonly amount: string
  readonly status: string
  readonly hostReference: string
  readonly remark: string
  readonly creditAccount?: string
  readonly debitAccount?: string
  readonly ifsc?: string
  readonly network?: string
}

/** A mapping file for the CMS reverse MIS as a file; its rows have no date of their own. */
export interface MisMappingFile {
  readonly kind: "mis"
  readonly delimiter?: Delimiter
  readonly encoding?: FileEncoding
  readonly skipLines?: number
  readonly columns: MisColumns
}
