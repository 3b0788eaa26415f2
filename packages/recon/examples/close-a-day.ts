// file: examples/close-a-day.ts
import { defaultRules, openRecon } from "@hundi/recon/engine"
import { readLedgerCsv, readStatement } from "@hundi/recon/inputs"

// Made up, as files would hold it: a path does as well as bytes.
const bytesOf = (...lines: readonly string[]) => new TextEncoder().encode(lines.join("\n"))
const bank = bytesOf(
  "Account Number 000000000009",
  "Date,Narration,Withdrawal,Deposit,Balance",
  '2026-02-03,MMT/IMPS/603400000001/T012AY00000000A/ASHA RAO/TEST,"1,00,000.50",,"4,00,000.00"',
  '2026-02-03,MMT/IMPS/603400000002/T012AY00000000B/UMA NAIR/TEST,250.00,,"3,99,750.00"'
)
const erp = bytesOf("Voucher,Reference,Amount,Date", "V1,T012AY00000000A,100000.50,2026-02-03", "V2,T012AY00000000B,205.00,2026-02-03")

const columns = { payoutId: "Voucher", reference: "Reference", amount: "Amount", businessDate: "Date" }
const mapping = { dateFormat: "yyyy-mm-dd", defaults: { account: "000000000009", rail: "imps" }, columns }
const statement = await readStatement(bank, { name: "feb-03.csv", account: "000000000009" })
const ledger = await readLedgerCsv(erp, mapping, { name: "erp.csv" })

const recon = await openRecon()
await recon.addStatement(statement.head, statement.lines)
await recon.addLedger(ledger.source, ledger.entries)
const run = await recon.run({ rules: defaultRules, asOf: "2026-02-04" })
for await (const { outcome, why } of run.findings()) console.log(outcome, why)
console.log(run.totals[0]?.balanced, run.totals[0]?.unexplainedPaise)
recon.close()
