import { expect, it } from "vitest"
import { magic, makeChunk, toCsv } from "./mixed-file.ts"

it("three files hold every magic account, beside ordinary ones", () => {
  const accounts = [0, 1, 2].flatMap((number) => makeChunk(number).lines.map((line) => line.split(",").at(-3) ?? ""))
  for (const account of magic) expect(accounts).toContain(account)
  expect(accounts.filter((account) => !magic.includes(account)).length).toBeGreaterThan(magic.length)
})

it("a file has a row twice, a row with the id of another body, a row that breaks a rule, and no id of another file", () => {
  const [first, second] = [makeChunk(4), makeChunk(5)]
  expect(first.lines.length).toBe(first.ids.length + first.invalid + 1)
  expect(new Set(first.lines).size).toBe(first.lines.length - 1)
  expect(first.lines.filter((line) => line.startsWith("F4-0,"))).toHaveLength(2)
  expect(first.lines.filter((line) => line.startsWith("F4-bad,"))).toHaveLength(1)
  expect(first.ids.filter((id) => second.ids.includes(id))).toEqual([])
})

it("an amount is rupees with two decimals, at least one rupee", () => {
  for (const number of [0, 1, 499]) {
    const { ids, lines } = makeChunk(number)
    const good = lines.filter((line) => ids.includes(line.split(",")[0] ?? "") && !line.includes("Other Body"))
    expect(good).toHaveLength(ids.length + 1)
    for (const line of good) expect(line.split(",")[1]).toMatch(/^[1-9]\d{2,}\.\d{2}$/)
  }
})

it("is written as a finance team's program writes it: BOM, header, CRLF", () => {
  const text = toCsv([makeChunk(0), makeChunk(1)])
  expect(text).toMatch(/^\uFEFFpayout_id,amount,beneficiary_name,account_number,ifsc,remark\r\nF0-0,/)
  expect(text.endsWith("\r\n")).toBe(true)
})
