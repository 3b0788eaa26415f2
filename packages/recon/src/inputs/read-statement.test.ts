import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import type { StatementLine } from "../rows.ts"
import { csvMappingFor } from "./csv-mapping-for.ts"
import { readStatement } from "./read-statement.ts"
import { bytesOf, refusalOf, sample, type SampleStatement, writeCamt053, writeCib, writeCorporateCsv, writeMt940, writeRetailCsv, writers, writeSimulatorCsv } from "./testing-statements.ts"

const { account } = sample
const read = (text: string, options: Parameters<typeof readStatement>[1] = {}) => readStatement(bytesOf(text), { name: "feb.txt", account, ...options })
const refused = (text: string, options: Parameters<typeof readStatement>[1] = {}) => refusalOf(read(text, options))
const signed = (lines: Iterable<StatementLine>): bigint[] => [...lines].map(({ direction, amountPaise }) => (direction === "debit" ? -amountPaise : amountPaise))
const linesOf = async (lines: Iterable<StatementLine> | AsyncIterable<StatementLine>): Promise<StatementLine[]> => {
  const all: StatementLine[] = []
  for await (const line of lines) all.push(line)
  return all
}

describe("every form", () => {
  it.each(Object.entries(writers))("%s reads back to the paisa", async (form, write) => {
    const { head, lines, rows } = await read(write(sample))
    const all = await linesOf(lines)
    expect(signed(all)).toEqual(sample.entries.map(({ paise }) => paise))
    expect(all.map(({ narration }) => narration)).toEqual(sample.entries.map(({ narration }) => narration))
    expect(all.every(({ postedOn, valueOn, account: of }) => postedOn === "2026-02-03" && valueOn === "2026-02-03" && of === account)).toBe(true)
    expect(head).toMatchObject({ file: "feb.txt", account, openingPaise: 10_000_000n, closingPaise: 10_000_000n - 20_000_000n + 123_456_789n - 2_450n })
    expect(head).toMatchObject(form === "retailCsv" ? { from: "2026-02-01", to: "2026-02-28" } : { from: "2026-02-03", to: "2026-02-03" })
    expect(head.digest).toMatch(/^[0-9a-f]{64}$/)
    expect(rows).toBe(5)
  })

  it.each(Object.entries(writers).filter(([, write]) => write !== writeSimulatorCsv))("%s of another account is refused by its last digits alone", async (_, write) => {
    const error = await refused(write(sample), { account: "000000000010" })
    expect(error).toMatchObject({ code: "RECON_INPUT_ACCOUNT", file: "feb.txt" })
    expect(error.message).not.toMatch(/\d{5}/)
    expect(error.message).toContain("0010")
  })

  it("a CSV that names no account needs one", async () => {
    expect(await refusalOf(readStatement(bytesOf(writeSimulatorCsv(sample)), { name: "feb.csv" }))).toMatchObject({ code: "RECON_INPUT_ACCOUNT" })
  })

  it("gives the lines and columns as the file has them", async () => {
    const { lines } = await read(writeCorporateCsv(sample))
    expect((await linesOf(lines))[1]).toEqual({
      account, postedOn: "2026-02-03", valueOn: "2026-02-03", direction: "debit", amountPaise: 20_000_000n, narration: "INF/NEFT/TESTN00000000001/TEST0000001/T01",
      bankReference: "S1001", balancePaise: -10_010_050n, lineNo: 5
    })
  })
})

