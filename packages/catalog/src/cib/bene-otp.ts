import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { AccountNumber, Reference } from "../schema/fields.ts"

const Request = Schema.Struct({
  corpId: Schema.String,
  userId: Schema.String,
  aggrId: Schema.String,
  accountNumber: AccountNumber,
  reference: Reference,
  name: Schema.String,
  urn: Schema.String
}).pipe(
  Schema.encodeKeys({
    corpId: "CORP_ID", userId: "USER_ID", aggrId: "AGGR_ID", accountNumber: "BENE_ACCNO", reference: "UNIQUEID", name: "BENE_NAME", urn: "URN"
  })
)

/**
 * A one-time password for adding a beneficiary. One source has the fields of the request, none the path (empty here) or the reply, which
 * is handed on as it comes. It is not in the portal.
 */
export const beneOtp = read({
  id: "cib.beneOtp",
  repeat: "never",
  family: "cib",
  portalPaths: [],
  method: "POST",
  path: "",
  headers: {},
  seal: "rsa",
  request: Request,
  response: Schema.Record(Schema.String, Schema.Unknown),
  samples: {
    request: {
      CORP_ID: "TESTCORP", USER_ID: "USER1", AGGR_ID: "AGGR0000", BENE_ACCNO: "000000000001", UNIQUEID: "T1AAA000000000B",
      BENE_NAME: "TEST BENE", URN: "URN0000001"
    },
    response: {}
  },
  codes: { family: "beneficiary", call: "manage" },
  source: { doc: ["facts/composite-and-cib.json cib.beneOtp"], trust: "public" }
})
