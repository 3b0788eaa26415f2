import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import { DashDate, DashTime } from "../schema/dates.ts"
import { AccountNumber } from "../schema/fields.ts"
import { GroupedRupees, SignedRupees } from "../schema/rupees.ts"
import { callerFields, callerNames } from "./caller.ts"

/** What both statement calls ask with; both days are included. */
export const statementFields = { ...callerFields, accountNumber: AccountNumber, fromDate: DashDate, toDate: DashDate }
export const statementNames = { ...callerNames, accountNumber: "ACCOUNTNO", fromDate: "FROMDATE", toDate: "TODATE" } as const

const line = Schema.optionalKey(Schema.NullOr(Schema.String))

/** One line of a statement. The amount has no sign, `kind` is DR or CR; the balance after it may be below zero. */
const StatementRecord = Schema.Struct({
  id: line,
  at: Schema.optionalKey(Schema.NullOr(DashTime)),
  valueDate: Schema.optionalKey(Schema.NullOr(DashDate)),
  amountPaise: Schema.optionalKey(Schema.NullOr(SignedRupees)),
  kind: line,
  balancePaise: Schema.optionalKey(Schema.NullOr(GroupedRupees)),
  chequeNumber: line,
  remark: line
}).pipe(
  Schema.encodeKeys({
    id: "TRANSACTIONID", at: "TXNDATE", valueDate: "VALUEDATE", amountPaise: "AMOUNT", kind: "TYPE", balancePaise: "BALANCE",
    chequeNumber: "CHEQUENO", remark: "REMARKS"
  })
)

type Wire = (typeof StatementRecord)["Encoded"]

/** The lines as a list: the bank sends an object for one, a list for more, nothing for none (rule "CIB shapes"). */
export const StatementRecords = Schema.optionalKey(
  Schema.NullOr(Schema.Union([StatementRecord, Schema.Array(StatementRecord)])).pipe(Schema.toEncoded).pipe(
    Schema.decodeTo(
      Schema.Array(StatementRecord),
      SchemaTransformation.transform<readonly Wire[], Wire | readonly Wire[] | null>({
        decode: (records) => (records === null ? [] : isList(records) ? records : [records]),
        encode: (records) => (records.length === 1 ? (records[0] ?? []) : records)
      })
    )
  )
)

/** A line of a statement, decoded. */
export type StatementLine = (typeof StatementRecord)["Type"]

/**
 * The lines of a decoded statement, none where the reply has no word of them.
 * @example
 * recordsOf({ records: [{ id: "S1" }] }) // [{ id: "S1" }]
 */
export const recordsOf = ({ records }: { readonly records?: readonly StatementLine[] }): readonly StatementLine[] => records ?? []

const isList = (records: Wire | readonly Wire[]): records is readonly Wire[] => Array.isArray(records)
