import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { CsvMapping, LedgerMapping } from "../inputs/mapping.ts"
import { ReconInputError } from "../inputs/recon-input-error.ts"
import type { ReconFinding } from "../result.ts"
import { openRecon, type Recon } from "./open-recon.ts"
import { defaultRules } from "./rules.ts"
import { debitOf, headOf, makeEntry, numberLines } from "./testing/make-rows.ts"

let folder = ""
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), "hundi-recon-csv-")) })
afterAll(() => rm(folder, { recursive: true, force: true }))

const lineMapping: CsvMapping = {
  delimiter: ",", encoding: "utf-8", skipLines: 0, dateFormat: "yyyy-mm-dd",
  columns: { date: "Date", narration: "Narration", debit: "Withdrawal", credit: "Deposit" }
}
const ledgerMapping: LedgerMapping = {
  delimiter: ",", encoding: "utf-8", skipLines: 0, dateFormat: "yyyy-mm-dd",
  columns: { payoutId: "id", reference: "ref", amount: "amount", businessDate: "date", account: "account", rail: "rail", state: "state", rrn: "rrn" }
}
const entries = [1, 2, 3].map((n) => makeEntry(n))
const ledgerText = ["id,ref,amount,date,account,rail,state,rrn", ...entries.map(({ payoutId, reference, businessDate, account, rail, state, rrn, amountPaise }) =>
  `${payoutId},${reference},${Number(amountPaise) / 100},${businessDate},${account},${rail},${state},${rrn ?? ""}`)].join("\n")

let files = 0
const write = async (text: string | Uint8Array): Promise<string> => {
  const path = join(folder, `${++files}.csv`)
  await writeFile(path, text)
  return path
}

const using = async <T>(act: (recon: Recon) => Promise<T>): Promise<T> => {
  const recon = await openRecon({ threads: 2 })
  try {
    return await act(recon)
  } finally {
    recon.close()
  }
}

type Found = Promise<readonly ReconFinding[]>

const reconcileCsv = (
  statement: string, mapping = lineMapping, ledger = ledgerText, ofLedger = ledgerMapping
): Found => using(async (recon) => {
  await recon.addLedgerCsv({ name: "ledger.csv", digest: "l" }, await write(ledger), ofLedger)
  await recon.addStatementCsv(headOf([]), await write(statement), mapping)
  const findings: ReconFinding[] = []
  for await (const finding of (await recon.run({ rules: defaultRules, asOf: "2026-04-20" })).findings()) findings.push(finding)
  return findings
})

const narration = (n: number): string => debitOf(makeEntry(n)).narration
const plain = ["Date,Narration,Withdrawal,Deposit", `2026-04-02,${narration(1)},100.07,`, `2026-04-02,${narration(2)},100.14,`, `2026-04-03,${narration(3)},100.21,`].join("\n")
const outcomesOf = (findings: readonly ReconFinding[]): readonly string[] => findings.map(({ outcome }) => outcome).toSorted()

