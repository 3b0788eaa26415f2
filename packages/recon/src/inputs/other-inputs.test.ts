import { describe, expect, it } from "vitest"
import { mergeStatements } from "./merge-statements.ts"
import { parseMapping } from "./parse-mapping.ts"
import { readLedgerCsv } from "./read-ledger-csv.ts"
import { readRecon360 } from "./read-recon360.ts"
import { readReverseMis } from "./read-reverse-mis.ts"
import { readStatement } from "./read-statement.ts"
import { statementLinesOf } from "./statement-lines-of.ts"
import { bytesOf, refusalOf, sample, type SampleEntry, writeCorporateCsv, writeMt940 } from "./testing-statements.ts"

describe("a ledger", () => {
  const mapping = {
    dateFormat: "dd/mm/yyyy", defaults: { account: "000000000009", rail: "neft" },
    columns: { payoutId: "Voucher", reference: "Ref", amount: "Amount", businessDate: "Date" }
  } as const
  const text = "Voucher,Ref,Amount,Date\nV1,T012AY00000000A,\"1,00,000.50\",03/02/2026\nV2,T012AY00000000B,2,13/02/2026\n"
  const read = (csv: string, more: object = {}) => readLedgerCsv(bytesOf(csv), { ...mapping, ...more }, { name: "erp.csv" })

  it("by a mapping file", async () => {
    const { source, entries, rows } = await read(text)
    expect(source).toMatchObject({ name: "erp.csv" })
    expect(rows).toBe(2)
    expect((entries as readonly unknown[])[0]).toEqual({
      payoutId: "V1", attempt: 1, reference: "T012AY00000000A", rail: "neft", account: "000000000009", amountPaise: 10_000_050n, businessDate: "2026-02-03",
      sentAt: Date.UTC(2026, 1, 2, 18, 30), state: "accepted", rrn: null, kind: "payout"
    })
  })

  it("with every column", async () => {
    const columns = { ...mapping.columns, account: "A", rail: "R", attempt: "N", sentAt: "S", state: "X", rrn: "U", kind: "K", batch: "B", beneficiaryStart: "P" }
    const csv = "Voucher|Ref|Amount|Date|A|R|N|S|X|U|K|B|P\nV1|T012AY00000000A|1.00|2026-02-03|9|IMPS|2|2026-02-03T10:15:00+05:30|settled|600000000001|verification|F1|ASHA RAO"
    const { entries } = await read(csv, { dateFormat: "yyyy-mm-dd", columns, defaults: undefined })
    expect((entries as readonly unknown[])[0]).toMatchObject({
      account: "9", rail: "imps", attempt: 2, sentAt: Date.UTC(2026, 1, 3, 4, 45), state: "settled", rrn: "600000000001", kind: "verification", batch: "F1", beneficiaryStart: "ASHA RAO"
    })
  })

  it.each([
    ["an amount below zero", text.replace("2,13", "-2,13"), "RECON_INPUT_AMOUNT"], ["another date form", text.replace("13/02", "02/13"), "RECON_INPUT_DATE"],
    ["no reference", text.replace("T012AY00000000B", ""), "RECON_INPUT_FORMAT"], ["a payout that is there twice", text.replace("V2", "V1"), "RECON_INPUT_REPEATED"],
    ["too few columns", text.replace("2,13/02/2026", "2"), "RECON_INPUT_TRUNCATED"]
  ])("with %s is refused by line", async (_, csv, code) => {
    expect(await refusalOf(read(csv))).toMatchObject({ code, line: 3, file: "erp.csv" })
  })

  it("without the mapped headings is refused", async () => {
    expect(await refusalOf(read("a,b\n1,2"))).toMatchObject({ code: "RECON_INPUT_MAPPING" })
  })
})

describe("a mapping file", () => {
  const good = { dateFormat: "dd/mm/yyyy", columns: { date: "A", narration: "B", debit: "C", credit: "D" } }
  it("is read from text", () => {
    expect(parseMapping(JSON.stringify(good), "statement")).toEqual({ kind: "statement", ...good })
  })
  it.each([
    ["not JSON", "{"], ["a list", []], ["an unknown field", { ...good, colour: 1 }], ["another kind", { ...good, kind: "ledger" }], ["a date form", { ...good, dateFormat: "ddmmyy" }],
    ["no narration", { ...good, columns: { date: "A", debit: "C", credit: "D" } }], ["money in two ways", { ...good, columns: { ...good.columns, amount: "E" } }],
    ["debits alone", { ...good, columns: { date: "A", narration: "B", debit: "C" } }], ["a delimiter", { ...good, delimiter: ":" }], ["lines", { ...good, skipLines: -1 }]
  ])("with a fault in %s is refused", (_, value) => {
    expect(() => parseMapping(value, "statement")).toThrow(expect.objectContaining({ code: "RECON_INPUT_MAPPING" }) as Error)
  })
})

const answer = (status: string, amount = "1.00") => ({
  "recon-api-response": { parameters: { index: { parameter: [
    { name: "CurrentTransactionStatus", value: status }, { name: "RRN", value: "600000000001" }, { name: "TransactionAmount", value: amount }, { name: "BeneficiaryAccountNumber", value: "XXXXXXXX0001" }
  ] } } }
})

