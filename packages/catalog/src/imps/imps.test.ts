import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { imps } from "./index.ts"

const partner = { bcId: "IBCTST00000", passCode: "<secret>", senderName: "TEST SENDER", mobile: "9999900000", retailerCode: "rcode" }
const facts = {
  reference: "T1AAA0000000006", amountPaise: 100n, beneficiary: { name: "TEST BENE", accountNumber: "000000000001", ifsc: "TEST0000001" },
  remark: "rent", reservedAt: Date.UTC(2030, 0, 31, 4, 45), businessDate: "2030-01-31"
}
const readPay = (body: object) => imps.pay.evidence(Schema.decodeUnknownSync(imps.pay.response)(body))

describe("IMPS before Composite Pay", () => {
  it.each(Object.values(imps))("$id decodes both its samples and encodes them back", ({ request, response, samples }) => {
    for (const [codec, sample] of [[request, samples.request], [response, samples.response]] as const) {
      const plain = codec as Schema.Codec<unknown, unknown>
      expect(Schema.encodeSync(plain)(Schema.decodeUnknownSync(plain)(sample))).toEqual(sample)
    }
  })

  it("puts the bank's names to one payment, and to the question about it", () => {
    expect(Schema.encodeSync(imps.pay.request)(imps.pay.order(facts, partner))).toEqual(imps.pay.samples.request)
    const question = imps.status.ask({ reference: facts.reference, date: "2030-01-31" }, partner)
    expect(Schema.encodeSync(imps.status.request)(question)).toEqual(imps.status.samples.request)
  })

  it("reads the payment's own code, and nothing into an empty answer", () => {
    expect(readPay(imps.pay.samples.response)).toMatchObject({ code: "0", rrn: "000000000001", reference: "T1AAA0000000006" })
    expect(readPay({ ImpsResponse: { ActCode: 11, TranRefNo: 6 } })).toMatchObject({ code: "11", reference: "6" })
    expect(readPay({}).code).toBeUndefined()
    expect(imps.status.evidence(Schema.decodeUnknownSync(imps.status.response)(imps.status.samples.response)).code).toBe("0")
  })
})
