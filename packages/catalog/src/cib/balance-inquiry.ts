import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { ShortTime } from "../schema/dates.ts"
import { AccountNumber } from "../schema/fields.ts"
import { SignedRupees } from "../schema/rupees.ts"
import { callerFields, callerNames, manageCodes, sampleCaller } from "./caller.ts"
import { driftingReply, errorFields, errorNames, text } from "./drifting-reply.ts"

const Request = Schema.Struct({ ...callerFields, accountNumber: AccountNumber }).pipe(
  Schema.encodeKeys({ ...callerNames, accountNumber: "ACCOUNTNO" })
)

const Response = driftingReply(
  {
    response: text, aggrId: text, corpId: text, userId: text, urn: text, accountNumber: text,
    at: Schema.optionalKey(Schema.NullOr(ShortTime)), balancePaise: Schema.optionalKey(Schema.NullOr(SignedRupees)), currency: text,
    message: text, ...errorFields
  },
  {
    response: ["RESPONSE"], aggrId: ["AGGR_ID"], corpId: ["CORP_ID"], userId: ["USER_ID"], urn: ["URN"], accountNumber: ["ACCOUNTNO"],
    at: ["DATE"], balancePaise: ["EFFECTIVEBAL"], currency: ["CURRENCY"], message: ["MESSAGE"], ...errorNames
  }
)

/** What is in an account: `balancePaise` may be below zero, `at` is when the bank looked, ms since 1970 (UTC). */
export const balanceInquiry = read({
  id: "cib.balanceInquiry",
  repeat: "when-lost",
  family: "cib",
  portalPaths: [
    "Corporate API Suite / Account Services / Services / Fetch Account Balance",
    "Business Banking / Non Transactional API (CIB) / Account Balance Fetch"
  ],
  method: "POST",
  path: "/api/Corporate/CIB/v1/BalanceInquiry",
  headers: {},
  seal: "rsa",
  request: Request,
  response: Response,
  samples: {
    request: { ...sampleCaller, ACCOUNTNO: "000000000009" },
    response: {
      RESPONSE: "SUCCESS", AGGR_ID: "AGGR0000", CORP_ID: "TESTCORP", USER_ID: "USER1", URN: "URN0000001", ACCOUNTNO: "000000000009",
      DATE: "31/01/30 10:15:00", EFFECTIVEBAL: "1000.00", CURRENCY: "INR"
    }
  },
  codes: manageCodes,
  source: { doc: ["facts/composite-and-cib.json cib.balanceInquiry"], trust: "public" }
})
