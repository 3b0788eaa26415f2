import { istDate } from "@hundi/catalog/calendar"
import type { Sealer } from "@hundi/core"
import { type BankAccess, statementReader } from "../callbacks/open-bank.ts"
import type { CreditLine, ReadCredits } from "./prove-credits.ts"

/** Who asks corporate banking, and about which account. */
export interface StatementCaller {
  readonly aggrId: string
  readonly corpId: string
  readonly userId: string
  readonly urn: string
  readonly accountNumber: string
}

/** The credits on our own account, by the bank's statement call (`bank.cib.statement`), page after page. */
export const readStatementOf = (sealer: Sealer, access: BankAccess, caller: StatementCaller, now: () => number): ReadCredits => {
  const statement = statementReader(sealer, access)
  return async (from) => {
    const credits: CreditLine[] = []
    for await (const line of statement.all({ ...caller, fromDate: istDate(from), toDate: istDate(now()) })) {
      if (line.kind !== "CR" || line.amountPaise === null || line.amountPaise === undefined) continue
      credits.push({ amountPaise: line.amountPaise, remark: line.remark ?? "" })
    }
    return credits
  }
}
