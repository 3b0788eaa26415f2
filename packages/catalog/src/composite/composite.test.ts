import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { composite } from "./index.ts"

const partner = { bcId: "IBCTST00000", passCode: "<secret>", senderName: "TEST SENDER", mobile: "9999900000", retailerCode: "rcode" }
const facts = {
  reference: "T1AAA0000000001",
  amountPaise: 100n,
  beneficiary: { name: "TEST BENE", accountNumber: "000000000001", ifsc: "TEST0000001" },
  remark: "rent",
  reservedAt: Date.UTC(2030, 0, 1, 4, 45, 0),
  businessDate: "2030-01-01"
}

describe("composite IMPS declarations", () => {
  it("encode the bank's names, rupees and IST stamps from one payment", () => {
    expect(Schema.encodeSync(composite.pay.request)(composite.pay.order(facts, partner))).toEqual(composite.pay.samples.request)
  })

  it("cut paymentRef at 50 characters and keep our reference first", () => {
    const wire = Schema.encodeSync(composite.pay.request)(composite.pay.order({ ...facts, remark: "x".repeat(80) }, partner))
    expect(wire.paymentRef).toHaveLength(50)
    expect(wire.paymentRef.startsWith(facts.reference)).toBe(true)
  })

  it("ask by MM/DD/YYYY", () => {
    const wire = Schema.encodeSync(composite.status.request)(
      composite.status.ask({ reference: facts.reference, date: "2030-01-31" }, partner)
    )
    expect(wire).toEqual(composite.status.samples.request)
  })

  it.each([composite.pay, composite.status, composite.recon360])("$id decodes its sample and encodes it back", (declaration) => {
    const codec = declaration.response as Schema.Codec<unknown, unknown>
    const decoded = Schema.decodeUnknownSync(codec)(declaration.samples.response)
    expect(Schema.encodeSync(codec)(decoded)).toEqual(declaration.samples.response)
  })

  it("read status fields inside ImpsResponse and at the top alike", () => {
    const inside = Schema.decodeUnknownSync(composite.status.response)(composite.status.samples.response)
    const top = Schema.decodeUnknownSync(composite.status.response)(composite.status.samples.response["ImpsResponse"])
    expect(composite.status.evidence(top)).toEqual(composite.status.evidence(inside))
    expect(composite.status.evidence(top)).toMatchObject({
      code: "0",
      amountPaise: 100n,
      accountNumber: "000000000001",
      rrn: "000000000001"
    })
  })

  it("never read the enquiry's own code as the payment's (L9)", () => {
    const reply = Schema.decodeUnknownSync(composite.status.response)({ CheckStatusCode: "0", Response: "enquiry done" })
    expect(composite.status.evidence(reply).code).toBeUndefined()
  })

  it.each([
    ["Credit Confirmation Received", "success"],
    ["Failed", "rejected"],
    ["Returned received", "returned"],
    ["Deemed approved", "unknown"],
    ["Something new", "unknown"]
  ])("Recon360 «%s» means %s", (value, finding) => {
    const reply = Schema.decodeUnknownSync(composite.recon360.response)({
      "recon-api-response": { parameters: { index: { parameter: [{ name: "CurrentTransactionStatus", value }] } } }
    })
    expect(composite.recon360.evidence(reply).finding).toBe(finding)
  })

  it("an amount that is not rupees becomes a mismatch, not an absence", () => {
    const reply = Schema.decodeUnknownSync(composite.status.response)({ ActCode: 0, Amount: "1,000.00" })
    expect(composite.status.evidence(reply)).toMatchObject({ code: "0", amountPaise: -1n })
  })

  it("refuse a bad IFSC with the rule", () => {
    const result = Schema.decodeUnknownResult(composite.pay.request)({ ...composite.pay.samples.request, beneIFSC: "HDFC1" })
    expect(Result.isFailure(result) && String(result.failure)).toMatch(/IFSC/)
  })
})
