import * as Schema from "effect/Schema"
import { paged, read } from "../declaration.ts"
import { accountStatementPaged } from "./account-statement-paged.ts"
import { manageCodes, sampleCaller } from "./caller.ts"
import { driftingReply, errorFields, errorNames, text } from "./drifting-reply.ts"
import { recordsOf, statementFields, statementNames, StatementRecords } from "./statement-record.ts"

const Response = driftingReply(
  {
    response: text, accountNumber: text, aggrId: text, corpId: text, userId: text, urn: text, message: text, records: StatementRecords,
    ...errorFields
  },
  {
    response: ["RESPONSE"], accountNumber: ["ACCOUNTNO"], aggrId: ["AGGR_ID"], corpId: ["CORP_ID"], userId: ["USER_ID"], urn: ["URN"],
    message: ["MESSAGE"], records: ["Record"], ...errorNames
  }
)

const inOnePiece = read({
  id: "cib.accountStatement",
  repeat: "when-lost",
  family: "cib",
  portalPaths: [
    "Corporate API Suite / Account Services / Services / Fetch Bank Statement",
    "Business Banking / Non Transactional API (CIB) / Account Bank Statement"
  ],
  method: "POST",
  path: "/api/Corporate/CIB/v1/AccountStatement",
  headers: {},
  seal: "hybrid",
  request: Schema.Struct(statementFields).pipe(Schema.encodeKeys(statementNames)),
  response: Response,
  samples: {
    request: { ...sampleCaller, ACCOUNTNO: "000000000009", FROMDATE: "01-01-2030", TODATE: "31-01-2030" },
    response: {
      URN: "URN0000001", AGGR_ID: "AGGR0000", USER_ID: "USER1", CORP_ID: "TESTCORP", ACCOUNTNO: "000000000009", RESPONSE: "SUCCESS",
      Record: {
        TRANSACTIONID: "S1", TXNDATE: "31-01-2030 10:15:00", VALUEDATE: "31-01-2030", AMOUNT: "400.00", TYPE: "DR", BALANCE: "1,000.00",
        CHEQUENO: "", REMARKS: ""
      }
    }
  },
  codes: manageCodes,
  source: { doc: ["facts/composite-and-cib.json cib.accountStatement"], trust: "public" }
})

/**
 * An account's statement in one piece. The reply is long and comes in a hybrid envelope even to a request by RSA alone.
 * `bank.cib.statement.all` asks page by page instead, with `accountStatementPaged`.
 */
export const accountStatement = paged(inOnePiece, {
  call: accountStatementPaged,
  start: (request) => ({ ...request, isContinued: "N" as const }),
  next: (asked, { last }) => (last ? { ...asked, isContinued: "Y" as const, after: last } : undefined),
  lines: recordsOf,
  refused: ({ response, code, gatewayCode, records }) =>
    gatewayCode ?? (code || undefined) ?? (/^success$/i.test(response ?? "success") || records !== undefined ? undefined : (response ?? undefined))
})
