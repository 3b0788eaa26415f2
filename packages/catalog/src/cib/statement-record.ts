import * as Schema from "effect/Schema"
import { AccountNumber } from "../schema/fields.ts"
import { callerFields, callerNames } from "./caller.ts"

const DayMonthYear = Schema.String.check(Schema.isPattern(/^\d{2}-\d{2}-\d{4}$/, { expected: "a date DD-MM-YYYY" }))

/** What both statement calls ask with; dates are DD-MM-YYYY, both days included. */
export const statementFields = { ...callerFields, accountNumber: AccountNumber, fromDate: DayMonthYear, toDate: DayMonthYear }
export const statementNames = { ...callerNames, accountNumber: "ACCOUNTNO", fromDate: "FROMDATE", toDate: "TODATE" } as const

const line = Schema.optionalKey(Schema.NullOr(Schema.String))

/**
 * One line of a statement: amounts are texts as the bank writes them, without sign; the balance has Indian digit grouping (1,00,000.00),
 * `kind` is DR or CR.
 */
const StatementRecord = Schema.Struct({
  id: line, at: line, valueDate: line, amount: line, kind: line, balance: line, chequeNumber: line, remark: line
}).pipe(
  Schema.encodeKeys({
    id: "TRANSACTIONID", at: "TXNDATE", valueDate: "VALUEDATE", amount: "AMOUNT", kind: "TYPE", balance: "BALANCE",
    chequeNumber: "CHEQUENO", remark: "REMARKS"
  })
)

/** The lines: the bank sends an object for one, a list for more, nothing for none (rule "CIB shapes"). `recordsOf` makes a list of it. */
export const StatementRecords = Schema.optionalKey(Schema.NullOr(Schema.Union([StatementRecord, Schema.Array(StatementRecord)])))

/** A line of a statement, decoded. */
export type StatementLine = (typeof StatementRecord)["Type"]

/**
 * The lines of a decoded statement as a list, however many there are.
 * @example
 * recordsOf({ records: { id: "S1" } }) // [{ id: "S1" }]
 */
export const recordsOf = ({ records }: { readonly records?: Records | null | undefined }): readonly StatementLine[] =>
  records === undefined || records === null ? [] : isList(records) ? records : [records]

type Records = StatementLine | readonly StatementLine[]

const isList = (records: Records): records is readonly StatementLine[] => Array.isArray(records)
