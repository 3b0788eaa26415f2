import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import type { ReconFinding } from "../result.ts"
import { parsePostingMapping, samplePostingMapping } from "./ledger-mapping.ts"
import { maskNarration } from "./mask-narration.ts"
import { postEntries, type Posting } from "./post-entries.ts"
import { writeReport } from "./report/write-report.ts"
import { entryOf, findingOf, lineOf, runOf, streamOf } from "./testing/sample-run.ts"
import { csvRow, writeFindingsCsv, writeLedgerCsv } from "./write-csv.ts"
import { writeJson } from "./write-json.ts"
import { plainRupees, shortRupees, writeRupees } from "./write-rupees.ts"
import { writeXlsx } from "./write-xlsx.ts"

const folder = mkdtempSync(join(tmpdir(), "hundi-exports-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const credit = lineOf({ direction: "credit", postedOn: "2030-02-01", lineNo: 9, narration: "MMT/IMPS/603100000001/RETURN/T012AY00000000A" })
const matched = findingOf("matched", { journal: [entryOf()], lines: [lineOf()] })
const returned = findingOf("returned", { journal: [entryOf()], lines: [lineOf(), credit] })
const charge = findingOf("charge", { lines: [lineOf({ amountPaise: 500n, narration: "IMPS CHG/603100000001" })] })
const gst = findingOf("gst", { lines: [lineOf({ amountPaise: 90n, narration: "GST IMPS CHG/603100000001" })] })
const stray = findingOf("debit-not-ours", { lines: [lineOf({ amountPaise: 77n, narration: "=cmd|' /C calc'!A1" })] })
const all = [matched, returned, charge, gst, stray]
const collect = async <A>(items: AsyncIterable<A>): Promise<A[]> => {
  const all: A[] = []
  for await (const item of items) all.push(item)
  return all
}
const text = async (pieces: AsyncIterable<string>): Promise<string> => (await collect(pieces)).join("")

describe("amounts", () => {
  it.each([
    [0n, "0.00"], [5n, "0.05"], [-100n, "-1.00"], [99_999n, "999.99"], [12_345_650n, "1,23,456.50"], [-1_234_567_890_50n, "-1,23,45,67,890.50"]
  ])("%s paise are Rs %s", (paise, words) => expect(writeRupees(paise)).toBe(words))
  it("short ones are cut to lakh and crore", () => {
    expect([plainRupees(-12_345_650n), shortRupees(12_345_650n), shortRupees(9_999_999_999n), shortRupees(99_900n)]).toEqual(["-123456.50", "1.23 lakh", "9.99 crore", "999.00"])
  })
})

describe("CSV", () => {
  it.each([
    ["=1+1", "'=1+1"], ["+91", "'+91"], ["@x", "'@x"], ["-cmd", "'-cmd"], ["\tx", "'\tx"], ["-10.50", "-10.50"], ["a,b", '"a,b"'], ['say "x"', '"say ""x"""'], ["=a,b", `"'=a,b"`]
  ])("%j is written as %s", (cell, written) => expect(csvRow([cell, "z"])).toBe(`${written},z\r\n`))
  it("has one row for each finding, and no account", async () => {
    const csv = await text(writeFindingsCsv(streamOf(all)))
    expect(csv.split("\r\n")).toHaveLength(all.length + 2)
    expect(csv).toContain("returned-00000001,2030-01-31,..4321,Returned,yes,")
    expect(csv).toContain("-100.50,0.00,-100.50")
    expect(csv).not.toContain("000000004321")
    expect(csv).toContain(",'=cmd|")
  })
})

it("JSON keeps paise as decimal text, and the account masked", async () => {
  const { run, findings } = JSON.parse(await text(writeJson(runOf("1".repeat(64), all), streamOf(all)))) as { run: { totals: unknown[] }; findings: { journalPaise: string; account: string }[] }
  expect(findings.map(({ journalPaise }) => journalPaise)).toEqual(["-10050", "-10050", "0", "0", "0"])
  expect(findings[0]?.account).toBe("..4321")
  expect(run.totals).toHaveLength(1)
})

it("a workbook holds a summary, what is for people, and everything; amounts are numbers, texts are never formulas", async () => {
  const path = join(folder, "run.xlsx")
  await writeXlsx(path, runOf("1".repeat(64), all), streamOf(all))
  const { default: Excel } = await import("exceljs")
  const book = await new Excel.Workbook().xlsx.readFile(path)
  expect(book.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([["Summary", expect.any(Number)], ["For people", 2], ["All findings", 6]])
  const row = book.getWorksheet("For people")?.getRow(2)
  expect(row?.getCell(13).value).toBe(-0.77)
  expect(row?.getCell(18)).toMatchObject({ value: "=cmd|' /C calc'!A1", formula: undefined })
})

describe("the general ledger", () => {
  const post = (findings: readonly ReconFinding[], mapping = samplePostingMapping): Promise<readonly Posting[]> =>
    collect(postEntries(streamOf(findings), mapping))
  const sumsBy = (postings: readonly Posting[], keyOf: (posting: Posting) => string): Record<string, bigint> =>
    postings.reduce<Record<string, bigint>>((sums, posting) => {
      const key = keyOf(posting)
      return { ...sums, [key]: (sums[key] ?? 0n) + posting.amountPaise }
    }, {})
  const sums = (postings: readonly Posting[]) => sumsBy(postings, ({ account }) => account.name)

  it("a payment that was debited clears itself", async () => {
    expect(sums(await post([matched]))).toEqual({ Payables: 10_050n, "Payment clearing": 0n, "Bank current account": -10_050n })
  })
  it("what came back is owed again", async () => {
    expect(sums(await post([returned]))).toEqual({ Payables: 0n, "Payment clearing": 0n, "Bank current account": 0n })
  })
  it("charges and GST stand apart, what is not ours waits in suspense, what is under way in clearing", async () => {
    const pending = findingOf("pending", { journal: [entryOf()] })
    expect(sums(await post([charge, gst, stray, pending]))).toEqual({
      "Bank charges": 500n, "Input GST": 90n, "Bank suspense": 77n, "Bank current account": -667n, Payables: 10_050n, "Payment clearing": -10_050n
    })
  })
  it("a transfer between own accounts and a penny drop have accounts of their own", async () => {
    const own = findingOf("own-account", { journal: [entryOf()], lines: [lineOf()] })
    const drop = findingOf("penny-drop", { journal: [entryOf({ amountPaise: 100n })], lines: [lineOf({ amountPaise: 100n })] })
    expect(sums(await post([own, drop]))).toEqual({ "Bank current account": -10_150n, "Transfers between own accounts": 10_050n, "Account verification": 100n })
  })
  it("by day, each voucher sums to zero in a few lines", async () => {
    const postings = await post([...all, ...all.map((one) => ({ ...one, id: `${one.id}b` }))], { ...samplePostingMapping, voucherPer: "day" })
    expect(new Set(Object.values(sumsBy(postings, ({ voucher }) => voucher)))).toEqual(new Set([0n]))
    expect(postings.length).toBeLessThan(16)
  })
  it("is CSV under the mapping's headings, a debit or a credit on each line", async () => {
    const mapping = parsePostingMapping({ version: 1, accounts: samplePostingMapping.accounts, banks: [{ endsWith: "4321", code: "1011", name: "ICICI 4321" }], columns: { debit: "Dr" } })
    const csv = await text(writeLedgerCsv(postEntries(streamOf([matched]), mapping), mapping))
    expect(csv.split("\r\n").slice(0, 2)).toEqual(["Date,Voucher,Account,Account name,Dr,Credit,Narration,Reference", "2030-01-31,BR-matched-0000,2100,Payables,100.50,,Matched INV-1: MMT/IMPS/603100000001/T012AY00000000A/ASHA RAO/TEST,603100000001"])
    expect(csv).toContain("1011,ICICI 4321,,100.50,")
  })
  it.each([
    [{}, "version"], [{ version: 1 }, "accounts"], [{ version: 1, accounts: { bank: {} } }, "accounts.bank.code"], [{ version: 1, acounts: {} }, "mapping.acounts: there is no such field"],
    [{ version: 1, accounts: samplePostingMapping.accounts, voucherPer: "week" }, "voucherPer"], [{ version: 1, accounts: samplePostingMapping.accounts, banks: [{ endsWith: "1" }] }, "banks.0.endsWith"],
    [{ version: 1, accounts: samplePostingMapping.accounts, columns: { debit: "X", credit: "X" } }, "each heading once"]
  ])("the mapping %j is refused by field", (mapping, message) => expect(() => parsePostingMapping(mapping)).toThrow(message))
})

describe("the report", () => {
  const hostile = findingOf("ambiguous", { id: "ambiguous-1", why: "<script>alert(1)</script>", journal: [entryOf({ payoutId: `"><img src=x>` })], lines: [lineOf({ narration: "UPI/603100000001/T012AY00000000A/ravi.kumar@okicici TO 123456789012345" })] })
  const write = (findings: readonly ReconFinding[], company?: string) =>
    writeReport({ run: runOf("1".repeat(64), findings), findings: streamOf(findings), printedAt: Date.UTC(2030, 0, 31, 6), ...(company === undefined ? {} : { company }) })

  it("is one file that loads and runs nothing", async () => {
    const html = await write([...all, hostile], "Acme & Sons")
    expect(html).toContain("default-src 'none'")
    expect(html).not.toMatch(/<script|<img|<link|@import|url\(|https?:/)
    expect(html).toContain("Acme &#38; Sons")
    expect(html).toContain("2 differences are for people")
  })
  it("shows no account and no address", async () => {
    const html = await write([...all, hostile])
    expect(html).not.toMatch(/000000004321|123456789012345|ravi\.kumar/)
    expect(html).toContain("ra...@okicici TO ..2345")
  })
  it("says in one line how the day went", async () => {
    expect(await write([matched])).toContain("Every rupee agrees")
    expect(await write([matched, charge])).toContain("Every rupee is explained")
    expect(await write([matched, stray])).toContain("1 difference is for people: Rs 0.77")
  })
})

it.each([
  ["MMT/IMPS/603100000001/T012AY00000000A/ASHA RAO/TEST", "MMT/IMPS/603100000001/T012AY00000000A/ASHA RAO/TEST"],
  ["INF/NEFT/TESTN00000000001/TEST0000001/T012", "INF/NEFT/TESTN00000000001/TEST0000001/T012"],
  ["TRF TO 123456789012 RENT", "TRF TO ..9012 RENT"], ["UPI/603100000001/x/asha@okicici", "UPI/603100000001/x/as...@okicici"]
])("%s is shown as %s", (narration, shown) => expect(maskNarration(narration)).toBe(shown))
