import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"

const text = Schema.optionalKey(Schema.String)

const Request = Schema.Struct({
  aggrName: Schema.String.check(Schema.isMaxLength(32)),
  userId: Schema.String.check(Schema.isMaxLength(32)),
  aggrId: Schema.String,
  urn: Schema.String,
  fromDate: text,
  toDate: text,
  page: text
}).pipe(
  Schema.encodeKeys({
    aggrName: "AGGRNAME", userId: "FEDID", aggrId: "AGGRID", urn: "URN", fromDate: "FROM_DATE", toDate: "TO_DATE", page: "PAGE_NO"
  })
)

/**
 * The registered beneficiaries. `userId` is corporate and user in one, joined by a dot. One source has the fields of the request, none
 * the path (empty here), the form of the dates or the reply, which is handed on as it comes. It is not in the portal.
 */
export const fetchBeneList = read({
  id: "cib.fetchBeneList",
  repeat: "when-lost",
  family: "cib",
  portalPaths: [],
  method: "POST",
  path: "",
  headers: {},
  seal: "rsa",
  request: Request,
  response: Schema.Record(Schema.String, Schema.Unknown),
  samples: { request: { AGGRNAME: "TESTAGGR", FEDID: "TESTCORP.USER1", AGGRID: "AGGR0000", URN: "URN0000001" }, response: {} },
  codes: { family: "beneficiary", call: "manage" },
  source: { doc: ["facts/composite-and-cib.json cib.fetchBeneList"], trust: "public" }
})
