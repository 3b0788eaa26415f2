import * as Schema from "effect/Schema"
import { money } from "../declaration.ts"
import { upiLadder } from "../ladder.ts"
import { appEvidence, AppReply, appSample } from "../upi/app-fields.ts"

/**
 * Pays to a UPI address, in the open sandbox. The one published body for this path is that of another call, so none is declared: core
 * cannot order a payment with it, and whoever brings a body of his own pays at his own risk. To pay, use `composite.upi.pay`.
 */
export const payToAddress = money({
  id: "upi2c.pay_to_va",
  family: "upi2c",
  portalPaths: [
    "Payments / UPI 2.0 / Pay To VPA / Pay To Virtual Address",
    "Corporate API Suite / Payments / UPI 2.0 / Pay to VPA / Pay to virtual address"
  ],
  method: "POST",
  path: "/api/v0/upi2/PayToVirtualAddress",
  headers: {},
  seal: "plain",
  request: Schema.Record(Schema.String, Schema.Unknown),
  response: AppReply,
  samples: {
    request: {},
    response: {
      success: "true",
      response: "0",
      message: "Transaction Successful",
      BankRRN: "000000000006",
      UpiTranlogId: "1",
      UserProfile: "10",
      SeqNo: appSample["seq-no"],
      MobileAppData: "SUCCESS"
    }
  },
  codes: { family: "upi", call: "pay" },
  source: { doc: ["facts/upi-collections-and-others.json upi2c.pay_to_va"], trust: "listed" },
  rail: "upi",
  successMeans: "settled",
  order: () => {
    throw new RangeError("upi2c.pay_to_va: the body is not public; pay with composite.upi.pay")
  },
  evidence: appEvidence,
  enquiry: "none",
  ladder: upiLadder,
  needs: "a body that is not public"
})
