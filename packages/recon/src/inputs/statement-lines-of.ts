import type { StatementLine as CibRecord } from "@hundi/catalog/cib"
import { istParts } from "@hundi/catalog/calendar"
import { readStatement, type ReadStatement, type ReadStatementOptions } from "./read-statement.ts"

/** What an API's lines do not say of themselves. */
export interface StatementLinesOptions extends Pick<ReadStatementOptions, "openingPaise" | "closingPaise" | "name"> {
  /** The account that was asked for. */
  readonly account: string
  /** The days that were asked for (IST, both included). */
  readonly period: { readonly from: string, readonly to: string }
}

/**
 * A statement straight from the API: the lines that `bank.cib.statement.all(...)` gives, page after page. All of them are fetched and
 * checked, running balances included, before one is handed out.
 *
 * @throws ReconInputError with the number of the line, rule and what to do; whatever the API call throws
 * @example
 * const lines = bank.cib.statement.all({ ...caller, accountNumber, fromDate: "2026-02-01", toDate: "2026-02-01" })
 * const statement = await statementLinesOf(lines, { account: accountNumber, period: { from: "2026-02-01", to: "2026-02-01" } })
 */
export const statementLinesOf = async (
  records: AsyncIterable<CibRecord> | Iterable<CibRecord>, { account, name = "AccountStatement", ...options }: StatementLinesOptions
): Promise<ReadStatement> => {
  const wire: unknown[] = []
  for await (const record of records) wire.push(toWire(record))
  // Back to the bank's own form, so that a statement from the API and the same one from a file are checked by the same rules.
  const bytes = new TextEncoder().encode(JSON.stringify({ ACCOUNTNO: account, RESPONSE: "SUCCESS", Record: wire }))
  return readStatement(bytes, { ...options, name, account, format: "cib", encoding: "utf-8", keepBelowBytes: Number.POSITIVE_INFINITY })
}

const toWire = ({ id, at, valueDate, amountPaise, kind, balancePaise, chequeNumber, remark }: CibRecord) => ({
  TRANSACTIONID: id ?? "", TXNDATE: typeof at === "number" ? dashTime(at) : dash(valueDate ?? ""), VALUEDATE: dash(valueDate ?? ""),
  AMOUNT: typeof amountPaise === "bigint" ? rupees(amountPaise) : "", TYPE: kind ?? "", BALANCE: typeof balancePaise === "bigint" ? rupees(balancePaise) : "",
  CHEQUENO: chequeNumber ?? "", REMARKS: remark ?? ""
})

const dash = (date: string): string => date.split("-").reverse().join("-")

const two = (value: number): string => String(value).padStart(2, "0")

const dashTime = (ms: number): string => {
  const { year, month, day, hour, minute, second } = istParts(ms)
  return `${two(day)}-${two(month)}-${year} ${two(hour)}:${two(minute)}:${two(second)}`
}

const rupees = (paise: bigint): string => {
  const digits = (paise < 0n ? -paise : paise).toString().padStart(3, "0")
  return `${paise < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
