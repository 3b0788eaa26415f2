import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { AccountNumber, Ifsc } from "../schema/fields.ts"
import { driftingReply, errorFields, errorNames, text } from "./drifting-reply.ts"

const Request = Schema.Struct({
  corpId: Schema.String,
  userId: Schema.String,
  aggrId: Schema.String,
  urn: Schema.String,
  name: Schema.String,
  nickname: Schema.String,
  accountNumber: AccountNumber,
  kind: Schema.Literals(["O", "W"]),
  ifsc: Ifsc
}).pipe(
  Schema.encodeKeys({
    corpId: "CrpId", userId: "CrpUsr", aggrId: "AGGR_ID", urn: "URN", name: "BnfName", nickname: "BnfNickName", accountNumber: "BnfAccNo",
    kind: "PayeeType", ifsc: "IFSC"
  })
)

const Response = driftingReply(
  { response: text, message: text, beneficiaryId: text, ...errorFields },
  { response: ["Response"], message: ["Message"], beneficiaryId: ["BNF_ID"], ...errorNames }
)

/** Registers a beneficiary: `kind` O in another bank, W within the bank (IFSC ICIC0000011). The nickname is unique in the corporate. */
export const beneAddition = read({
  id: "cib.beneAddition",
  repeat: "never",
  family: "cib",
  portalPaths: [
    "Corporate API Suite / Account Services / Beneficiary Management / Beneficiary Registration",
    "Business Banking / Non Transactional API (CIB) / Bene Registration"
  ],
  method: "POST",
  path: "/api/Corporate/CIB/v1/BeneAddition",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: Response,
  samples: {
    request: {
      CrpId: "TESTCORP", CrpUsr: "USER1", AGGR_ID: "AGGR0000", URN: "URN0000001", BnfName: "TEST BENE", BnfNickName: "TESTBENE1",
      BnfAccNo: "000000000001", PayeeType: "O", IFSC: "TEST0000001"
    },
    response: { Response: "SUCCESS", Message: "beneficiary added", BNF_ID: "B0001" }
  },
  codes: { family: "beneficiary", call: "manage" },
  source: { doc: ["facts/composite-and-cib.json cib.beneAddition"], trust: "public" }
})