describe("files that DuckDB reads itself", () => {
  it("gives what the same rows give one by one", async () => {
    const direct = await using(async (recon) => {
      await recon.addLedger({ name: "ledger.csv", digest: "l" }, entries.map(({ beneficiaryStart: _, ...entry }) => entry))
      await recon.addStatement(headOf([]), numberLines(entries.map((entry, n) => debitOf(entry, n === 2 ? { postedOn: "2026-04-03" } : {}))))
      const findings: ReconFinding[] = []
      for await (const finding of (await recon.run({ rules: defaultRules, asOf: "2026-04-20" })).findings()) findings.push(finding)
      return findings
    })
    expect(await reconcileCsv(plain)).toEqual(direct)
    expect(direct.map(({ outcome, lines }) => [outcome, lines[0]?.lineNo])).toEqual(expect.arrayContaining([["matched", 2], ["matched", 3], ["matched", 4]]))
  })

  it("keeps line numbers over rows without an amount, and over two files", async () => {
    const [heading = "", first = "", ...rest] = plain.split("\n")
    const withOpening = [heading, ",OPENING BALANCE,,", first].join("\n")
    const findings = await using(async (recon) => {
      await recon.addLedgerCsv({ name: "ledger.csv", digest: "l" }, await write(ledgerText), ledgerMapping)
      expect(await recon.addStatementCsv(headOf([], { file: "a.csv", digest: "a" }), await write(withOpening), lineMapping)).toBe(1)
      expect(await recon.addStatementCsv(headOf([], { file: "b.csv", digest: "b" }), await write([heading, ...rest].join("\n")), lineMapping)).toBe(2)
      // The same bytes again are no new lines.
      expect(await recon.addStatementCsv(headOf([], { file: "c.csv", digest: "b" }), await write([heading, ...rest].join("\n")), lineMapping)).toBe(0)
      const found: ReconFinding[] = []
      for await (const finding of (await recon.run({ rules: defaultRules, asOf: "2026-04-20" })).findings()) found.push(finding)
      return found
    })
    expect(findings.flatMap(({ lines }) => lines.map(({ file, lineNo }) => `${file}:${lineNo}`)).toSorted()).toEqual(["a.csv:3", "b.csv:2", "b.csv:3"])
  })

  it("reads Indian grouping, other dates, blanks and a column for the sign", async () => {
    const big = makeEntry(1, { amountPaise: 12_345_678_90n })
    const ledger = `id;ref;amount;date;account;rail;state;rrn\np1;${big.reference}; 1,23,45,678.90 ;02/04/2026;${big.account};IMPS; settled ;${big.rrn ?? ""}`
    const statement = `made by the bank\nDate;Narration;Amount;CrDr\n02/04/2026 10:11:12;${debitOf(big).narration};1,23,45,678.9;DR`
    const findings = await reconcileCsv(statement, {
      delimiter: ";", encoding: "utf-8", skipLines: 1, dateFormat: "dd/mm/yyyy", columns: { date: "Date", narration: "Narration", amount: "Amount", sign: "CrDr" }
    }, ledger, { ...ledgerMapping, delimiter: ";", dateFormat: "dd/mm/yyyy" })
    expect(findings).toMatchObject([{ outcome: "matched", journalPaise: -12_345_678_90n, lines: [{ lineNo: 3, postedOn: "2026-04-02" }] }])
  })

  it("reads signs in the amount itself", async () => {
    const mapping: CsvMapping = { ...lineMapping, columns: { date: "Date", narration: "Narration", amount: "Amount" } }
    const statement = ["Date,Narration,Amount", `2026-04-02,${narration(1)},-100.07`, `2026-04-02,${narration(2)},(100.14)`, `2026-04-02,${narration(3)},100.21 Dr`].join("\n")
    expect(outcomesOf(await reconcileCsv(statement, mapping))).toEqual(["matched", "matched", "matched"])
  })

  it.each([
    ["a third decimal", plain.replace("100.14", "100.141")],
    ["a third decimal among grouped amounts", plain.replace("100.14", '"1,00,000.141"')],
    ["an amount that is none", plain.replace("100.14", "ten")],
    ["a date that is none", plain.replace("2026-04-03", "2026-13-03")],
    ["a date that is missing", plain.replace("2026-04-03", "")],
    ["a row that is cut", `${plain}\n2026-04-03,X`],
    ["a quote that is not closed", `${plain}\n2026-04-03,"X,1.00,`]
  ])("refuses a statement for %s, and keeps nothing of it", async (_, text) => {
    await using(async (recon) => {
      const path = await write(text)
      const refusal: unknown = await recon.addStatementCsv(headOf([]), path, lineMapping).catch((error: unknown) => error)
      expect(refusal).toBeInstanceOf(ReconInputError)
      expect((refusal as Error).message).not.toContain("RAVI")
      expect((await recon.run({ rules: defaultRules, asOf: "2026-04-20" })).inputs).toEqual([])
    })
  })

  it.each([
    ["a column that is not there", ledgerText.replace("amount", "sum")],
    ["a rail that is none", ledgerText.replace("imps", "pigeon")],
    ["an account that is missing", ledgerText.replace(entries[0]?.account ?? "", "")],
    ["an amount of nothing", ledgerText.replace("100.07", "0.00")]
  ])("refuses a ledger for %s", async (_, text) => {
    await using(async (recon) => {
      await expect(recon.addLedgerCsv({ name: "ledger.csv", digest: "l" }, await write(text), ledgerMapping)).rejects.toThrow(ReconInputError)
    })
  })

  it("finds an account that comes late in the file", async () => {
    const other = makeEntry(9, { account: "000777777777" })
    const filler = Array.from({ length: 900 }, (_, n) => `f${n},${"X".repeat(60)}${n},1.00,2026-04-02,000405112345,imps,rejected,`)
    const late = `p9,${other.reference},100.63,2026-04-02,${other.account},imps,rejected,`
    const findings = await reconcileCsv("Date,Narration,Withdrawal,Deposit", lineMapping, [ledgerText.split("\n")[0], ...filler, late].join("\n"))
    expect(findings).toHaveLength(901)
    expect(findings.find(({ journal }) => journal[0]?.payoutId === "p9")?.account).toBe("000777777777")
  })
})
