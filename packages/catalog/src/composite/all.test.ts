import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { neftLadder, rtgsLadder, upiLadder } from "../ladder.ts"
import * as all from "./all.ts"
import { composite } from "./index.ts"

const partner = {
  bcId: "IBCTST00000", passCode: "<secret>", senderName: "TEST SENDER", mobile: "9999900000", retailerCode: "rcode",
  corporate: {
    corpId: "TESTCORP", userId: "USER1", urn: "URN0000001", aggrId: "AGGR0000", aggrName: "TESTAGGR", debitAccount: "000000000009"
  },
  upi: {
    deviceId: "000000000000000000000000", profileId: "1000001", channelCode: "MICICI", accountProvider: "74",
    payerAddress: "payer.test@icici", mcc: "6012"
  }
}
const { corporate: _, upi: __, ...bare } = partner
const factsOf = (reference: string, amountPaise: bigint) => ({
  reference,
  amountPaise,
  beneficiary: { name: "TEST BENE", accountNumber: "000000000001", ifsc: "TEST0000001", vpa: "payee.test@icici" },
  remark: "rent",
  reservedAt: Date.UTC(2030, 0, 1, 4, 45, 0),
  businessDate: "2030-01-01"
})
const inside = { ...factsOf("T1AAA0000000002", 1000n), beneficiary: { name: "A", accountNumber: "000000000001", ifsc: "ICIC0001234" } }

describe("composite declarations of all rails", () => {
  it.each(Object.values(all))("$id decodes both its samples and encodes them back", ({ request, response, samples }) => {
    for (const [codec, sample] of [[request, samples.request], [response, samples.response]] as const) {
      const plain = codec as Schema.Codec<unknown, unknown>
      const back = Schema.encodeSync(plain)(Schema.decodeUnknownSync(plain)(sample)) as Record<string, unknown>
      // RTGS prints UTR where the others print UTRNUMBER: both are read, one is written.
      const { UTR, ...rest } = sample as Record<string, unknown>
      expect(back).toEqual(UTR === undefined ? sample : { ...rest, UTRNUMBER: UTR })
    }
  })

  it("have ids and places of their own, and are frozen", () => {
    const ids = Object.values(all).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(Object.values(all).every((one) => Object.isFrozen(one) && one.portalPaths.length > 0)).toBe(true)
  })

  it("leave the family object for createBank to IMPS", () => {
    expect(Object.values(composite).filter(({ moves }) => moves === "money")).toEqual([all.impsPay])
  })

  it("encode the bank's names from one payment", () => {
    const { neftPay, rtgsPay, upiPay, fallbackPay } = all
    expect(Schema.encodeSync(neftPay.request)(neftPay.order(factsOf("T1AAA0000000002", 1000n), partner))).toEqual(neftPay.samples.request)
    expect(Schema.encodeSync(rtgsPay.request)(rtgsPay.order(factsOf("T1AAA0000000003", 20_000_000n), partner))).toEqual(rtgsPay.samples.request)
    expect(Schema.encodeSync(upiPay.request)(upiPay.order(factsOf("T1AAA0000000004", 100n), partner))).toEqual(upiPay.samples.request)
    expect(Schema.encodeSync(fallbackPay.request)(fallbackPay.order(factsOf("T1AAA0000000005", 100n), partner))).toEqual(fallbackPay.samples.request)
  })

  it("pay an account inside the bank as a transfer inside it", () => {
    expect(all.neftPay.order(inside, partner)).toMatchObject({ kind: "TPA", ifsc: "ICIC0000011" })
    expect(all.rtgsPay.order(inside, partner)).toMatchObject({ kind: "TPA", ifsc: "ICIC0000011" })
  })

  it("refuse an RTGS payment under 2 lakh, before it is sent", () => {
    const { request, order } = all.rtgsPay
    const result = Schema.encodeUnknownResult(request)(order(factsOf("T1AAA0000000003", 19_999_999n), partner))
    expect(Result.isFailure(result) && String(result.failure)).toMatch(/2 lakh/)
  })

  it("say what is missing in the partner or the payment", () => {
    expect(() => all.neftPay.order(inside, bare)).toThrow(/corporate/)
    expect(() => all.neftStatus.ask({ reference: "T1AAA0000000002", date: "2030-01-31" }, bare)).toThrow(/corporate/)
    expect(() => all.upiPay.order(factsOf("T1AAA0000000004", 100n), bare)).toThrow(/UPI facts/)
    expect(() => all.upiPay.order(inside, partner)).toThrow(/vpa/)
    expect(() => all.neftIncremental.ask({ reference: "T1AAA0000000002", date: "2030-01-31" }, partner)).toThrow(/UTR/)
  })

  it("put their questions", () => {
    const facts = { reference: "T1AAA0000000004", date: "2030-01-31" }
    const { upiStatus, upiRecon360, neftStatus, neftIncremental } = all
    expect(Schema.encodeSync(upiStatus.request)(upiStatus.ask(facts, partner))).toEqual(upiStatus.samples.request)
    expect(Schema.encodeSync(upiRecon360.request)(upiRecon360.ask(facts, partner))).toEqual(upiRecon360.samples.request)
    expect(upiStatus.ask({ ...facts, enquiryReference: "Q2" }, partner).enquiryReference).toBe("Q2")
    expect(Schema.encodeSync(neftStatus.request)(neftStatus.ask({ ...facts, reference: "T1AAA0000000002" }, partner)))
      .toEqual(neftStatus.samples.request)
    expect(neftIncremental.ask({ ...facts, utr: "TESTN00000000001" }, partner)).toMatchObject({ utr: "TESTN00000000001" })
  })
})

