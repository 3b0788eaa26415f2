import { decodeText, detectEncoding } from "./decode-text.ts"
import { keyOf } from "./find-headings.ts"
import type { Delimiter, FileEncoding } from "./mapping.ts"
import { delimiters, headText } from "./read-delimited.ts"
import type { Source } from "./source.node.ts"
import { splitCsv, splitRecords } from "./split-csv.ts"

/** A row by the names that a mapping gives its columns. */
export interface MappedRow<Name extends string> {
  readonly lineNo: number
  /** Text without the spaces around it; empty for a column that the mapping leaves out. */
  readonly get: (name: Name) => string
}

interface Layout<Name extends string> {
  readonly delimiter?: Delimiter
  readonly encoding?: FileEncoding
  readonly skipLines?: number
  readonly columns: Readonly<Partial<Record<Name, string>>>
}

/**
 * The rows of a delimited file by a mapping file. Every row must have all columns.
 *
 * @throws ReconInputError RECON_INPUT_MAPPING when no line has the headings, RECON_INPUT_TRUNCATED for a row with too few columns
 */
export const openMappedRows = async <Name extends string>(
  source: Source, layout: Layout<Name>
): Promise<() => AsyncGenerator<readonly MappedRow<Name>[]>> => {
  const { refuse } = source
  const encoding = layout.encoding ?? detectEncoding(source.head, refuse)
  const text = await headText(source, encoding)
  const wanted = Object.entries(layout.columns) as [Name, string][]
  const found = (layout.delimiter === undefined ? delimiters : [layout.delimiter]).flatMap((delimiter) => {
    const rows = tryOr(() => splitRecords(`${text}\n`, delimiter, 1, refuse).rows, [])
    for (const { lineNo, cells } of rows.slice(0, 100)) {
      const keys = cells.map(keyOf)
      const places = new Map(wanted.map(([name, heading]) => [name, keys.indexOf(keyOf(heading))]))
      const isBelow = lineNo > (layout.skipLines ?? 0)
      if (isBelow && ![...places.values()].includes(-1)) return [{ delimiter, lineNo, places, width: cells.length }]
    }
    return []
  })
  const [first] = found
  if (first === undefined) {
    throw refuse("RECON_INPUT_MAPPING", 0, `no line has the mapping's headings: ${wanted.map(([, heading]) => heading).join(", ")}`, "Correct the mapping file: headings are written as in the file.")
  }
  return async function* () {
    for await (const batch of splitCsv(decodeText(source.chunks(), encoding, refuse), first.delimiter, refuse)) {
      yield batch.flatMap(({ lineNo, cells }) => {
        if (lineNo <= first.lineNo || cells.every((cell) => cell.trim() === "")) return []
        if (cells.length !== first.width) throw refuse("RECON_INPUT_TRUNCATED", lineNo, `the line has ${cells.length} columns of ${first.width}`, "The file is cut, or a delimiter is not quoted: export it again.")
        return [{ lineNo, get: (name: Name) => (cells[first.places.get(name) ?? -1] ?? "").trim() }]
      })
    }
  }
}

const tryOr = <T>(attempt: () => T, otherwise: T): T => {
  try {
    return attempt()
  } catch {
    return otherwise
  }
}
