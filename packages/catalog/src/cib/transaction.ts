import * as Schema from "effect/Schema"
import { LeiDetails, leiOf } from "../composite/lei.ts"
import { neftIncremental } from "../composite/neft-incremental.ts"
import { transferEvidence, TransferReply } from "../composite/transfer-reply.ts"
import { detailed } from "../declaration.ts"
import { neftLadder } from "../ladder.ts"
import { amountFits, orderFields, orderNames, orderOf, payeeFields, payeeNames, sampleOrder } from "./transaction-fields.ts"
import { transactionInquiry } from "./transaction-inquiry.ts"

const Request = Schema.Struct({ ...orderFields, ...payeeFields }).check(amountFits).pipe(
  Schema.encodeKeys({ ...orderNames, ...payeeNames })
)

/**
 * A payment over corporate banking without an OTP. `kind` is the rail: RGS NEFT, RTG RTGS, IFS IMPS, and inside the bank TPA, OWN, VAP.
 * SUCCESS proves the debit; inside the bank, where the reply has a host reference of 9 digits, the credit too. With `approval: "Y"` it
 * waits for an approver, without a debit and without a clock.
 *
 * @example
 * transaction.order(payment, { ...partner, corporate }) // NEFT, or TPA for an account inside the bank
 */
export const transaction = detailed({
  id: "cib.transaction",
  family: "cib",
  portalPaths: [
    "Corporate API Suite / Payments / CIB Payments / Transaction Initiation",
    "Business Banking / Payments / CIB Payments (Multi modes Multi debits) / Transaction Management / Transaction"
  ],
  method: "POST",
  path: "/api/Corporate/CIB/v1/Transaction",
  headers: {},
  seal: "rsa",
  request: Request,
  response: TransferReply,
  samples: {
    request: sampleOrder,
    response: {
      REQID: "100003", STATUS: "SUCCESS", UNIQUEID: "T1AAA0000000008", UTRNUMBER: "000000001", RESPONSE: "SUCCESS", URN: "URN0000001"
    }
  },
  codes: { family: "cib", call: "pay" },
  source: { doc: ["facts/composite-and-cib.json cib.transaction"], trust: "public" },
  rail: "neft",
  successMeans: "accepted",
  order: (facts, partner) => ({ ...orderOf(facts, partner), ...leiOf(facts) }),
  evidence: (reply) => transferEvidence(reply, "pay"),
  enquiry: { status: transactionInquiry, credit: neftIncremental },
  ladder: neftLadder,
  details: LeiDetails
})
