import type { CsvMapping, DateFormat } from "./mapping.ts"

/** A transaction as a file's form gives it: amounts are read, dates are still text. */
export interface RawLine {
  readonly kind: "line"
  readonly lineNo: number
  readonly date: string
  readonly valueDate?: string
  readonly direction: "debit" | "credit"
  readonly amountPaise: bigint
  readonly narration: string
  readonly reference?: string
  readonly balancePaise?: bigint
}

/** What a file says beside its transactions. */
export type RawFact =
  | { readonly kind: "account", readonly lineNo: number, readonly account: string }
  | { readonly kind: "opening" | "closing", readonly lineNo: number, readonly paise: bigint, readonly date?: string }
  /** The last date before the first line, or that of the first line: forms differ. */
  | { readonly kind: "opened-on", readonly lineNo: number, readonly date: string }
  | { readonly kind: "period", readonly lineNo: number, readonly from: string, readonly to: string }
  | { readonly kind: "totals", readonly lineNo: number, readonly debitsPaise?: bigint, readonly creditsPaise?: bigint, readonly count?: number }

export type RawEvent = RawLine | RawFact

/** A file's form, ready to be read as often as needed. */
export interface OpenedForm {
  readonly format: "cib" | "csv" | "xls" | "mt940" | "camt053"
  readonly events: () => AsyncIterable<readonly RawEvent[]>
  /** Where the form or the layout fixes how dates are written. */
  readonly dateFormat?: DateFormat
  /** The form has a closing balance always: without one it is cut. */
  readonly needsClosing?: boolean
  /** Delimited files: how they were read, but the dates. */
  readonly mapping?: Omit<CsvMapping, "dateFormat">
}
