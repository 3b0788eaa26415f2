import { parentPort, workerData } from "node:worker_threads"

/** The mark of a thread of ours. */
export const SHEET_TASK = "hundi sheet"

/** What a thread is started with: the mark by which it knows that it is one of ours, and the file. */
export interface SheetTask {
  readonly task: typeof SHEET_TASK
  readonly bytes: Uint8Array
}

/** A cell: text as it stands there; a day as `YYYY-MM-DD`; `=` and text for a number that is not exact. */
export type SheetRow = readonly string[]

export type SheetReply = { readonly sheets: readonly (readonly SheetRow[])[] } | { readonly failed: true }

/** Only what is used of the library: its types bring the DOM's with them. */
interface Cell {
  readonly t: string
  readonly v?: unknown
  readonly w?: string
  readonly z?: string | number
}

/** What the library's types leave open. */
interface Formats {
  readonly is_date: (format: string) => boolean
  readonly parse_date_code: (serial: number, options: { readonly date1904: boolean }) => Readonly<Record<"y" | "m" | "d", number>>
}

/** Reads a workbook's cells as text. Runs in a thread of its own, since xlsx 0.18.5 can be made to hang or to spoil prototypes. */
const readSheets = async (file: Uint8Array): Promise<SheetReply> => {
  const { default: library } = await import("xlsx")
  const options = { type: "array", cellDates: false, cellNF: true, cellFormula: false, cellHTML: false, bookVBA: false } as const
  const book = library.read(file, options)
  const formats = library.SSF as Formats
  const is1904 = book.Workbook?.WBProps?.date1904 === true
  const sheets = book.SheetNames.map((name) => {
    const sheet = book.Sheets[name]
    const range = sheet?.["!ref"]
    if (sheet === undefined || range === undefined) return []
    const { e } = library.utils.decode_range(range)
    const cellAt = (r: number, c: number) => sheet[library.utils.encode_cell({ r, c })] as Cell | undefined
    return Array.from({ length: e.r + 1 }, (_, row) =>
      Array.from({ length: e.c + 1 }, (_, column) => textOf(cellAt(row, column), formats, is1904))
    )
  })
  return { sheets }
}

/** Above this a float does not tell one paisa from the next with certainty. */
const EXACT_BELOW = 2 ** 43

const textOf = (cell: Cell | undefined, formats: Formats, is1904: boolean): string => {
  if (cell === undefined || cell.v === undefined || cell.t === "e") return cell?.t === "e" ? "=error" : ""
  if (typeof cell.v === "string") return cell.v
  if (typeof cell.v !== "number") return "=error"
  if (cell.z !== undefined && formats.is_date(String(cell.z))) return dayOf(cell.v, formats, is1904)
  if (Number.isSafeInteger(cell.v)) return String(cell.v)
  // The shortest text that gives the same number again: what was typed, if it had two decimals.
  const text = cell.v.toFixed(2)
  return Math.abs(cell.v) < EXACT_BELOW && Number(text) === cell.v ? text : `=${String(cell.v)}`
}

const dayOf = (serial: number, formats: Formats, is1904: boolean): string => {
  const { y, m, d } = formats.parse_date_code(serial, { date1904: is1904 })
  return `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`
}

const { task, bytes } = (workerData ?? {}) as Partial<SheetTask>

// Only in a thread of ours: whoever imports this file for its types keeps their own messages.
if (task === SHEET_TASK && bytes !== undefined) {
  const reply = await readSheets(bytes).catch((): SheetReply => ({ failed: true }))
  parentPort?.postMessage(reply)
}
