import { describe, expect, it } from "vitest"
import { sampleOrder } from "../testing/sample-order.ts"
import { type CsvRow, csvColumns, readPayoutsCsv } from "./read-payouts-csv.ts"
import { writePayoutsCsv } from "../testing/write-payouts-csv.ts"

const header = csvColumns.join(",")
const good = "P1,100.50,Asha Rao,000123456789,TEST0000001,rent"

async function* chunksOf(content: string | Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

const readAll = async (content: string | Uint8Array, size = 65_536): Promise<CsvRow[]> => {
  const rows: CsvRow[] = []
  for await (const row of readPayoutsCsv(chunksOf(content, size))) rows.push(row)
  return rows
}

describe("readPayoutsCsv", () => {
  it("reads a row with its line, and keeps leading zeros", async () => {
    expect(await readAll(`${header}\n${good}\n`)).toEqual([{ line: 2, order: sampleOrder() }])
  })
  it.each([
    ["a BOM", `\uFEFF${header}\n${good}\n`],
    ["CRLF", `${header}\r\n${good}\r\n`],
    ["no newline at the end", `${header}\n${good}`],
    ["empty lines", `${header}\n\n${good}\n\n\n`],
    ["quotes around all", `${header}\n${good.split(",").map((field) => `"${field}"`).join(",")}\n`],
    ["CRLF in the header only", `${header}\r\n${good}\n`],
    ["columns in another order", "ifsc,remark,payout_id,account_number,beneficiary_name,amount\nTEST0000001,rent,P1,000123456789,Asha Rao,100.50\n"]
  ])("takes %s", async (_, content) => {
    expect(await readAll(content)).toEqual([expect.objectContaining({ order: sampleOrder() })])
  })
  it("keeps UTF-8 whole wherever the chunks are cut", async () => {
    const name = "சென்னை मेहता 🌸"
    const order = sampleOrder({ beneficiary: { name, accountNumber: "000123456789", ifsc: "TEST0000001" } })
    for (const size of [1, 2, 3, 7]) expect(await readAll(writePayoutsCsv([order]), size)).toEqual([{ line: 2, order }])
  })
  it.each([
    ["an unknown column", `${header},note\n`, 'line 1, column "note": unknown column'],
    ["a missing column", "payout_id,amount,beneficiary_name,account_number,ifsc\n", "line 1, column remark: this column is missing"],
    ["a repeated column", `${header},amount\n`, "line 1, column amount: this column is given twice"],
    ["an empty file", "", "the file is empty"],
    ["no header", `${good}\n`, "unknown column"]
  ])("refuses the file for %s", async (_, content, message) => {
    await expect(readAll(content)).rejects.toThrow(message)
  })
  it("names the line that is not UTF-8", async () => {
    const bytes = Buffer.concat([Buffer.from(`${header}\n${good}\nP2,1.00,Ren`), Buffer.from([0xe9]), Buffer.from(",000123456789,TEST0000001,x\n")])
    for (const size of [5, 65_536]) await expect(readAll(bytes, size)).rejects.toThrow("line 3: the text is not UTF-8")
  })
  it.each([
    ["P2,1.234,A,000123456789,TEST0000001,x", { line: 3, column: "amount", rule: "rupees have at most two decimals" }],
    ["P2,-5,A,000123456789,TEST0000001,x", { line: 3, column: "amount", rule: expect.stringContaining("plain digits") }],
    ['P2,"1,000",A,000123456789,TEST0000001,x', { line: 3, column: "amount", rule: expect.stringContaining("plain digits") }],
    ["P2,1e3,A,000123456789,TEST0000001,x", { line: 3, column: "amount", rule: expect.stringContaining("plain digits") }],
    ["P2,,A,000123456789,TEST0000001,x", { line: 3, column: "amount", rule: expect.stringContaining("plain digits") }],
    ["P2,1.00,A,000123456789", { line: 3, column: "ifsc", rule: "the row has 4 fields, the header 6" }],
    ["P2,1.00,A,000123456789,TEST0000001,x,y", { line: 3, column: null, rule: "the row has 7 fields, the header 6" }],
    ['P2,1.00,A"B,000123456789,TEST0000001,x', { line: 3, column: null, rule: expect.stringContaining("quote") }]
  ])("«%s» is invalid and stops no other row", async (row, invalid) => {
    const rows = await readAll(`${header}\n${good}\n${row}\n${good.replace("P1", "P3")}\n`)
    expect(rows).toContainEqual({ invalid })
    expect(rows.filter((one) => "order" in one)).toEqual([
      { line: 2, order: sampleOrder() },
      { line: 4, order: sampleOrder({ payoutId: "P3" }) }
    ])
  })
  it("counts lines over quoted line breaks", async () => {
    const rows = await readAll(`${header}\n"P1",1.00,"two\nlines",000123456789,TEST0000001,x\n${good}\n`)
    expect(rows.map((row) => ("line" in row ? row.line : null))).toEqual([2, 4])
  })
  it.each([
    ['"A', "never closed"],
    ['"A"B', "what follows"]
  ])("says where the broken quote of %s began, and pays nothing that it may have swallowed", async (name, rule) => {
    const rows = await readAll(`${header}\n${good}\nP2,1.00,${name},000123456789,TEST0000001,x\nP3,1.00,A,000123456789,TEST0000001,x\n`)
    const invalid = { line: 3, column: null, rule: expect.stringContaining(rule) }
    expect(rows).toEqual([expect.objectContaining({ line: 2 }), { invalid }])
  })
  it("streams a long file in little memory", async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${header}\n`)
      for (let block = 0; block < 100; block++) yield Buffer.from(Array.from({ length: 1000 }, (_, n) => `${good.replace("P1", `P${block}-${n}`)}\n`).join(""))
    }
    let count = 0
    for await (const row of readPayoutsCsv(endless())) if ("order" in row) count++
    expect(count).toBe(100_000)
  })
})
