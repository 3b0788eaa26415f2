// file: examples/refund.ts
import { upi } from "@hundi/catalog/upi"
import * as Schema from "effect/Schema"

// What `bank.upi.refund({ payoutId, amountPaise, beneficiary, details })` is about, checked before anything is written down.
const check = Schema.decodeUnknownSync(upi.refund.details)
console.log(check({ original: { rrn: "600000000001", reference: "SHOP0001", isInstant: true } }).original.rrn) // 600000000001
console.log(upi.refund.purpose, upi.refund.enquiry === "none") // refund false
