// file: examples/read-a-declaration.ts
import { impsPay } from "@hundi/catalog/composite"
import * as Schema from "effect/Schema"

// One payment in Hundi's words: paise, an instant, a date in India.
const payment = {
  reference: "T012AY00000000A",
  amountPaise: 10_050n,
  beneficiary: { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" },
  remark: "rent",
  reservedAt: Date.parse("2026-11-20T11:30:00+05:30"),
  businessDate: "2026-11-20"
}
const partner = { bcId: "IBCTST00000", passCode: "from-the-bank", senderName: "TEST SENDER", mobile: "9999900000", retailerCode: "rcode" }

// The same payment in the bank's words.
const body = Schema.encodeSync(impsPay.request)(impsPay.order(payment, partner))
console.log(impsPay.method, impsPay.path, impsPay.headers) // POST /api/v1/composite-payment { 'x-priority': '0100' }
console.log(body.amount, body.localTxnDtTime, body.paymentRef) // 100.50 20261120113000 T012AY00000000A rent

// And a reply, read as evidence about the payment.
const reply = Schema.decodeSync(impsPay.response)({ success: true, ActCode: "0", BankRRN: "600000000001" })
console.log(impsPay.evidence(reply).code, impsPay.evidence(reply).rrn) // 0 600000000001
