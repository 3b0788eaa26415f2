import { knownHeadings, layouts, type Layout } from "./layouts.data.ts"
import type { CsvColumns } from "./mapping.ts"
import type { Row } from "./split-csv.ts"

/** Where each column stands, counted from 0. */
export type ColumnPlaces = Readonly<Partial<Record<keyof CsvColumns, number>>> & { readonly date: number, readonly narration: number }

export interface FoundHeadings {
  readonly lineNo: number
  readonly cells: readonly string[]
  readonly columns: CsvColumns
  readonly places: ColumnPlaces
  readonly layout: Layout | undefined
}

/** Headings stand near the top, below at most this many rows of address and account. */
const SEARCHED = 60

const roles = Object.keys(knownHeadings) as readonly (keyof CsvColumns)[]
const roleOfKey = new Map(roles.flatMap((role) => knownHeadings[role].map((heading) => [keyOf(heading), role] as const)))

/**
 * The headings of a table: those of a mapping, of a known layout, or ones that mean one thing only. `undefined` when none of the first
 * rows has them.
 */
export const findHeadings = (rows: readonly Row[], mapped?: CsvColumns): FoundHeadings | undefined => {
  const top = rows.slice(0, SEARCHED)
  for (const { lineNo, cells } of top) {
    const keys = cells.map(keyOf)
    for (const layout of mapped === undefined ? layouts : []) {
      const places = placesOf(layout.columns, keys)
      if (places !== undefined) return { lineNo, cells, columns: asWritten(places, cells), places, layout }
    }
    const places = mapped === undefined ? undefined : placesOf(mapped, keys)
    if (places !== undefined) return { lineNo, cells, columns: asWritten(places, cells), places, layout: undefined }
  }
  if (mapped !== undefined) return undefined
  for (const { lineNo, cells } of top) {
    const places = meaningOf(cells)
    if (places !== undefined) return { lineNo, cells, columns: asWritten(places, cells), places, layout: undefined }
  }
  return undefined
}

/** What is understood of a layout that is not known. */
export interface GuessedHeadings {
  readonly lineNo: number
  readonly known: Partial<Record<keyof CsvColumns, string>>
  /** The headings themselves, where a row surely is one of headings: it has every column and no digit, and digits follow. */
  readonly headings: readonly string[]
}

/** The row that most likely holds headings, with what is understood of it: for the mapping file that a refusal proposes. */
export const guessHeadings = (rows: readonly Row[]): GuessedHeadings => {
  const plain = plainHeadings(rows)
  let best: GuessedHeadings = { lineNo: plain?.lineNo ?? 0, known: {}, headings: plain?.cells ?? [] }
  for (const { lineNo, cells } of rows.slice(0, SEARCHED)) {
    const known: Partial<Record<keyof CsvColumns, string>> = {}
    for (const cell of cells) {
      const role = roleOfKey.get(keyOf(cell))
      if (role !== undefined) known[role] ??= cell.trim()
    }
    if (Object.keys(known).length > Object.keys(best.known).length) best = { ...best, lineNo, known }
  }
  return best
}

const plainHeadings = (rows: readonly Row[]): Row | undefined => {
  const width = rows.slice(0, SEARCHED).reduce((widest, { cells }) => Math.max(widest, cells.length), 0)
  return rows.slice(0, SEARCHED).find(({ cells }, index) => {
    const isHeading = (cell: string): boolean => cell.trim() !== "" && cell.length <= 40 && !/\d/.test(cell)
    const isFollowed = rows[index + 1]?.cells.some((cell) => /\d/.test(cell)) === true
    return width >= 3 && cells.length === width && cells.every(isHeading) && isFollowed
  })
}

/** Case, spaces, dots and the currency make no difference. */
export function keyOf(heading: string): string {
  return heading.slice(0, 200).toLowerCase().replace(/\(\s*(?:inr|rs\.?|in rs\.?|\u20b9)\s*\)/g, "").replace(/[^a-z0-9]/g, "")
}

const placesOf = (columns: CsvColumns, keys: readonly string[]): ColumnPlaces | undefined => {
  const places: Partial<Record<keyof CsvColumns, number>> = {}
  for (const role of roles) {
    const heading = columns[role]
    if (heading === undefined) continue
    const place = keys.indexOf(keyOf(heading))
    if (place === -1) return undefined
    places[role] = place
  }
  return withNeeded(places)
}

/** By the meaning of headings; one that is there twice, or money in two ways, is not understood. */
const meaningOf = (cells: readonly string[]): ColumnPlaces | undefined => {
  const places: Partial<Record<keyof CsvColumns, number>> = {}
  for (const [place, cell] of cells.entries()) {
    const role = roleOfKey.get(keyOf(cell))
    if (role === undefined) continue
    // A cheque number beside a transaction id is common: the first of the two is kept.
    if (places[role] !== undefined && role !== "reference") return undefined
    places[role] ??= place
  }
  const { debit, credit, amount } = places
  const isMoneyClear = amount === undefined ? debit !== undefined && credit !== undefined : debit === undefined && credit === undefined
  return isMoneyClear ? withNeeded(places) : undefined
}

const withNeeded = (places: Partial<Record<keyof CsvColumns, number>>): ColumnPlaces | undefined => {
  const { date, narration } = places
  return date === undefined || narration === undefined ? undefined : { ...places, date, narration }
}

const asWritten = (places: ColumnPlaces, cells: readonly string[]): CsvColumns => {
  const written = Object.fromEntries(Object.entries(places).map(([role, place]) => [role, cells[place] ?? ""]))
  return { ...written, date: cells[places.date] ?? "", narration: cells[places.narration] ?? "" }
}
