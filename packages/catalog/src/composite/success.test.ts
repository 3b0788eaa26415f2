import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { fallbackPay, impsPay, neftPay, rtgsPay, upiPay } from "./all.ts"

it("L5: success is the credit over IMPS and UPI, and the debit alone over NEFT, RTGS and several rails", () => {
  expect([impsPay, upiPay].map(({ successMeans }) => successMeans)).toEqual(["settled", "settled"])
  expect([neftPay, rtgsPay, fallbackPay].map(({ successMeans }) => successMeans)).toEqual(["accepted", "accepted", "accepted"])
})

it("L9: a reply names the payment that it is about, over each rail", () => {
  const imps = impsPay.evidence(Schema.decodeUnknownSync(impsPay.response)({ ActCode: "0", TransRefNo: "R1" }))
  const upi = upiPay.evidence(Schema.decodeUnknownSync(upiPay.response)({ response: "0", SeqNo: "R1" }))
  const neft = neftPay.evidence(Schema.decodeUnknownSync(neftPay.response)({ STATUS: "SUCCESS", UNIQUEID: "R1" }))
  const rtgs = rtgsPay.evidence(Schema.decodeUnknownSync(rtgsPay.response)({ STATUS: "SUCCESS", UNIQUEID: "R1" }))
  expect([imps, upi, neft, rtgs].map(({ reference }) => reference)).toEqual(["R1", "R1", "R1", "R1"])
})
