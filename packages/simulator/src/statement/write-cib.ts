import type { Partner } from "../bank-types.ts"
import { istDateTime } from "../ist.ts"
import type { Statement } from "./entries.ts"
import { groupedRupees, rupeesText } from "./format-amount.ts"

/**
 * The statement as the CIB API answers it (fact file composite-and-cib, cib.accountStatement): `Record` is an object for one line, a
 * list for more, and absent for none.
 */
export const writeCib = (statement: Statement, partner: Partner): Readonly<Record<string, unknown>> => {
  const records = statement.entries.map((entry) => ({
    TRANSACTIONID: entry.id,
    TXNDATE: istDateTime(entry.atMs),
    VALUEDATE: istDateTime(entry.atMs).slice(0, 10),
    AMOUNT: rupeesText(entry.amountPaise),
    TYPE: entry.amountPaise < 0n ? "DR" : "CR",
    BALANCE: groupedRupees(entry.balancePaise),
    CHEQUENO: "",
    REMARKS: entry.narration
  }))
  return {
    URN: partner.urn,
    AGGR_ID: partner.aggrId,
    USER_ID: partner.userId,
    CORP_ID: partner.corpId,
    ACCOUNTNO: statement.account,
    RESPONSE: "SUCCESS",
    ...(records.length === 0 ? {} : { Record: records.length === 1 ? records[0] : records })
  }
}
