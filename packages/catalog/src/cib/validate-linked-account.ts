import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { AccountNumber } from "../schema/fields.ts"
import { callerFields, callerNames, manageCodes, sampleCaller } from "./caller.ts"

/** Is this account linked to the corporate? The reply is not public: it is handed on as it comes. */
export const validateLinkedAccount = read({
  id: "cib.validateLinkedAccount",
  repeat: "when-lost",
  family: "cib",
  portalPaths: [
    "Corporate API Suite / Account Services / Services / Linked Accounts Validation",
    "Business Banking / Non Transactional API (CIB) / Validate Registered Accounts"
  ],
  method: "POST",
  path: "/api/Corporate/CIB/v1/ValidateLinkedAccount",
  headers: {},
  seal: "rsa",
  request: Schema.Struct({ ...callerFields, accountNumber: AccountNumber }).pipe(
    Schema.encodeKeys({ ...callerNames, accountNumber: "ACCOUNTNO" })
  ),
  response: Schema.Record(Schema.String, Schema.Unknown),
  samples: { request: { ...sampleCaller, ACCOUNTNO: "000000000009" }, response: {} },
  codes: manageCodes,
  source: { doc: ["facts/composite-and-cib.json cib.validateLinkedAccount"], trust: "public" }
})
