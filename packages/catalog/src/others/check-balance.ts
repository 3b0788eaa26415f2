import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"

const optional = Schema.optionalKey(Schema.String)

/**
 * A balance by mobile, account or card. `kind`, SB or CC, goes into the path, and a call without it is refused. The v0 form of the sandbox
 * (/api/v0/checkbalance) has other names: Type, MobileNumber, AccountNumber. The reply is not public: it is handed on as it comes. One
 * source.
 */
export const checkBalance = read({
  id: "accounts.check_balance",
  repeat: "when-lost",
  family: "others",
  portalPaths: [],
  method: "POST",
  path: "/api/v1/check-balance?type={type}",
  headers: {},
  seal: "plain",
  request: Schema.Struct({
    kind: Schema.optionalKey(Schema.Literals(["SB", "CC"])), mobile: optional, accountNumber: optional, cardNumber: optional
  }).pipe(Schema.encodeKeys({ kind: "type", mobile: "mobileNo", accountNumber: "acctNo", cardNumber: "cardNo" })),
  response: Schema.Record(Schema.String, Schema.Unknown),
  samples: { request: { type: "SB", acctNo: "000000000001" }, response: {} },
  codes: { family: "gateway", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json accounts.check_balance"], trust: "public" }
})