describe("a CSV", () => {
  const generic = (rows: readonly string[], headings = "Date,Narration,Debit,Credit,Balance"): string => [headings, ...rows].join("\n")

  it.each([[";"], ["\t"], ["|"]])("with %j between its fields", async (delimiter) => {
    const text = ["Date,Narration,Withdrawal,Deposit,Balance", "2026-02-03,a/b,10.00,,90.00"].join("\n").replaceAll(",", delimiter)
    expect((await read(text)).mapping).toMatchObject({ delimiter, encoding: "utf-8", skipLines: 0, dateFormat: "yyyy-mm-dd" })
  })

  it("says how DuckDB can read it", async () => {
    expect(await csvMappingFor(bytesOf(writeRetailCsv(sample)), { name: "feb.csv" })).toMatchObject({
      rows: 5, mapping: {
        delimiter: ",", encoding: "utf-8", skipLines: 2, dateFormat: "dd/mm/yyyy",
        columns: { date: "Transaction Date", narration: "Transaction Remarks", debit: "Withdrawal Amount (INR )", balance: "Balance (INR )" }
      }
    })
    expect(await refusalOf(csvMappingFor(bytesOf(writeCib(sample))))).toMatchObject({ code: "RECON_INPUT_FORMAT" })
  })

  it("never guesses the order of dates", async () => {
    const both = generic(["01/02/2026,x,1.00,,9.00", "03/02/2026,y,1.00,,8.00"])
    const error = await refused(both)
    expect(error).toMatchObject({ code: "RECON_INPUT_DATE", line: 2 })
    expect(error.rule).toContain("01/02/2026")
    expect(error.fix).toContain("dateOrder")
    expect((await linesOf((await read(both, { dateOrder: "dmy" })).lines))[0]?.postedOn).toBe("2026-02-01")
    expect((await linesOf((await read(both, { dateOrder: "mdy" })).lines))[0]?.postedOn).toBe("2026-01-02")
    const proved = generic(["01/02/2026,x,1.00,,9.00", "13/02/2026,y,1.00,,8.00"])
    expect((await read(proved)).head).toMatchObject({ from: "2026-02-01", to: "2026-02-13" })
    expect(await refused(proved, { dateOrder: "mdy" })).toMatchObject({ code: "RECON_INPUT_DATE", line: 3 })
    expect(await refused(generic(["13/02/2026,x,1.00,,9.00", "02/14/2026,y,1.00,,8.00"]))).toMatchObject({ code: "RECON_INPUT_DATE", line: 3 })
    expect(await refused(generic(["2026-02-13,x,1.00,,9.00", "13/02/2026,y,1.00,,8.00"]))).toMatchObject({ code: "RECON_INPUT_DATE", line: 3 })
    // The same day either way is no question.
    expect((await read(generic(["02/02/2026,x,1.00,,9.00"]))).head.from).toBe("2026-02-02")
  })

  it("of an unknown layout is refused with a mapping file that then reads it", async () => {
    const text = ["Booked;Text;Out;In;Rest", "01/02/2026;rent;1.00;;9.00"].join("\n")
    const error = await refused(text)
    expect(error).toMatchObject({ code: "RECON_INPUT_LAYOUT", line: 1 })
    expect(error.rule).toContain("Booked, Text, Out, In, Rest")
    const proposed = error.fix.slice(error.fix.indexOf("{"))
      .replace("<heading of the booking date>", "Booked").replace("<heading of the narration>", "Text").replace("<heading of debits>", "Out")
      .replace("<heading of credits>", "In").replace("<heading of the balance>", "Rest")
    const mapping = JSON.parse(proposed) as { dateFormat: "dd/mm/yyyy", columns: { date: string, narration: string } }
    expect((await read(text, { mapping })).rows).toBe(1)
    expect(await refused(text, { mapping: { ...mapping, columns: { ...mapping.columns, date: "When" } } })).toMatchObject({ code: "RECON_INPUT_MAPPING" })
  })

  it("in one amount column, with Cr and Dr, a minus or parentheses", async () => {
    const rows = ["2026-02-03,a,1.00 Dr,9.00", "2026-02-03,b,(2.00),7.00", "2026-02-03,c,-3.00,4.00", "2026-02-03,d,5.00 Cr,9.00", "2026-02-03,e,1.00,10.00"]
    expect(signed(await linesOf((await read(generic(rows, "Date,Narration,Amount,Balance"))).lines))).toEqual([-100n, -200n, -300n, 500n, 100n])
    const marked = ["2026-02-03,a,DR,1.00,9.00", "2026-02-03,b,Cr,2.00,11.00"]
    expect(signed(await linesOf((await read(generic(marked, "Date,Narration,Dr/Cr,Amount,Balance"))).lines))).toEqual([-100n, 200n])
    expect(await refused(generic(["2026-02-03,a,,1.00,9.00"], "Date,Narration,Dr/Cr,Amount,Balance"))).toMatchObject({ code: "RECON_INPUT_AMOUNT", line: 2 })
  })

  it.each([
    ["three decimals", "2026-02-03,x,1.005,,9.00", "RECON_INPUT_AMOUNT"],
    ["both sides", "2026-02-03,x,1.00,1.00,9.00", "RECON_INPUT_AMOUNT"],
    ["no amount", "2026-02-03,x,,,9.00", "RECON_INPUT_AMOUNT"],
    ["no balance", "2026-02-03,x,1.00,,", "RECON_INPUT_BALANCE"],
    ["no day", "2026-02-30,x,1.00,,9.00", "RECON_INPUT_DATE"],
    ["an amount without a date", ",x,1.00,,9.00", "RECON_INPUT_DATE"],
    ["too few columns", "2026-02-03,x,1.00", "RECON_INPUT_TRUNCATED"],
    ["a comma that is not quoted", "2026-02-03,x,y,1.00,,9.00", "RECON_INPUT_FORMAT"],
    ["a quote that is never closed", '2026-02-03,"x,1.00,,9.00', "RECON_INPUT_TRUNCATED"],
    ["text after a quote", '2026-02-03,"x"y,1.00,,9.00', "RECON_INPUT_FORMAT"]
  ])("with %s is refused by line", async (_, row, code) => {
    expect(await refused(generic(["2026-02-03,w,1.00,,10.00", row]))).toMatchObject({ code, line: 3 })
  })

  it("with the newest line first", async () => {
    const { head, lines } = await read(generic(["2026-02-04,y,1.00,,8.00", "2026-02-03,x,1.00,,9.00"]))
    expect(head).toMatchObject({ openingPaise: 1000n, closingPaise: 800n, from: "2026-02-03", to: "2026-02-04" })
    expect((await linesOf(lines)).map(({ lineNo }) => lineNo)).toEqual([2, 3])
  })

  it("with totals and page headings", async () => {
    const headings = "Date,Narration,Debit,Credit,Balance"
    const text = generic(["2026-02-03,B/F,,,10.00", "2026-02-03,x,1.00,,9.00", headings, "2026-02-03,y,,2.00,11.00", ",Total,1.00,2.00,", ",Closing Balance,,,11.00"])
    expect((await read(text)).head).toMatchObject({ openingPaise: 1000n, closingPaise: 1100n })
    expect(await refused(text.replace("Total,1.00", "Total,1.01"))).toMatchObject({ code: "RECON_INPUT_TRUNCATED", line: 6 })
  })

  it("with lines outside of the period that it states", async () => {
    const early: SampleStatement = { ...sample, entries: [{ paise: -100n, on: "2026-01-31" }, { paise: -100n }] }
    expect(await refused(writeRetailCsv(early))).toMatchObject({ code: "RECON_INPUT_PERIOD", line: 4 })
  })
})