const readTransfer = (body: object) => all.neftPay.evidence(Schema.decodeUnknownSync(all.neftPay.response)(body))

describe("a reply of NEFT or RTGS", () => {
  it.each([
    [{ STATUS: "SUCCESS", RESPONSE: "SUCCESS", UTRNUMBER: "U1" }, "success"],
    [{ STATUS: "SUCCESS", RESPONSE: "SUCCESS", UTR: "U1" }, "success"],
    [{ STATUS: "success", Response: "Success", "UTR NUMBER": "U1" }, "success"],
    [{ STATUS: "SUCCESS", RESPONSE: "SUCCESS" }, "unknown"],
    [{ STATUS: "SUCCESS", RESPONSE: "FAILURE", UTRNUMBER: "U1" }, "unknown"],
    [{ STATUS: "FAILURE", Response: "FAILURE" }, "technical"],
    [{ STATUS: "FAILURE", Response: "FAILURE", ErrorCode: "100030" }, "technical"],
    [{ STATUS: "FAILURE", Response: "FAILURE", ErrorCode: "999936" }, "unknown"],
    [{ STATUS: "FAILURE", Response: "FAILURE", ErrorCode: "103064" }, "unknown"],
    [{ STATUS: "FAILURE", Response: "FAILURE", ErrorCode: "a new code" }, "unknown"],
    [{ STATUS: "FAILURE", UTRNUMBER: "U1" }, "unknown"],
    [{ STATUS: "PENDING", RESPONSE: "SUCCESS" }, "pending"],
    [{ STATUS: "PENDING", RESPONSE: "FAILURE" }, "unknown"],
    [{ STATUS: "PENDING FOR APPROVAL", RESPONSE: "SUCCESS" }, "pending"],
    [{ STATUS: "DUPLICATE" }, "unknown"],
    [{ STATUS: "UNKNOWN" }, "unknown"], [{ STATUS: "ERROR" }, "unknown"], [{ STATUS: "FAILED" }, "unknown"], [{ STATUS: "NEW" }, "unknown"],
    [{ UTRNUMBER: "U1" }, undefined],
    [{ success: false, errorCode: 997, description: "down" }, undefined]
  ])("%j means %s", (body, finding) => {
    expect(readTransfer(body).finding).toBe(finding)
    expect(readTransfer(body).code).toBeUndefined()
  })

  it("carries UTR, reference and the gateway's code", () => {
    expect(readTransfer({ STATUS: "SUCCESS", UTR: "U1", UNIQUEID: "R1" })).toMatchObject({ rrn: "U1", reference: "R1" })
    expect(readTransfer({ errorCode: 997, description: "down" })).toMatchObject({ gatewayCode: "997", message: "down" })
  })
})

