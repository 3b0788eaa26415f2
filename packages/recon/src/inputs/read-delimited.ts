import { decodeText, detectEncoding } from "./decode-text.ts"
import type { OpenedForm, RawEvent } from "./events.ts"
import { findHeadings, guessHeadings } from "./find-headings.ts"
import type { CsvColumns, Delimiter, FileEncoding } from "./mapping.ts"
import type { ReadStatementOptions } from "./read-statement.ts"
import { ReconInputError, type Refuse } from "./recon-input-error.ts"
import { createTableReader, readPreamble } from "./read-table.ts"
import type { Source } from "./source.node.ts"
import { type Row, splitCsv, splitRecords } from "./split-csv.ts"

/** Opens a delimited file: encoding, delimiter and headings are found in its first 64 KiB. */
export const openDelimited = async (source: Source, options: ReadStatementOptions): Promise<OpenedForm> => {
  const { refuse } = source
  const encoding = options.mapping?.encoding ?? options.encoding ?? detectEncoding(source.head, refuse)
  const { delimiter, headings, rows } = await layoutOf(source, encoding, options)
  const preamble = readPreamble(rows.filter(({ lineNo }) => lineNo < headings.lineNo))
  const events = async function* (): AsyncGenerator<readonly RawEvent[]> {
    yield preamble
    const read = createTableReader(headings, refuse, true)
    for await (const batch of splitCsv(decodeText(source.chunks(), encoding, refuse), delimiter, refuse)) {
      const found: RawEvent[] = []
      for (const row of batch) {
        const event = row.lineNo > headings.lineNo ? read(row) : undefined
        if (event !== undefined) found.push(event)
      }
      yield found
    }
  }
  return {
    format: "csv", events, mapping: { delimiter, encoding, skipLines: headings.lineNo - 1, columns: headings.columns },
    ...(headings.layout === undefined ? {} : { dateFormat: headings.layout.dateFormat })
  }
}

/** The rows of the first 64 KiB under each delimiter; the one under which headings are found is the file's. */
const layoutOf = async (source: Source, encoding: FileEncoding, { mapping }: ReadStatementOptions) => {
  const text = await headText(source, encoding)
  let failure: Error | undefined
  let widest: readonly Row[] = []
  for (const delimiter of mapping?.delimiter === undefined ? delimiters : [mapping.delimiter]) {
    try {
      const { rows } = splitRecords(`${text}\n`, delimiter, 1, source.refuse)
      const below = rows.filter(({ lineNo }) => lineNo > (mapping?.skipLines ?? 0))
      const headings = findHeadings(below, mapping?.columns)
      if (headings !== undefined) return { delimiter, headings, rows }
      if (widthOf(rows) > widthOf(widest)) widest = rows
    } catch (error) {
      if (error instanceof ReconInputError) failure ??= error
      else throw error
    }
  }
  if (failure !== undefined && widest.length === 0) throw failure
  throw unknownLayout(source.refuse, widest, mapping?.columns)
}

/** Every delimiter that is looked for. */
export const delimiters: readonly Delimiter[] = [",", ";", "\t", "|"]

/** The first lines; without the last one, which the piece may have cut. */
export const headText = async ({ head, sizeBytes, refuse }: Source, encoding: FileEncoding): Promise<string> => {
  let text = ""
  const bytes = async function* () {
    yield encoding.startsWith("utf-16") ? head.subarray(0, head.length & ~1) : head
  }
  try {
    for await (const piece of decodeText(bytes(), encoding, refuse)) text += piece
  } catch (error) {
    // The piece may end inside of a character; the whole file is checked later.
    if (text === "" || sizeBytes <= head.length) throw error
  }
  return sizeBytes <= head.length ? text : text.slice(0, text.lastIndexOf("\n") + 1)
}

const widthOf = (rows: readonly Row[]): number => rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0)

/** Refuses with a mapping file to paste: what is understood is filled in. */
export const unknownLayout = (refuse: Refuse, rows: readonly Row[], mapped?: CsvColumns): ReconInputError => {
  if (mapped !== undefined) {
    return refuse("RECON_INPUT_MAPPING", 0, `no line has the mapping's headings: ${Object.values(mapped).join(", ")}`, "Correct the mapping file: headings are written as in the file.")
  }
  const { lineNo, known, headings } = guessHeadings(rows)
  const columns = {
    date: known.date ?? "<heading of the booking date>", narration: known.narration ?? "<heading of the narration>",
    ...(known.amount === undefined
      ? { debit: known.debit ?? "<heading of debits>", credit: known.credit ?? "<heading of credits>" }
      : { amount: known.amount, sign: known.sign ?? "<heading of Cr/Dr>" }),
    balance: known.balance ?? "<heading of the balance>"
  }
  const file = JSON.stringify({ kind: "statement", dateFormat: "dd/mm/yyyy", columns })
  const seen = headings.length === 0 ? "" : ` (they are: ${headings.map((one) => one.trim()).join(", ")})`
  return refuse("RECON_INPUT_LAYOUT", lineNo, `the headings are of no layout that is known${seen}`, `Give a mapping file, with the headings as the file has them: ${file}`)
}
