import { expect, it } from "vitest"
import { readStatement } from "./read-statement.ts"
import { bytesOf, refusalOf, sample, writeCamt053 } from "./testing-statements.ts"

const text = writeCamt053(sample)
const read = (xml: string) => readStatement(bytesOf(xml), { name: "feb.xml" })

it("version 8 with a prefix, a status code, moments and details", async () => {
  const xml = `<?xml version="1.0"?>
<n:Document xmlns:n="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><n:BkToCstmrStmt><n:Stmt>
<n:FrToDt><n:FrDtTm>2026-02-01T00:00:00+05:30</n:FrDtTm><n:ToDtTm>2026-02-28T23:59:59+05:30</n:ToDtTm></n:FrToDt>
<n:Acct><n:Id><n:Othr><n:Id>000000000009</n:Id></n:Othr></n:Id></n:Acct>
<n:Bal><n:Tp><n:CdOrPrtry><n:Cd>PRCD</n:Cd></n:CdOrPrtry></n:Tp><n:Amt Ccy="INR">10</n:Amt><n:CdtDbtInd>CRDT</n:CdtDbtInd><n:Dt><n:Dt>2026-01-31</n:Dt></n:Dt></n:Bal>
<n:Bal><n:Tp><n:CdOrPrtry><n:Cd>CLBD</n:Cd></n:CdOrPrtry></n:Tp><n:Amt Ccy="INR">8.5</n:Amt><n:CdtDbtInd>CRDT</n:CdtDbtInd><n:Dt><n:Dt>2026-02-28</n:Dt></n:Dt></n:Bal>
<n:Ntry><n:Amt Ccy="INR">1.50</n:Amt><n:CdtDbtInd>DBIT</n:CdtDbtInd><n:Sts><n:Cd>BOOK</n:Cd></n:Sts><n:BookgDt><n:DtTm>2026-02-03T20:00:00Z</n:DtTm></n:BookgDt>
<n:NtryDtls><n:TxDtls><n:Refs><n:AcctSvcrRef>S1</n:AcctSvcrRef></n:Refs><n:RmtInf><n:Ustrd>one</n:Ustrd><n:Ustrd>two &amp; three</n:Ustrd></n:RmtInf></n:TxDtls></n:NtryDtls></n:Ntry>
<n:Ntry><n:Amt Ccy="INR">9.99</n:Amt><n:CdtDbtInd>DBIT</n:CdtDbtInd><n:Sts><n:Cd>PDNG</n:Cd></n:Sts></n:Ntry>
</n:Stmt></n:BkToCstmrStmt></n:Document>`
  const { head, lines } = await read(xml)
  expect(head).toMatchObject({ from: "2026-02-01", to: "2026-02-28", openingPaise: 1000n, closingPaise: 850n })
  expect(lines).toEqual([{ account: "000000000009", postedOn: "2026-02-04", direction: "debit", amountPaise: 150n, narration: "one two & three", bankReference: "S1", lineNo: 7 }])
})

it.each([
  ["a document type", text.replace("<Document", '<!DOCTYPE x [<!ENTITY a "b">]><Document'), "RECON_INPUT_FORMAT"],
  ["another currency", text.replace('Ccy="INR">100.50', 'Ccy="USD">100.50'), "RECON_INPUT_AMOUNT"],
  ["three decimals", text.replace(">100.50<", ">100.500<"), "RECON_INPUT_AMOUNT"],
  ["no closing balance", text.replace("CLBD", "ITBD"), "RECON_INPUT_TRUNCATED"],
  ["an entry that is gone", text.replace(/<Ntry>.*<\/Ntry>/, ""), "RECON_INPUT_TRUNCATED"],
  ["an end that is gone", text.slice(0, -60), "RECON_INPUT_TRUNCATED"]
])("%s is refused", async (_, xml, code) => {
  expect(await refusalOf(read(xml))).toMatchObject({ code, file: "feb.xml" })
})
