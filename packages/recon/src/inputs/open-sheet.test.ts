import { describe, expect, it } from "vitest"
import xlsx from "xlsx"
import { readStatement } from "./read-statement.ts"
import { corporateRows, refusalOf, sample } from "./testing-statements.ts"

type Cells = readonly (readonly unknown[])[]

const book = (rows: Cells, bookType: "xlsx" | "biff8" = "xlsx", ...more: readonly Cells[]): Uint8Array => {
  const made = xlsx.utils.book_new()
  ;[rows, ...more].forEach((one, index) => xlsx.utils.book_append_sheet(made, xlsx.utils.aoa_to_sheet(one as unknown[][]), `Sheet${index + 1}`))
  return new Uint8Array(xlsx.write(made, { type: "array", bookType }) as ArrayBuffer)
}
const read = (bytes: Uint8Array) => readStatement(bytes, { name: "feb.xls" })
const textRows = corporateRows(sample)
/** Amounts and balances as numbers, as the bank writes them. */
const numberRows = textRows.map((row, index) => (index < 3 ? row : row.map((cell, place) => (place > 6 ? Number(cell.replaceAll(",", "")) : cell))))

describe("a workbook", () => {
  it.each([["xlsx", textRows], ["xlsx", numberRows], ["biff8", numberRows]] as const)("%s", async (bookType, rows) => {
    const { head, lines } = await read(book(rows, bookType))
    expect(head).toMatchObject({ format: "xls", account: sample.account, from: "2026-02-03", openingPaise: sample.openingPaise })
    const signed = (lines as readonly { readonly direction: string, readonly amountPaise: bigint }[]).map(({ direction, amountPaise }) => (direction === "debit" ? -amountPaise : amountPaise))
    expect(signed).toEqual(sample.entries.map(({ paise }) => paise))
  })

  it("with real dates needs no order", async () => {
    const rows = [["Account Number 000000000009"], ["Date", "Narration", "Debit", "Credit", "Balance"], [{ t: "n", v: 46056, z: "dd/mm/yyyy" }, "x", 1, "", 9]]
    expect((await read(book(rows))).head).toMatchObject({ from: "2026-02-03", to: "2026-02-03" })
    // A spreadsheet that turned only some of the dates has turned them the wrong way.
    expect(await refusalOf(read(book([...rows, ["13/02/2026", "y", 1, "", 8]])))).toMatchObject({ code: "RECON_INPUT_DATE", line: 4 })
  })

  it.each([[100.505], [0.1 + 0.2], [2 ** 43 + 0.5]])("with the number %d is refused: it is no exact amount", async (amount) => {
    const rows = numberRows.map((row, index) => (index === 3 ? [...row.slice(0, 7), amount, row[8]] : row))
    expect(await refusalOf(read(book(rows)))).toMatchObject({ code: "RECON_INPUT_AMOUNT", line: 4 })
  })

  it("that is cut is refused", async () => {
    const bytes = book(numberRows)
    expect(await refusalOf(read(bytes.subarray(0, bytes.length / 2)))).toMatchObject({ code: "RECON_INPUT_TRUNCATED" })
  })

  it("with a line that is gone is refused by its row", async () => {
    expect(await refusalOf(read(book(numberRows.toSpliced(4, 1))))).toMatchObject({ code: "RECON_INPUT_BALANCE", line: 5 })
  })

  it("with transactions on two sheets is refused, one with notes is not", async () => {
    expect(await refusalOf(read(book(numberRows, "xlsx", numberRows)))).toMatchObject({ code: "RECON_INPUT_LAYOUT" })
    expect((await read(book([["note"]], "xlsx", numberRows))).rows).toBe(5)
  })
})
