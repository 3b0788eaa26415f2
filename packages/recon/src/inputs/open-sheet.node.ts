import { Worker } from "node:worker_threads"
import type { OpenedForm, RawEvent } from "./events.ts"
import { findHeadings } from "./find-headings.ts"
import { unknownLayout } from "./read-delimited.ts"
import type { ReadStatementOptions } from "./read-statement.ts"
import { createTableReader, readPreamble } from "./read-table.ts"
import { SHEET_TASK, type SheetReply, type SheetTask } from "./sheet-worker.node.ts"
import type { Source } from "./source.node.ts"
import type { Row } from "./split-csv.ts"

/** A workbook that takes longer, or more memory, is no bank statement. */
const TIME_LIMIT_MS = 60_000
const MEMORY_MIB = 1024

/** Opens XLS or XLSX: the one sheet with headings that are known is read. */
export const openSheet = async (bytes: Uint8Array, source: Source, { mapping }: ReadStatementOptions): Promise<OpenedForm> => {
  const { refuse } = source
  const sheets = await readRows(bytes, source)
  const found = sheets.flatMap((rows) => {
    const headings = findHeadings(rows.filter(({ lineNo }) => lineNo > (mapping?.skipLines ?? 0)), mapping?.columns)
    return headings === undefined ? [] : [{ rows, headings }]
  })
  const [first] = found
  if (first === undefined) throw unknownLayout(refuse, sheets.flat(), mapping?.columns)
  if (found.length > 1) throw refuse("RECON_INPUT_LAYOUT", 0, `${found.length} sheets of the workbook hold transactions`, "Save each sheet as a file of its own, or download CSV.")
  const { rows, headings } = first
  return {
    format: "xls", ...(headings.layout === undefined ? {} : { dateFormat: headings.layout.dateFormat }),
    events: async function* () {
      yield readPreamble(rows.filter(({ lineNo }) => lineNo < headings.lineNo))
      const read = createTableReader(headings, refuse, false)
      const events: RawEvent[] = []
      for (const row of rows) {
        const event = row.lineNo > headings.lineNo ? read(row) : undefined
        if (event !== undefined) events.push(event)
      }
      yield events
    }
  }
}

const readRows = async (bytes: Uint8Array, { refuse }: Source): Promise<readonly (readonly Row[])[]> => {
  const reply = await parseInThread(bytes)
  if (reply === undefined) throw refuse("RECON_INPUT_FORMAT", 0, "the workbook needs more time or memory than a statement does", "Download CSV instead, and do not trust this file.")
  if ("failed" in reply) throw refuse("RECON_INPUT_TRUNCATED", 0, "the workbook cannot be read: it is cut, damaged or protected by a password", "Download it again, without a password, or as CSV.")
  const toRow = (cells: readonly unknown[], index: number): Row =>
    ({ lineNo: index + 1, cells: cells.map((text) => cellText(text, index + 1, refuse)) })
  return reply.sheets.map((rows) => rows.map(toRow))
}

const cellText = (value: unknown, lineNo: number, refuse: Source["refuse"]): string => {
  const text = typeof value === "string" ? value : ""
  if (/^=(?:-?[\d.]+(?:e[+-]?\d+)?|error)$/.test(text)) {
    throw refuse("RECON_INPUT_AMOUNT", lineNo, "a number of the sheet is no exact amount: it has more than two decimals, or is an error", "Download the file again, without editing it, or as CSV.")
  }
  return text
}

// The import above is more than a name: it is what makes a build write the worker's file.
/** The worker's file lies beside this one, in the sources as in what is published; a bundle has to put it there. */
const WORKER = new URL(import.meta.url.endsWith(".ts") ? "./sheet-worker.node.ts" : "./sheet-worker.node.mjs", import.meta.url)

/** A crafted workbook can only harm its thread; what comes back is a list of texts, or nothing. */
const parseInThread = (bytes: Uint8Array): Promise<SheetReply | undefined> =>
  new Promise((resolve) => {
    const workerData: SheetTask = { task: SHEET_TASK, bytes }
    const resourceLimits = { maxOldGenerationSizeMb: MEMORY_MIB }
    const worker = new Worker(WORKER, { workerData, env: {}, resourceLimits, stdout: true, stderr: true })
    const timer = setTimeout(() => finish(undefined), TIME_LIMIT_MS)
    const finish = (reply: SheetReply | undefined): void => {
      clearTimeout(timer)
      resolve(reply)
      void worker.terminate()
    }
    worker.on("message", (reply: unknown) => finish(isReply(reply) ? reply : { failed: true }))
    worker.on("error", () => finish(undefined))
    worker.on("exit", () => finish(undefined))
  })

const isReply = (value: unknown): value is SheetReply => {
  if (typeof value !== "object" || value === null) return false
  const { sheets } = value as { readonly sheets?: unknown }
  return sheets === undefined ? "failed" in value : Array.isArray(sheets) && sheets.every((rows) => Array.isArray(rows) && rows.every(Array.isArray))
}
