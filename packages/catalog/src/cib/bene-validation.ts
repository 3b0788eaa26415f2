import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { AccountNumber } from "../schema/fields.ts"
import { driftingReply, errorFields, errorNames, text } from "./drifting-reply.ts"

const Request = Schema.Struct({ corpId: Schema.String, userId: Schema.String, accountNumber: AccountNumber }).pipe(
  Schema.encodeKeys({ corpId: "CrpId", userId: "CrpUsr", accountNumber: "BnfAccNo" })
)

const Response = driftingReply(
  { response: text, message: text, beneficiaryId: text, ...errorFields },
  { response: ["Response"], message: ["Message"], beneficiaryId: ["BNF_ID"], ...errorNames }
)

/** Is this account a registered beneficiary, and under which number? 999039 = it is not. No source has the path: it is empty here. */
export const beneValidation = read({
  id: "cib.beneValidation",
  repeat: "when-lost",
  family: "cib",
  portalPaths: [
    "Corporate API Suite / Account Services / Beneficiary Management / Beneficiary Validation",
    "Business Banking / Non Transactional API (CIB) / Bene Validation"
  ],
  method: "POST",
  path: "",
  headers: {},
  seal: "rsa",
  request: Request,
  response: Response,
  samples: {
    request: { CrpId: "TESTCORP", CrpUsr: "USER1", BnfAccNo: "000000000001" },
    response: { Response: "Success", BNF_ID: "B0001" }
  },
  codes: { family: "beneficiary", call: "manage" },
  source: { doc: ["facts/composite-and-cib.json cib.beneValidation"], trust: "public" }
})
