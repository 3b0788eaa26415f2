import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { manageCodes, sampleCaller } from "./caller.ts"
import { driftingReply, errorFields, errorNames, text } from "./drifting-reply.ts"
import { statementFields, statementNames, StatementRecords } from "./statement-record.ts"

const Request = Schema.Struct({
  ...statementFields,
  isContinued: Schema.Literals(["Y", "N"]),
  after: Schema.optionalKey(Schema.String)
}).check(Schema.makeFilter((request: { readonly isContinued: string; readonly after?: string }) =>
  request.isContinued === "Y" && !request.after ? { path: ["after"], issue: "a further page needs the \`last\` of the page before" } : undefined
)).pipe(Schema.encodeKeys({ ...statementNames, isContinued: "CONFLG", after: "LASTTRID" }))

const Response = driftingReply(
  { response: text, last: text, message: text, records: StatementRecords, ...errorFields },
  // Two clients read the next key from LISTTRID, others from LASTTRID (rule "CIB statement").
  { response: ["RESPONSE"], last: ["LASTTRID", "LISTTRID"], message: ["MESSAGE"], records: ["Record"], ...errorNames }
)

/**
 * An account's statement page by page: `isContinued: "N"` first, then "Y" with `after` = the `last` of the page before. No `last`: that was
 * the last page.
 */
export const accountStatementPaged = read({
  id: "cib.accountStatement.paged",
  repeat: "when-lost",
  family: "cib",
  portalPaths: [
    "Corporate API Suite / Account Services / Services / Pagination",
    "Business Banking / Non Transactional API (CIB) / Bank Statement Pagination"
  ],
  method: "POST",
  path: "/api/Corporate/CIB/v1/AccountStatements",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: Response,
  samples: {
    request: {
      ...sampleCaller, ACCOUNTNO: "000000000009", FROMDATE: "01-01-2030", TODATE: "31-01-2030", CONFLG: "Y", LASTTRID: "S1"
    },
    response: {
      RESPONSE: "SUCCESS",
      LASTTRID: "S2",
      Record: [
        { TRANSACTIONID: "S2", TXNDATE: "31-01-2030 10:15:00", AMOUNT: "1.00", TYPE: "CR", BALANCE: "1,001.00", REMARKS: "" },
        { TRANSACTIONID: "S3", TXNDATE: "31-01-2030 10:20:00", AMOUNT: "1.00", TYPE: "DR", BALANCE: "1,000.00", REMARKS: "" }
      ]
    }
  },
  codes: manageCodes,
  source: { doc: ["facts/composite-and-cib.json cib.accountStatement.paged"], trust: "public" }
})