it("answers of Recon360, one a line", async () => {
  const lines = [{ reference: "T012AY00000000A", reply: answer("Credit Confirmation Received") }, answer("Returned received"), answer("Failed"), answer("Deemed approved"), answer("new word")]
  const { answers } = await readRecon360(bytesOf(lines.map((line) => JSON.stringify(line)).join("\n")), { name: "recon.jsonl" })
  expect(answers.map(({ finding }) => finding)).toEqual(["success", "returned", "rejected", "unknown", "unknown"])
  expect(answers[0]).toEqual({ lineNo: 1, reference: "T012AY00000000A", status: "Credit Confirmation Received", finding: "success", rrn: "600000000001", amountPaise: 100n, accountTail: "0001" })
  expect(await refusalOf(readRecon360(bytesOf('{"x":1}')))).toMatchObject({ code: "RECON_INPUT_FORMAT", line: 1 })
  expect(await refusalOf(readStatement(bytesOf(JSON.stringify(answer("Failed")))))).toMatchObject({ code: "RECON_INPUT_FORMAT" })
})

it("a reverse MIS, as a reply and as a file", async () => {
  const record = ["TITLE ROW", "MCO|NFT|000000000001|000000000009|TEST0000001|INR|1.00|TESTN00000000001|000|OK|ROW1|SUC", "MCO|NFT|000000000002|000000000009|TEST0000001|INR|2.00||000|OK|ROW2|"]
  const reply = { XML: { FILE_STATUS: "STS", FILEUPLOAD_BINARY_OUTPUT: { Records: { Record: record } } } }
  const { rows } = await readReverseMis(bytesOf(JSON.stringify(reply)))
  expect(rows).toEqual([
    { lineNo: 2, remark: "ROW1", amountPaise: 100n, hostReference: "TESTN00000000001", status: "SUC", outcome: "paid", debitAccount: "000000000009", creditAccountTail: "0001" },
    { lineNo: 3, remark: "ROW2", amountPaise: 200n, hostReference: "", status: "", outcome: "waiting", debitAccount: "000000000009", creditAccountTail: "0002" }
  ])
  const columns = { amount: "Amt", status: "State", hostReference: "UTR", remark: "Remarks" }
  const file = await readReverseMis(bytesOf("Amt,State,UTR,Remarks\n3.00,REJ,,ROW3"), { columns })
  expect(file.rows).toMatchObject([{ lineNo: 2, amountPaise: 300n, outcome: "failed", remark: "ROW3" }])
  expect(await refusalOf(readReverseMis(bytesOf('{"XML":{"FILE_STATUS":"PFI"}}')))).toMatchObject({ code: "RECON_INPUT_REFUSED_BY_BANK" })
})

it("a statement straight from the API", async () => {
  const at = Date.UTC(2026, 1, 3, 4, 45)
  const records = async function* () {
    yield { id: "S1", at, valueDate: "2026-02-03", amountPaise: 10_050n, kind: "DR", balancePaise: 89_950n, remark: "x" }
    yield { id: "S2", at, amountPaise: 50n, kind: "CR", balancePaise: 90_000n, chequeNumber: null, remark: "y" }
  }
  const options = { account: "000000000009", period: { from: "2026-02-03", to: "2026-02-03" } }
  const { head, lines } = await statementLinesOf(records(), options)
  expect(head).toMatchObject({ format: "cib", openingPaise: 100_000n, closingPaise: 90_000n, from: "2026-02-03" })
  expect(lines).toMatchObject([{ direction: "debit", amountPaise: 10_050n, bankReference: "S1", postedOn: "2026-02-03" }, { direction: "credit", narration: "y" }])
  expect((await statementLinesOf([], options)).head).toMatchObject({ from: "2026-02-03", openingPaise: null })
  expect(await refusalOf(statementLinesOf(records(), { ...options, closingPaise: 1n }))).toMatchObject({ code: "RECON_INPUT_TRUNCATED" })
})

describe("several statements of an account", () => {
  const days = (from: number, to: number): readonly SampleEntry[] =>
    Array.from({ length: to - from + 1 }, (_, index) => ({ paise: BigInt(-100 - from - index), on: `2026-02-${String(from + index).padStart(2, "0")}` }))
  const openingOf = (from: number): bigint => 1_000_000n + days(1, from - 1).reduce((sum, { paise }) => sum + paise, 0n)
  const statement = (name: string, from: number, to: number, write = writeCorporateCsv) =>
    readStatement(bytesOf(write({ ...sample, openingPaise: openingOf(from), entries: days(from, to) })), { name, dateOrder: "dmy" })
  const merged = async (...names: Parameters<typeof statement>[]) => {
    const { statements, dropped, gaps } = await mergeStatements(await Promise.all(names.map((one) => statement(...one))))
    return { rows: statements.map(({ rows }) => rows), from: statements.map(({ head }) => head.from), dropped, gaps: gaps.length }
  }

  it("count every line once, in whatever order they are given", async () => {
    expect(await merged(["b", 6, 10], ["a", 1, 5])).toEqual({ rows: [5, 5], from: ["2026-02-01", "2026-02-06"], dropped: [], gaps: 0 })
    expect(await merged(["a", 1, 5], ["copy", 1, 5])).toMatchObject({ rows: [5], dropped: ["copy"] })
    expect(await merged(["a", 1, 5], ["b", 3, 8])).toMatchObject({ rows: [5, 3], gaps: 0 })
    expect(await merged(["inner", 3, 4], ["a", 1, 5])).toMatchObject({ rows: [5], dropped: ["inner"] })
  })

  it("with something missing in between say so", async () => {
    expect(await merged(["a", 1, 5], ["b", 7, 8])).toMatchObject({ gaps: 1 })
  })

  it("that overlap without proof are refused", async () => {
    const a = await statement("a", 1, 5)
    const other = await readStatement(bytesOf(writeCorporateCsv({ ...sample, entries: days(3, 8) })), { name: "b" })
    expect(await refusalOf(mergeStatements([a, other]))).toMatchObject({ code: "RECON_INPUT_REPEATED", file: "b" })
    expect(await refusalOf(merged(["a", 1, 5, writeMt940], ["b", 3, 8, writeMt940]))).toMatchObject({ code: "RECON_INPUT_REPEATED" })
  })
})
