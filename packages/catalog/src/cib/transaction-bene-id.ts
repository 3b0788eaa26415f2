import * as Schema from "effect/Schema"
import { neftIncremental } from "../composite/neft-incremental.ts"
import { transferEvidence, TransferReply } from "../composite/transfer-reply.ts"
import { money } from "../declaration.ts"
import { neftLadder } from "../ladder.ts"
import { orderFields, orderNames, otpFields, otpNames, refuseOrder, sampleOrder } from "./transaction-fields.ts"
import { transactionInquiry } from "./transaction-inquiry.ts"

const { beneficiaryLei: _lei, ...fields } = orderFields
const { beneficiaryLei: _name, ...names } = orderNames
const { CREDITACC: _account, IFSC: _ifsc, ...sample } = sampleOrder

const Request = Schema.Struct({ ...fields, beneficiaryId: Schema.String, ...otpFields }).pipe(
  Schema.encodeKeys({ ...names, beneficiaryId: "BNF_ID", ...otpNames })
)

/**
 * A payment to a beneficiary by the number that `beneAddition` gave it. One source has its fields, none its path and its reply: `path` is
 * empty, the caller brings his own; the reply is read like any other of CIB.
 */
export const transactionBeneId = money({
  id: "cib.transaction.beneId",
  family: "cib",
  portalPaths: ["Corporate API Suite / Payments / CIB Payments / Transaction Initiation"],
  method: "POST",
  path: "",
  headers: {},
  seal: "rsa",
  request: Request,
  response: TransferReply,
  samples: { request: { ...sample, UNIQUEID: "T1AAA000000000A", BNF_ID: "B0001", CUSTOMERINDUCED: "Y", OTP: "000000" }, response: {} },
  codes: { family: "cib", call: "pay" },
  source: { doc: ["facts/composite-and-cib.json cib.transaction.beneId"], trust: "public" },
  rail: "neft",
  successMeans: "accepted",
  order: refuseOrder("the bank's number of the beneficiary (BNF_ID) and a one-time password"),
  evidence: (reply) => transferEvidence(reply, "pay"),
  enquiry: { status: transactionInquiry, credit: neftIncremental },
  ladder: neftLadder,
  needs: "the bank's number of the beneficiary and a one-time password"
})
