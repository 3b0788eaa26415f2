import type { Worksheet } from "exceljs"
import type { ReconFinding, ReconRun } from "../result.ts"
import { outcomesInOrder, outcomeWords } from "./outcome-words.data.ts"
import { findingCells, findingHeadings } from "./write-csv.ts"
import { maskAccount, plainRupees } from "./write-rupees.ts"

/** India's grouping; Excel takes at most two conditions, so amounts below zero follow the last pattern. */
const RUPEES = `[>=10000000]##\\,##\\,##\\,##0.00;[>=100000]##\\,##\\,##0.00;##,##0.00`
/** A sheet holds 1,048,576 rows. */
const ROWS_PER_SHEET = 1_000_000
/** Above this, a spreadsheet's numbers are no longer exact to the paisa: the cell is then text. */
const EXACT_PAISE = 10n ** 15n

/**
 * Writes a workbook with a summary, the findings that need a person, and all findings. Streams: rows are written as they come. Texts are
 * text cells, so no spreadsheet takes one for a formula. exceljs is loaded here, by whoever asks for a workbook.
 */
export const writeXlsx = async (path: string, run: ReconRun, findings: AsyncIterable<ReconFinding>): Promise<void> => {
  const { default: Excel } = await import("exceljs")
  const book = new Excel.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: false })
  book.creator = "hundi-recon"
  writeSummary(book.addWorksheet("Summary"), run)
  const people = book.addWorksheet("For people", { views: [{ state: "frozen", ySplit: 1 }] })
  prepare(people)
  let all: Worksheet | undefined
  let rows = 0
  for await (const finding of findings) {
    if (all === undefined || rows % ROWS_PER_SHEET === 0) {
      all?.commit()
      all = book.addWorksheet(rows === 0 ? "All findings" : `All findings ${Math.floor(rows / ROWS_PER_SHEET) + 1}`, { views: [{ state: "frozen", ySplit: 1 }] })
      prepare(all)
    }
    add(all, finding)
    if (!finding.explained) add(people, finding)
    rows++
  }
  all?.commit()
  people.commit()
  await book.commit()
}

const AMOUNTS: ReadonlySet<string> = new Set(["our amount", "statement amount", "difference"])
const WIDTHS: Readonly<Record<string, number>> = { finding: 16, why: 60, narration: 50, payouts: 20, references: 18, "bank numbers": 18, outcome: 24 }

const prepare = (sheet: Worksheet): void => {
  sheet.columns = findingHeadings.map((heading) => ({
    ...{ header: heading, key: heading, width: WIDTHS[heading] ?? 14 },
    ...(AMOUNTS.has(heading) ? { style: { numFmt: RUPEES } } : {})
  }))
  sheet.getRow(1).font = { bold: true }
}

const add = (sheet: Worksheet, finding: ReconFinding): void => {
  const cells = findingCells(finding)
  const differencePaise = finding.journalPaise - finding.statementPaise
  const amounts: Readonly<Record<string, bigint>> = { "our amount": finding.journalPaise, "statement amount": finding.statementPaise, difference: differencePaise }
  const row = findingHeadings.map((heading, index) => (amounts[heading] === undefined ? cells[index] : rupeesCell(amounts[heading])))
  sheet.addRow(row).commit()
}

/** Rupees as a spreadsheet's number, where it is exact; otherwise as text. */
const rupeesCell = (paise: bigint): number | string => {
  const text = plainRupees(paise)
  return paise < EXACT_PAISE && paise > -EXACT_PAISE ? Number(text) : text
}

const writeSummary = (sheet: Worksheet, run: ReconRun): void => {
  sheet.columns = [{ width: 34 }, { width: 18 }, { width: 22 }, { width: 22 }, { width: 22 }, { width: 22 }, { width: 22 }]
  const title = sheet.addRow([`Reconciliation of ${run.asOf}`])
  title.font = { bold: true, size: 14 }
  title.commit()
  sheet.addRow(["Run", run.digest]).commit()
  sheet.addRow([]).commit()
  heading(sheet, ["Outcome", "Findings", "Rupees"])
  for (const outcome of outcomesInOrder) {
    const { findings, paise } = run.counts[outcome]
    if (findings > 0) amountRow(sheet, [outcomeWords[outcome].title, findings], [paise])
  }
  sheet.addRow([]).commit()
  heading(sheet, ["Account", "From", "To", "Opening", "Credits", "Debits", "Closing", "Unexplained"])
  for (const { account, from, to, openingPaise, creditsPaise, debitsPaise, closingPaise, unexplainedPaise } of run.totals) {
    amountRow(sheet, [maskAccount(account), from, to], [openingPaise, creditsPaise, debitsPaise, closingPaise, unexplainedPaise])
  }
  sheet.commit()
}

const heading = (sheet: Worksheet, cells: readonly string[]): void => {
  const row = sheet.addRow([...cells])
  row.font = { bold: true }
  row.commit()
}

const amountRow = (sheet: Worksheet, texts: readonly (string | number)[], amounts: readonly (bigint | null)[]): void => {
  const row = sheet.addRow([...texts, ...amounts.map((paise) => (paise === null ? "" : rupeesCell(paise)))])
  amounts.forEach((_, index) => void (row.getCell(texts.length + 1 + index).numFmt = RUPEES))
  row.commit()
}
