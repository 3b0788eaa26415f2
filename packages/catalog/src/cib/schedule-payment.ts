import * as Schema from "effect/Schema"
import { neftIncremental } from "../composite/neft-incremental.ts"
import { transferEvidence, TransferReply } from "../composite/transfer-reply.ts"
import { money } from "../declaration.ts"
import { neftLadder } from "../ladder.ts"
import {
  amountFits, orderFields, orderNames, otpFields, otpNames, payeeFields, payeeNames, refuseOrder, sampleOrder
} from "./transaction-fields.ts"
import { transactionInquiry } from "./transaction-inquiry.ts"

const Request = Schema.Struct({
  ...orderFields,
  ...payeeFields,
  ...otpFields,
  paymentDate: Schema.String.check(Schema.isMaxLength(20))
}).check(amountFits).pipe(Schema.encodeKeys({ ...orderNames, ...payeeNames, ...otpNames, paymentDate: "PAYMENT_DATE" }))

/**
 * A payment on a later day. Its fields come from one source, which names neither the path nor the form of the date: `path` is empty, and
 * `paymentDate` goes out as it is given (the sample's form, DD-MM-YYYY, is made up). It is not in the portal.
 */
export const schedulePayment = money({
  id: "cib.schedulePayment",
  family: "cib",
  portalPaths: [],
  method: "POST",
  path: "",
  headers: {},
  seal: "rsa",
  request: Request,
  response: TransferReply,
  samples: { request: { ...sampleOrder, PAYMENT_DATE: "31-01-2030", CUSTOMERINDUCED: "Y", OTP: "000000" }, response: {} },
  codes: { family: "cib", call: "pay" },
  source: { doc: ["facts/composite-and-cib.json cib.schedulePayment"], trust: "public" },
  rail: "neft",
  successMeans: "accepted",
  order: refuseOrder("a date and a one-time password"),
  evidence: (reply) => transferEvidence(reply, "pay"),
  enquiry: { status: transactionInquiry, credit: neftIncremental },
  ladder: neftLadder,
  needs: "a date and a one-time password"
})