describe("what was done to a file", () => {
  const text = writeCorporateCsv(sample)

  it("a line that is gone", async () => {
    const cut = text.split("\r\n").filter((_, index) => index !== 4).join("\r\n")
    const error = await refused(cut)
    expect(error).toMatchObject({ code: "RECON_INPUT_BALANCE", line: 5 })
    expect(error.rule).toContain("Rs ")
  })

  it("a block that is there twice", async () => {
    const lines = text.split("\r\n")
    const twice = [...lines.slice(0, 6), ...lines.slice(3, 6), ...lines.slice(6)].join("\r\n")
    const error = await refused(twice)
    expect(error).toMatchObject({ code: "RECON_INPUT_REPEATED", line: 7 })
    expect(error.rule).toContain("line 4")
  })

  it("a block that adds up to nothing, there twice", async () => {
    const pair: SampleStatement = { ...sample, entries: [{ paise: -100n, narration: "MMT/IMPS/600000000001/X" }, { paise: 100n, narration: "MMT/IMPS/600000000001/RETURN" }] }
    const lines = writeCorporateCsv(pair).split("\r\n")
    expect(await refused([...lines.slice(0, 5), ...lines.slice(3)].join("\r\n"))).toMatchObject({ code: "RECON_INPUT_REPEATED", line: 6 })
  })

  it("a cut at the end of a line, which a known closing balance proves", async () => {
    const cut = text.split("\r\n").slice(0, -2).join("\r\n")
    const closingPaise = (await read(text)).head.closingPaise ?? 0n
    expect((await read(cut)).rows).toBe(4)
    expect(await refused(cut, { closingPaise })).toMatchObject({ code: "RECON_INPUT_TRUNCATED" })
    expect(await refused(text, { openingPaise: 1n })).toMatchObject({ code: "RECON_INPUT_BALANCE", line: 4 })
  })

  it("another encoding", async () => {
    const entries = [{ paise: -100n, narration: "MMT/IMPS/600000000001/café – münch" }, { paise: -100n }]
    const accented = writeCorporateCsv({ ...sample, entries })
    const narrationOf = async (bytes: Uint8Array) => (await linesOf((await readStatement(bytes, { account })).lines))[0]?.narration
    const utf16 = Buffer.from(`\ufeff${accented}`, "utf16le")
    for (const bytes of [bytesOf(accented), bytesOf(`\ufeff${accented}`), utf16, Buffer.from(utf16).swap16(), utf16.subarray(2)]) {
      expect(await narrationOf(new Uint8Array(bytes))).toBe("MMT/IMPS/600000000001/café – münch")
    }
    const windows = Buffer.from(accented.replace("–", "\u0096"), "latin1")
    expect(await narrationOf(new Uint8Array(windows))).toBe("MMT/IMPS/600000000001/café – münch")
    const mojibake = new TextDecoder("windows-1252").decode(bytesOf(accented))
    expect(await refused(mojibake)).toMatchObject({ code: "RECON_INPUT_ENCODING", line: 4 })
    expect(await refused(accented.replace("é", "\ufffd"))).toMatchObject({ code: "RECON_INPUT_ENCODING", line: 4 })
    expect(await refusalOf(readStatement(new Uint8Array(windows), { account, encoding: "utf-8" }))).toMatchObject({ code: "RECON_INPUT_ENCODING", line: 4 })
  })

  it("a bad byte far below the first look", async () => {
    const many: SampleStatement = { ...sample, entries: Array.from({ length: 2000 }, () => ({ paise: -100n })) }
    const bytes = bytesOf(writeCorporateCsv(many))
    bytes[bytes.lastIndexOf("R".charCodeAt(0))] = 0xff
    expect(await refusalOf(readStatement(bytes, { account }))).toMatchObject({ code: "RECON_INPUT_ENCODING", line: 2003 })
  })

  it("JSON, MT940 and camt.053 that are cut", async () => {
    for (const write of [writeCib, writeMt940, writeCamt053]) {
      const whole = write(sample)
      const error = await refused(whole.slice(0, whole.length * 0.8))
      expect(error.code).toMatch(/TRUNCATED|FORMAT|AMOUNT/)
    }
    const noClosing = writeMt940(sample).replace(/:62F:.*\r\n/, "")
    expect(await refused(noClosing)).toMatchObject({ code: "RECON_INPUT_TRUNCATED" })
    expect(await refused(writeSimulatorCsv(sample).replace(/.*CLOSING.*\r\n/, ""))).toMatchObject({ code: "RECON_INPUT_TRUNCATED", line: 7 })
  })

  it("nothing in it, or something else", async () => {
    expect(await refused("")).toMatchObject({ code: "RECON_INPUT_EMPTY" })
    expect(await refused("%PDF-1.7 x")).toMatchObject({ code: "RECON_INPUT_FORMAT" })
    expect(await refused("<html><table></table></html>")).toMatchObject({ code: "RECON_INPUT_FORMAT" })
    expect(await refused('{"encryptedKey":"a","encryptedData":"b"}')).toMatchObject({ code: "RECON_INPUT_FORMAT" })
    expect(await refused("hello\nworld")).toMatchObject({ code: "RECON_INPUT_LAYOUT" })
  })

  it("a big one is read again, and not trusted when it changed in between", async () => {
    const folder = await mkdtemp(join(tmpdir(), "recon-"))
    try {
      const path = join(folder, "big.csv")
      await writeFile(path, text)
      const { lines, head } = await readStatement(path, { keepBelowBytes: 0 })
      expect(Array.isArray(lines)).toBe(false)
      expect(head.file).toBe("big.csv")
      expect((await linesOf(lines)).length).toBe(5)
      await writeFile(path, text.replace("S1004", "S1005"))
      expect(await refusalOf(linesOf(lines))).toMatchObject({ code: "RECON_INPUT_CHANGED" })
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
