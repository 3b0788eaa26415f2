import type { Delimiter } from "./mapping.ts"
import type { Refuse } from "./recon-input-error.ts"

/** A record of a delimited file. */
export interface Row {
  /** The line on which it begins, from 1. */
  readonly lineNo: number
  readonly cells: readonly string[]
}

/** A record longer than this is a quote that nobody closed. */
const MAX_RECORD = 1 << 20

/**
 * The records of a delimited text (RFC 4180: quotes, doubled quotes, line ends inside of quotes), in batches, empty lines left out.
 * csv-parse reads the same at a tenth of the speed, which is why it is not used here; a property test compares the two.
 *
 * @throws ReconInputError RECON_INPUT_TRUNCATED for a quote that is not closed, RECON_INPUT_FORMAT for one in the wrong place.
 */
export const splitCsv = async function* (
  text: AsyncIterable<string>, delimiter: Delimiter, refuse: Refuse
): AsyncGenerator<readonly Row[]> {
  let carry = ""
  let line = 1
  for await (const piece of text) {
    const { rows, rest, lines } = splitRecords(carry + piece, delimiter, line, refuse)
    line += lines
    carry = rest
    if (carry.length > MAX_RECORD) throw unclosed(line, refuse)
    if (rows.length > 0) yield rows
  }
  if (carry === "") return
  const { rows, rest, lines } = splitRecords(`${carry}\n`, delimiter, line, refuse)
  if (rest !== "") throw unclosed(line + lines, refuse)
  if (rows.length > 0) yield rows
}

/** The whole records of a piece of text that begins with a record; `rest` is what is not whole yet. */
export const splitRecords = (text: string, delimiter: Delimiter, firstLine: number, refuse: Refuse) => {
  const rows: Row[] = []
  let start = 0
  let line = firstLine
  for (;;) {
    const end = text.indexOf("\n", start)
    if (end === -1) break
    const raw = text.slice(start, text[end - 1] === "\r" && end > start ? end - 1 : end)
    if (!raw.includes('"')) {
      if (raw !== "") rows.push({ lineNo: line, cells: raw.split(delimiter) })
      start = end + 1
      line++
      continue
    }
    const record = readQuoted(text, start, delimiter, line, refuse)
    if (record === undefined) break
    rows.push({ lineNo: line, cells: record.cells })
    start = record.next
    line += record.lines
  }
  return { rows, rest: text.slice(start), lines: line - firstLine }
}

/** A record in which a quote occurs, or undefined while its end is not there. */
const readQuoted = (text: string, start: number, delimiter: Delimiter, line: number, refuse: Refuse) => {
  const cells: string[] = []
  let at = start
  let lines = 1
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, delimiter)
    if (cell === undefined) return undefined
    if (text[at] === '"') lines += cell.value.split("\n").length - 1
    else if (cell.value.includes('"')) throw misplaced(line, refuse)
    cells.push(cell.value)
    at = cell.next
    if (text[at] === delimiter) {
      at++
      continue
    }
    if (text[at] === "\r" && at + 1 >= text.length) return undefined
    if (text[at] === "\n" || text.startsWith("\r\n", at)) return { cells, next: text.indexOf("\n", at) + 1, lines }
    throw misplaced(line + lines - 1, refuse)
  }
}

const quotedCell = (text: string, at: number): { readonly value: string, readonly next: number } | undefined => {
  let from = at + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    // At the very end it may be the first half of a doubled one.
    if (quote === -1 || quote + 1 >= text.length) return undefined
    if (text[quote + 1] !== '"') return { value: text.slice(at + 1, quote).replaceAll('""', '"'), next: quote + 1 }
    from = quote + 2
  }
}

const plainCell = (text: string, at: number, delimiter: Delimiter): { readonly value: string, readonly next: number } | undefined => {
  const lineEnd = text.indexOf("\n", at)
  if (lineEnd === -1) return undefined
  const end = text[lineEnd - 1] === "\r" && lineEnd > at ? lineEnd - 1 : lineEnd
  const comma = text.indexOf(delimiter, at)
  const next = comma === -1 || comma > end ? end : comma
  return { value: text.slice(at, next), next }
}

const unclosed = (line: number, refuse: Refuse) =>
  refuse("RECON_INPUT_TRUNCATED", line, "a quote opens on this line and is never closed", "The file is cut or damaged: download it again.")

const misplaced = (line: number, refuse: Refuse) =>
  refuse("RECON_INPUT_FORMAT", line, "a quote inside of a field must be doubled, and the field quoted (RFC 4180)", "Export the file again, without editing it.")