describe("other replies", () => {
  it("of UPI: the original code is the payment's, the outer one never", () => {
    const readStatus = (body: object) => all.upiStatus.evidence(Schema.decodeUnknownSync(all.upiStatus.response)(body))
    expect(readStatus({ success: true, response: "0", MobileAppData: { "original-txn-response-code": "92" } }).code).toBe("92")
    expect(readStatus({ success: true, response: "0" })).toMatchObject({ code: undefined, finding: "unknown" })
    expect(readStatus({ success: true, response: "0", MobileAppData: "SUCCESS" })).toMatchObject({ code: undefined, finding: "unknown" })
    expect(readStatus({ success: false, response: "15" })).toMatchObject({ code: undefined, finding: "not-found" })
    const paid = all.upiPay.evidence(Schema.decodeUnknownSync(all.upiPay.response)({ success: "true", response: 92 }))
    expect(paid).toMatchObject({ code: "92", success: true })
  })

  it("of the credit leg: only SUCCESS with a date counts", () => {
    const readCredit = (body: object) => all.neftIncremental.evidence(Schema.decodeUnknownSync(all.neftIncremental.response)(body)).finding
    expect(readCredit(all.neftIncremental.samples.response)).toBe("success")
    expect(readCredit({ STATUS: "SUCCESS" })).toBe("unknown")
    expect(readCredit({ STATUS: "FAILURE" })).toBe("unknown")
  })

  it("of several rails: no refusal once NEFT has had its turn", () => {
    const readBoth = (body: Record<string, unknown>) => all.fallbackPay.evidence(body)
    expect(readBoth({ success: true, ActCode: "0", BankRRN: "1" })).toMatchObject({ code: "0" })
    expect(readBoth({ success: false, ActCode: "52" })).toMatchObject({ code: "52" })
    expect(readBoth({ success: false, ActCode: "20" })).toMatchObject({ code: undefined, finding: "unknown" })
    expect(readBoth({ STATUS: "FAILURE", Response: "FAILURE", ErrorCode: "100030" }).finding).toBe("unknown")
    expect(readBoth({ STATUS: "SUCCESS", RESPONSE: "SUCCESS", UTRNUMBER: "U1" }).finding).toBe("success")
    expect(readBoth({ success: false, errorCode: "997" })).toMatchObject({ gatewayCode: "997" })
    expect(all.fallbackPay.enquiry).toBe("none")
  })
})

describe("the ladders", () => {
  it("ask UPI at most three times within two hours, never before 90 s", () => {
    let atMs = upiLadder.firstAfterMs
    const asked = [atMs, ...upiLadder.gapsMs.map((gap) => (atMs += gap)), (atMs += upiLadder.thenEveryMs)]
    expect(asked[0]).toBeGreaterThanOrEqual(90_000)
    expect(asked.filter((ms) => ms <= 7_200_000)).toHaveLength(3)
  })

  it("ask the debit leg after 60 s and 15 min, the credit leg of NEFT from 30 min", () => {
    for (const ladder of [neftLadder, rtgsLadder]) expect([ladder.firstAfterMs, ladder.gapsMs[0]]).toEqual([60_000, 900_000])
    expect(neftLadder.credit?.firstAfterMs).toBe(1_800_000)
    expect([neftLadder.reviewAtBusinessDay, rtgsLadder.reviewAtBusinessDay]).toEqual([2, 1])
  })
})
