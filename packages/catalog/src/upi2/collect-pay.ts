import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { Rupees } from "../schema/rupees.ts"
import { CollectBody, collectSample } from "../upi/collect-pay.ts"
import { reply, replyNames, text } from "../upi/merchant-fields.ts"
import { spelled } from "../upi/spelling.ts"

/** An oddity of the bank's SDK: the whole collect body stands under the key merchantId, beside the amount. */
const Request = Schema.Struct({ amountPaise: Rupees, collect: CollectBody }).pipe(
  Schema.encodeKeys({ amountPaise: "amount", collect: "merchantId" })
)

/** Asks a customer to pay, as `upi.collectpay`. */
export const upi2CollectPay = read({
  id: "upi2.collectpay",
  repeat: "never",
  family: "upi2",
  portalPaths: [],
  method: "POST",
  path: "/api/MerchantAPI/UPI2/v1/CollectPay",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: spelled(
    { ...reply, status: text, originalRrn: text, rrn: text },
    { ...replyNames, status: "status", originalRrn: "originalBankRRN", rrn: "bankRRN" }
  ),
  samples: {
    request: { amount: "5.00", merchantId: collectSample },
    response: {
      response: "92",
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      success: "true",
      message: "Transaction initiated",
      merchantTranId: "TESTCP0000000001",
      bankRRN: "000000000001"
    }
  },
  codes: { family: "merchant-upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json upi2.collectpay"], trust: "public" }
})
