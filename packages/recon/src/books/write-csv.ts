import { type Posting } from "./post-entries.ts"
import { type LedgerColumn, ledgerColumns, type PostingMapping } from "./ledger-mapping.ts"
import type { ReconFinding } from "../result.ts"
import { outcomeWords } from "./outcome-words.data.ts"
import { maskAccount, plainRupees } from "./write-rupees.ts"

/** One row, RFC 4180. Cells that a spreadsheet would run as a formula get an apostrophe in front; amounts stay numbers. */
export const csvRow = (cells: readonly string[]): string => `${cells.map(csvCell).join(",")}\r\n`

const csvCell = (text: string): string => {
  const safe = /^[=+\-@\t\r\n|%]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The headings of {@link findingCells}. */
export const findingHeadings = [
  "finding", "date", "account", "outcome", "explained", "why", "payouts", "references", "bank numbers", "rail", "state",
  "our amount", "statement amount", "difference", "how matched", "score", "statement lines", "narration"
] as const

/** One finding as the cells of a row: rupees as plain numbers, a debit below zero. */
export const findingCells = (finding: ReconFinding): readonly string[] => {
  const { journal, lines } = finding
  const listed = (values: readonly (string | null)[]): string => [...new Set(values.filter((value) => value !== null))].join(" ")
  return [
    ...[finding.id, finding.on, maskAccount(finding.account), outcomeWords[finding.outcome].title, finding.explained ? "yes" : "no", finding.why],
    ...[listed(journal.map(({ payoutId }) => payoutId)), listed(journal.map(({ reference }) => reference))],
    listed(journal.map(({ rrn }) => rrn)),
    ...[listed(journal.map(({ rail }) => rail)), listed(journal.map(({ state }) => state))],
    ...[finding.journalPaise, finding.statementPaise, finding.journalPaise - finding.statementPaise].map(plainRupees),
    ...[finding.pass, String(finding.score), lines.map(({ file, lineNo }) => `${file}:${lineNo}`).join(" "), lines.map(({ narration }) => narration).join(" | ")]
  ]
}

/** Findings as CSV, piece by piece: a million rows need no memory. */
export async function* writeFindingsCsv(findings: AsyncIterable<ReconFinding>): AsyncGenerator<string> {
  yield `\uFEFF${csvRow(findingHeadings)}`
  for await (const finding of findings) yield csvRow(findingCells(finding))
}

/** Postings as the CSV of a general ledger, under the mapping's own headings. */
export async function* writeLedgerCsv(postings: AsyncIterable<Posting>, { columns }: PostingMapping): AsyncGenerator<string> {
  yield csvRow(ledgerColumns.map((column) => columns[column]))
  for await (const posting of postings) {
    const cells = postingCells(posting)
    yield csvRow(ledgerColumns.map((column) => cells[column]))
  }
}

const postingCells = ({ date, voucher, account, amountPaise, narration, reference }: Posting): Readonly<Record<LedgerColumn, string>> => ({
  ...{ date, voucher, code: account.code, name: account.name, narration, reference },
  debit: amountPaise > 0n ? plainRupees(amountPaise) : "",
  credit: amountPaise < 0n ? plainRupees(-amountPaise) : ""
})
