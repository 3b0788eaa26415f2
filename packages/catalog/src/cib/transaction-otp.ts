import * as Schema from "effect/Schema"
import { neftIncremental } from "../composite/neft-incremental.ts"
import { transferEvidence, TransferReply } from "../composite/transfer-reply.ts"
import { money } from "../declaration.ts"
import { neftLadder } from "../ladder.ts"
import {
  amountFits, orderFields, orderNames, otpFields, otpNames, payeeFields, payeeNames, refuseOrder, sampleOrder
} from "./transaction-fields.ts"
import { transactionInquiry } from "./transaction-inquiry.ts"

const Request = Schema.Struct({ ...orderFields, ...payeeFields, ...otpFields }).check(amountFits).pipe(
  Schema.encodeKeys({ ...orderNames, ...payeeNames, ...otpNames })
)

/** A payment with the one-time password of `createOtp`. The reply in public samples has no UTRNUMBER: then the enquiry tells. */
export const transactionOtp = money({
  id: "cib.transactionOtp",
  family: "cib",
  portalPaths: ["Corporate API Suite / Payments / CIB Payments / Transaction Initiation"],
  method: "POST",
  path: "/api/Corporate/CIB/v1/TransactionOTP",
  headers: {},
  seal: "rsa",
  request: Request,
  response: TransferReply,
  samples: {
    request: { ...sampleOrder, CUSTOMERINDUCED: "Y", OTP: "000000" },
    response: { REQID: "100004", STATUS: "SUCCESS", UNIQUEID: "T1AAA0000000008", RESPONSE: "SUCCESS", URN: "URN0000001" }
  },
  codes: { family: "cib", call: "pay" },
  source: { doc: ["facts/composite-and-cib.json cib.transactionOtp"], trust: "public" },
  rail: "neft",
  successMeans: "accepted",
  order: refuseOrder("the one-time password that the bank sent for this reference"),
  evidence: (reply) => transferEvidence(reply, "pay"),
  enquiry: { status: transactionInquiry, credit: neftIncremental },
  ladder: neftLadder,
  needs: "the one-time password that the bank sent for this reference"
})
