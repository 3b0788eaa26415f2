import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { Rupees } from "../schema/rupees.ts"
import { Flag, MerchantReference, payerAccount, payerAccountNames, reply, replyNames, TerminalId, text } from "./merchant-fields.ts"
import { v0Headers } from "./v0-headers.ts"
import { spelled } from "./spelling.ts"

const Request = Schema.Struct({
  amountPaise: Rupees,
  billNumber: Schema.String,
  merchantId: Schema.String,
  terminalId: TerminalId,
  reference: MerchantReference,
  validatePayerAccFlag: Schema.optionalKey(Flag),
  ...payerAccount,
  signedIntentFlag: Schema.optionalKey(Flag),
  validityStartDateTime: Schema.optionalKey(Schema.String),
  validityEndDateTime: Schema.optionalKey(Schema.String),
  update: Schema.optionalKey(Schema.String),
  refId: Schema.optionalKey(Schema.String)
}).pipe(Schema.encodeKeys({ ...payerAccountNames, amountPaise: "amount", reference: "merchantTranId" }))

/**
 * A reference for a QR code or an intent link: `refId` goes into `tr` of
 * `upi://pay?pa=<address>&pn=<name>&tr=<refId>&am=<amount>&cu=INR&mc=<terminalId>`. Whether somebody paid comes by callback, or from
 * `upi.txnstatus`.
 */
export const qr = read({
  id: "upi.qr3",
  repeat: "never",
  family: "upi",
  portalPaths: [
    "Payments / Eazypay / QR Code",
    "Business Banking / Collections / UPI Collection / QR Code",
    "Corporate API Suite / Collections / EazyPay / QR Code"
  ],
  method: "POST",
  path: "/api/MerchantAPI/UPI/v0/QR3/{merchantId}",
  headers: v0Headers,
  seal: "rsa",
  request: Request,
  response: spelled({ ...reply, refId: text, amount: text }, { ...replyNames, refId: "refId", amount: "Amount" }),
  samples: {
    request: { amount: "5.00", billNumber: "BILL0001", merchantId: "999001", terminalId: "5411", merchantTranId: "TESTQR0000000001" },
    response: {
      merchantId: "999001",
      terminalId: "5411",
      merchantTranId: "TESTQR0000000001",
      response: "0",
      success: "true",
      message: "Transaction Successful",
      refId: "EZV0000000000000001"
    }
  },
  codes: { family: "merchant-upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json upi.qr3"], trust: "public" }
})
