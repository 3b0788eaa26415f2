import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { Rupees } from "../schema/rupees.ts"
import { Flag, merchant, payerAccount, payerAccountNames, reply, replyNames, text } from "../upi/merchant-fields.ts"
import { spelled } from "../upi/spelling.ts"

const Request = Schema.Struct({
  amountPaise: Rupees,
  billNumber: Schema.String,
  ...merchant,
  // In the document's sample, not in the bank's SDK.
  subMerchantId: Schema.optionalKey(Schema.String),
  validatePayerAccFlag: Schema.optionalKey(Flag),
  ...payerAccount,
  signedIntentFlag: Schema.optionalKey(Flag),
  update: Schema.optionalKey(Schema.String),
  refId: Schema.optionalKey(Schema.String),
  validityStartDateTime: Schema.optionalKey(Schema.String),
  validityEndDateTime: Schema.optionalKey(Schema.String)
}).pipe(Schema.encodeKeys({ ...payerAccountNames, amountPaise: "amount", reference: "merchantTranId" }))

/** A reference for a QR code or an intent link, as `upi.qr3`. */
export const upi2Qr = read({
  id: "upi2.qr",
  repeat: "never",
  family: "upi2",
  portalPaths: [],
  method: "POST",
  path: "/api/MerchantAPI/UPI2/v1/QR",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: spelled(
    { ...reply, status: text, originalRrn: text, refId: text },
    { ...replyNames, status: "status", originalRrn: "originalBankRRN", refId: "refId" }
  ),
  samples: {
    request: {
      amount: "5.00",
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      merchantTranId: "TESTQR0000000002",
      billNumber: "BILL0001",
      signedIntentFlag: "Y"
    },
    response: {
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      merchantTranId: "TESTQR0000000002",
      response: "0",
      success: "true",
      message: "Transaction Successful",
      refId: "EZV0000000000000002"
    }
  },
  codes: { family: "merchant-upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json upi2.qr"], trust: "public" }
})
