/** Cells in columns; those of `right` stand at the right. Two blanks between. */
export const writeTable = (rows: readonly (readonly string[])[], right: readonly number[] = []): string => {
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, cell.length)))
  return rows
    .map((row) => `  ${row.map((cell, index) => (right.includes(index) ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0))).join("  ")}`.trimEnd())
    .map((line) => `${line}\n`)
    .join("")
}

/** `1 payment`, `2 payments`, with India's grouping. */
export const counted = (count: number, one: string, more = `${one}s`): string => `${count.toLocaleString("en-IN")} ${count === 1 ? one : more}`
