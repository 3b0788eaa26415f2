import type { CsvColumns, DateFormat } from "./mapping.ts"

/** A layout that is recognised by its headings. */
export interface Layout {
  readonly id: string
  readonly title: string
  readonly columns: CsvColumns
  /** The layout fixes how its dates are written. */
  readonly dateFormat: DateFormat
  readonly source: string
}

/**
 * Headings of ICICI Bank's downloads, as programs in public repositories that import them name them, and how those programs read the
 * dates: day first. The bank publishes no description. Spaces, dots, case and "(INR)" make no difference.
 */
export const layouts: readonly Layout[] = [
  {
    id: "icici-corporate-detailed",
    title: "Corporate Internet Banking, detailed statement",
    columns: {
      date: "Txn Posted Date", valueDate: "Value Date", narration: "Description", amount: "Transaction Amount(INR)", sign: "Cr/Dr",
      balance: "Available Balance(INR)", reference: "Transaction ID"
    },
    dateFormat: "dd/mm/yyyy",
    source: "several public importers of \"DETAILED STATEMENT\" workbooks"
  },
  {
    id: "icici-corporate-account",
    title: "Corporate Internet Banking, account statement",
    columns: {
      date: "Transaction Date", valueDate: "Value Date", narration: "Transaction Remarks", debit: "Withdrawal Amt (INR)",
      credit: "Deposit Amt (INR)", balance: "Balance (INR)", reference: "Tran. Id"
    },
    dateFormat: "dd/mm/yyyy",
    source: "a public importer's table of yearly statements"
  },
  {
    id: "icici-retail-history",
    title: "Internet Banking, transaction history (OpTransactionHistory)",
    columns: {
      date: "Transaction Date", valueDate: "Value Date", narration: "Transaction Remarks", debit: "Withdrawal Amount (INR )",
      credit: "Deposit Amount (INR )", balance: "Balance (INR )", reference: "Cheque Number"
    },
    dateFormat: "dd/mm/yyyy",
    source: "several public importers of OpTransactionHistory files"
  },
  {
    id: "hundi-simulator",
    title: "The simulator's statement as CSV",
    columns: {
      date: "posted_at", valueDate: "value_date", narration: "narration", debit: "debit", credit: "credit", balance: "balance",
      reference: "transaction_id"
    },
    dateFormat: "dd/mm/yyyy",
    source: "packages/simulator, write-csv"
  }
]

/** Headings of other layouts that mean one thing only. Their dates must prove their order, or be told. */
export const knownHeadings: Readonly<Record<keyof CsvColumns, readonly string[]>> = {
  date: ["date", "txn date", "transaction date", "tran date", "posting date", "posted date", "txn posted date", "booking date", "book date", "entry date"],
  valueDate: ["value date", "value dt", "val date", "effective date"],
  narration: ["narration", "description", "particulars", "remarks", "transaction remarks", "transaction description", "details", "transaction details", "transaction particulars"],
  debit: ["debit", "debits", "debit amount", "dr", "dr amount", "withdrawal", "withdrawals", "withdrawal amount", "withdrawal amt", "withdrawal dr", "paid out"],
  credit: ["credit", "credits", "credit amount", "cr", "cr amount", "deposit", "deposits", "deposit amount", "deposit amt", "deposit cr", "paid in"],
  amount: ["amount", "transaction amount", "txn amount", "tran amount"],
  sign: ["cr/dr", "dr/cr", "debit/credit", "credit/debit", "type", "txn type", "transaction type", "d/c", "c/d"],
  balance: ["balance", "running balance", "available balance", "closing balance", "balance after", "balance amount"],
  reference: [
    "reference", "reference no", "reference number", "ref no", "ref", "transaction id", "tran id", "txn id", "cheque no", "cheque number", "chq no",
    "chq/ref no", "cheque no/ref no", "ref no/cheque no", "utr", "utr number", "utr no"
  ]
}
