import { istDateTime } from "../ist.ts"
import type { Statement } from "./entries.ts"
import { rupeesText, signedRupees } from "./format-amount.ts"

const columns = ["transaction_id", "posted_at", "value_date", "narration", "debit", "credit", "balance"] as const

/** The statement as CSV, RFC 4180: a row with the opening balance first, one with the closing balance last. Columns are our own. */
export const writeCsv = (statement: Statement): string => {
  const rows = statement.entries.map(({ id, atMs, amountPaise, narration, balancePaise }) => {
    const posted = istDateTime(atMs)
    const rupees = rupeesText(amountPaise)
    const [debit, credit] = amountPaise < 0n ? [rupees, ""] : ["", rupees]
    return [id, posted, posted.slice(0, 10), narration, debit, credit, signedRupees(balancePaise)]
  })
  const opening = ["", "", istDateTime(statement.fromMs).slice(0, 10), "OPENING BALANCE", "", "", signedRupees(statement.openingPaise)]
  const closingDate = istDateTime(statement.untilMs - 1).slice(0, 10)
  const closing = ["", "", closingDate, "CLOSING BALANCE", "", "", signedRupees(statement.closingPaise)]
  return [columns, opening, ...rows, closing].map((row) => `${row.map(quote).join(",")}\r\n`).join("")
}

const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
