import { defaultRules, openRecon, type ReconRun } from "@hundi/recon/engine"
import { type BenchFiles, digestOf } from "./write-bench-files.ts"

/** What the bench lets the engine use. */
export interface Bounds {
  readonly threads: number
  readonly memoryMib?: number
  readonly tempFolder?: string
}

/** The whole reconciliation: both files in, every pass, totals, proof, digest. */
export const runOurs = async (files: BenchFiles, bounds: Bounds, onStep: (step: string) => void = () => undefined): Promise<ReconRun> => {
  const recon = await openRecon({ ...bounds, onProgress: ({ step }) => onStep(step) })
  try {
    onStep("ledger")
    await recon.addLedgerCsv({ name: "ledger.csv", digest: digestOf(files.ledger) }, files.ledger, {
      delimiter: ",", encoding: "utf-8", skipLines: 0, dateFormat: "yyyy-mm-dd",
      columns: {
        payoutId: "payout_id", attempt: "attempt", reference: "reference", rail: "rail", account: "account", amount: "amount",
        businessDate: "business_date", state: "state", rrn: "rrn"
      }
    })
    onStep("statement")
    await recon.addStatementCsv({
      file: "statement.csv", digest: digestOf(files.statement), format: "csv", account: "000405112345", from: "2026-04-01", to: "2026-04-04",
      openingPaise: files.openingPaise, closingPaise: files.closingPaise
    }, files.statement, {
      delimiter: ",", encoding: "utf-8", skipLines: 0, dateFormat: "yyyy-mm-dd",
      columns: { date: "Transaction Date", narration: "Narration", debit: "Withdrawal", credit: "Deposit" }
    })
    return await recon.run({ rules: defaultRules, asOf: "2026-04-30" })
  } finally {
    recon.close()
  }
}
