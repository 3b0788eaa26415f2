import { parse } from "csv-parse/sync"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { refuserOf } from "./recon-input-error.ts"
import { splitCsv } from "./split-csv.ts"

const refuse = refuserOf("x.csv")
const pieces = async function* (text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}
const split = async (text: string, size: number) => {
  const rows: { readonly lineNo: number, readonly cells: readonly string[] }[] = []
  for await (const batch of splitCsv(pieces(text, size), ",", refuse)) rows.push(...batch)
  return rows
}
const cell = fc.string({ unit: fc.constantFrom("a", "1", " ", ",", '"', "\n", "\r\n", "é"), maxLength: 6 })
const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`

it("gives what csv-parse gives, however the text is cut into pieces", async () => {
  await fc.assert(fc.asyncProperty(
    fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }), fc.boolean(), fc.constantFrom("\n", "\r\n"), fc.integer({ min: 1, max: 9 }),
    async (records, quotesAll, newline, size) => {
      const text = records.map((cells) => cells.map((one) => (quotesAll || /[",\r\n]/.test(one) ? quote(one) : one)).join(",") + newline).join("")
      const rows = await split(text, size)
      const options = { relax_column_count: true, record_delimiter: newline, skip_empty_lines: true }
      expect(rows.map(({ cells }) => cells)).toEqual(parse(text, options))
      // The line that is named is the one on which the record begins.
      const lines = text.split("\n")
      for (const { lineNo, cells } of rows) expect(lines[lineNo - 1]?.replaceAll('"', "").startsWith((cells[0] ?? "").split(/\r?\n/)[0]?.replaceAll('"', "") ?? "")).toBe(true)
    }
  ), { numRuns: 500 })
})

it.each([['a,b"c\n', "RECON_INPUT_FORMAT", 1], ['x,y\n"a"b,c\n', "RECON_INPUT_FORMAT", 2], ['x,y\na,"b\nc', "RECON_INPUT_TRUNCATED", 2]])("refuses %j", async (text, code, line) => {
  await expect(split(text, 100)).rejects.toMatchObject({ code, line })
  await expect(split(text, 1)).rejects.toMatchObject({ code, line })
})
