import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import type { AnyCodec, AnyDeclaration, AnyMoney, PartnerFacts, PaymentFacts } from "../declaration.ts"
import { erupi } from "../erupi/index.ts"
import * as declaredV1 from "../upi2/declared.ts"
import { upi2, upi2c } from "../upi2/index.ts"
import * as declaredV0 from "./declared.ts"
import { upi, upi1, upiCallback } from "./index.ts"
import { IstMinute, SlashDate } from "./merchant-fields.ts"

/** Those of the collected facts: others come from documents of their own. */
const all: readonly AnyDeclaration[] = [...Object.values(declaredV0), ...Object.values(declaredV1), ...Object.values(erupi)].filter(
  ({ source }) => source.doc[0]?.startsWith("facts/")
)
const plain = (codec: unknown) => codec as Schema.Codec<unknown, unknown>
const decode = (codec: unknown, value: unknown) => Schema.decodeUnknownSync(plain(codec))(value)

const partner: PartnerFacts = {
  bcId: "IBCTST00000", passCode: "<secret>", senderName: "TEST SENDER", mobile: "9999900000", retailerCode: "rcode",
  upi: { deviceId: "TESTDEVICE1", profileId: "1", channelCode: "TESTAPP", accountProvider: "74", payerAddress: "shop@icici", mcc: "5411" }
}
const merchant = {
  merchantId: "999001", subMerchantId: "999001", terminalId: "5411", merchantName: "Test Shop", subMerchantName: "Test Shop"
}
const shop = { ...partner, merchant }
const payment = (reference: string, amountPaise: bigint, remark: string): PaymentFacts => ({
  reference, amountPaise, remark, reservedAt: Date.UTC(2030, 0, 1), businessDate: "2030-01-01",
  beneficiary: { name: "TEST USER", accountNumber: "", ifsc: "", vpa: "sample.payer@icici" }
})

describe("the merchant UPI declarations", () => {
  it.each(all)("$id decodes both its samples and encodes them back", ({ request, response, samples }) => {
    for (const [codec, sample] of [[request, samples.request], [response, samples.response]] as const) {
      expect(Schema.encodeSync(plain(codec))(decode(codec, sample))).toEqual(sample)
    }
  })

  it("have ids of their own, are frozen, and name their family and their fact", () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    for (const one of all) {
      expect([one.id.split(".")[0], Object.isFrozen(one)]).toEqual([one.family, true])
      expect(one.source.doc[0]).toContain(one.id)
    }
    const families = { upi1, upi2, upi2c, erupi }
    for (const [name, family] of Object.entries(families)) {
      expect(new Set(Object.values(family as Record<string, AnyDeclaration>).map((one) => one.family))).toEqual(new Set([name]))
    }
  })

  it("have a path, but for those that no source shows", () => {
    const without = all.filter(({ path }) => path === "").map(({ id }) => id)
    expect(without.sort()).toEqual([
      "upi1.merchant_refund", "upi2c.change_primary_account", "upi2c.register_mobile", "upi2c.store_account_details", "upi2c.va_availability"
    ])
    for (const { path } of all) expect(path).toMatch(/^(\/api\/.+)?$/)
  })

  it("move money where somebody pays, and say whom to ask", () => {
    const money = all.filter((one): one is AnyMoney => one.moves === "money")
    const enquiries = money.map(({ id, enquiry }) => [id, enquiry === "none" ? "none" : enquiry.status.id])
    expect(Object.fromEntries(enquiries)).toEqual({
      "upi.refund": "upi.callbackstatus",
      "upi1.merchant_refund": "none",
      "upi2.refund": "none",
      "upi2.execute_mandate": "upi2.transaction_status",
      "upi2.delayed_settlements": "none",
      "upi2c.pay_to_va": "none",
      "erupi.redeem_voucher": "none"
    })
  })

  it("fit a refund by RSA alone into one block of a 4096-bit key", () => {
    expect(JSON.stringify(upi.refund.samples.request).length).toBeLessThanOrEqual(501)
    expect(JSON.stringify(upi.collect.samples.request).length).toBeLessThanOrEqual(501)
  })
})

describe("orders", () => {
  const original = { rrn: "000000000001", reference: "TESTCP0000000001", isInstant: true }
  const voucher = {
    uuid: "TESTUUID0001", umn: "00000000000000000000000000000000@upi", otp: "<secret>", mcc: "5411", releaseMoneyTo: "TEST",
    beneficiaryIdentifier: "TEST"
  }
  const mandate = { umn: voucher.umn, sequence: 3, retryCount: 0, billNumber: "BILL0001", purpose: "RECURRING" }

  const orders: readonly (readonly [AnyMoney, PaymentFacts & Readonly<Record<string, unknown>>])[] = [
    [upi.refund, { ...payment("T1AAA0000000008", 100n, "refund"), original }],
    [upi2.refund, { ...payment("T1AAA0000000011", 1000n, "refund"), original }],
    [upi1.merchantRefund, { ...payment("T1AAA0000000009", 100n, ""), original }],
    [upi2.executeMandate, { ...payment("T1AAA0000000010", 500n, "rent"), mandate }],
    [upi2.delayedSettlements, { ...payment("T1AAA0000000012", 200n, ""), voucher }],
    [erupi.redeemVoucher, { ...payment("T1AAA0000000013", 200n, "tea"), voucher }]
  ]
  it.each(orders)("$id encodes the bank's names", (declaration, facts) => {
    const wire = Schema.encodeSync(plain(declaration.request))(declaration.order(facts, shop))
    expect(wire).toEqual(declaration.samples.request)
  })

  it("say what is missing", () => {
    const bare = payment("T1AAA0000000008", 100n, "refund")
    const refuse = (details: AnyCodec, value: unknown) => expect(() => Schema.decodeUnknownSync(details)(value))
    refuse(upi.refund.details, {}).toThrow(/original/)
    refuse(upi2.refund.details, { original: { ...original, rrn: "1" } }).toThrow(/12 digits/)
    refuse(upi2.executeMandate.details, { mandate: { ...mandate, umn: "x@y" } }).toThrow(/32 hexadecimal/)
    refuse(upi2.delayedSettlements.details, {}).toThrow(/voucher/)
    const refunding: PaymentFacts = Object.assign({}, bare, { original })
    expect(() => upi.refund.order(refunding, partner)).toThrow(/merchant facts/)
    expect(() => erupi.redeemVoucher.order(bare, shop)).toThrow(/OTP/)
    expect(() => upi1.merchantRefund.order(refunding, { ...partner, upi: undefined } as never)).toThrow(/UPI facts/)
    expect(() => upi2c.payToAddress.order(bare, shop)).toThrow(/not public/)
  })

  it("ask with the reference alone", () => {
    const facts = { reference: "T1AAA0000000008", date: "2030-01-01" }
    const asked = Schema.encodeSync(upi.callbackStatus.request)(upi.callbackStatus.ask(facts, shop))
    expect(asked).toEqual({ ...upi.callbackStatus.samples.request, merchantTranId: facts.reference, transactionType: "R" })
    for (const status of [upi.transactionStatus, upi2.transactionStatus]) {
      expect(Schema.encodeSync(status.request)(status.ask(facts, shop))).toMatchObject({ merchantTranId: facts.reference })
    }
  })
})

describe("replies", () => {
  it("are read in any letter case, and the documented one wins", () => {
    const read = (body: object) => decode(upi2.executeMandate.response, body)
    const fields = { rrn: "1", amount: "5.00", code: "0" }
    expect(read({ BankRRN: "1", Amount: "5.00", response: 0 })).toEqual(fields)
    expect(read({ bankRRN: "1", amount: "5.00", Response: "0" })).toEqual(fields)
    expect(read({ bankRRN: "2", BankRRN: "1", amount: "9.00", Amount: "5.00", response: "0" })).toEqual(fields)
    expect(read({ Amount: "5.00", amount: "9.00" })).toEqual({ amount: "5.00" })
  })

  it("never take success true for paid", () => {
    const say = (body: object) => upi2.executeMandate.evidence(decode(upi2.executeMandate.response, body) as never)
    for (const code of ["92", "11", "91"]) expect(say({ success: "true", response: code })).toMatchObject({ code, success: true })
    expect(say({ success: "true" }).code).toBeUndefined()
    expect(say({ success: false, response: "0", Amount: "5" })).toMatchObject({ success: false, amountPaise: 500n })
    expect(say({ response: "0", Amount: "five" }).amountPaise).toBe(-1n)
  })

  it("of a refund: a word that is not SUCCESS speaks against code 0", () => {
    const say = (body: object) => upi.refund.evidence(decode(upi.refund.response, body) as never)
    expect(say(upi.refund.samples.response)).toMatchObject({ code: "0", reference: "T1AAA0000000008" })
    expect(say({ response: "0", status: "PENDING" })).toMatchObject({ code: undefined, finding: "pending" })
    expect(say({ response: "0" })).toMatchObject({ code: "0" })
  })

  it.each([
    [{ response: "0", status: "SUCCESS" }, "success"], [{ response: "92", status: "PENDING" }, "pending"],
    [{ response: "0", status: "INITIATED" }, "pending"], [{ response: "9", status: "FAILURE" }, "technical"],
    [{ response: "92", status: "SUCCESS" }, "unknown"], [{ response: "5006" }, "not-found"], [{ response: "5024" }, "not-found"],
    [{ response: "0" }, "unknown"], [{ response: "0", status: "EXPIRED" }, "unknown"], [{ errorCode: 8009 }, undefined]
  ])("of an enquiry: %j means %s", (body, finding) => {
    for (const one of [upi.transactionStatus, upi.callbackStatus, upi2.transactionStatus]) {
      expect(one.evidence(decode(one.response, body) as never).finding).toBe(finding)
    }
  })

  it("of a search for a refund name the refund's own RRN", () => {
    const body = { response: "0", status: "SUCCESS", OriginalBankRRN: "1", refundRRN: "2", amount: "1.00" }
    const found = upi.callbackStatus.evidence(decode(upi.callbackStatus.response, body) as never)
    expect(found).toMatchObject({ rrn: "2", amountPaise: 100n, finding: "success" })
  })

  it("of the app: its code, its number, its gateway", () => {
    const say = (body: object) => upi2c.payToAddress.evidence(decode(upi2c.payToAddress.response, body) as never)
    expect(say({ success: true, response: 91, BankRRN: "1", SeqNo: "S" })).toMatchObject({ code: "91", success: true, rrn: "1", reference: "S" })
    expect(say({ errorCode: "8009", description: "down" })).toMatchObject({ code: undefined, gatewayCode: "8009", message: "down" })
  })

  it("of a callback survive the round trip, and lower-case names", () => {
    expect(Schema.encodeSync(upiCallback.body)(Schema.decodeUnknownSync(upiCallback.body)(upiCallback.sample))).toEqual(upiCallback.sample)
    expect(decode(upiCallback.body, { payerVa: "a@b", txnstatus: "REJECT" })).toEqual({ payerAddress: "a@b", status: "REJECT" })
  })
})

describe("times", () => {
  it.each([
    ["30/12/2030 06:30 PM", Date.UTC(2030, 11, 30, 13, 0)], ["01/01/2030 12:00 AM", Date.UTC(2029, 11, 31, 18, 30)],
    ["01/01/2030 12:15 PM", Date.UTC(2030, 0, 1, 6, 45)]
  ])("%s in India", (text, ms) => {
    expect(Schema.decodeSync(IstMinute)(text)).toBe(ms)
    expect(Schema.encodeSync(IstMinute)(ms + 59_999)).toBe(text)
  })

  it("refuse other forms", () => {
    for (const text of ["30/12/2030 18:30", "30/12/2030 00:30 AM", "2030-12-30 06:30 PM"]) expect(() => Schema.decodeSync(IstMinute)(text)).toThrow()
    expect(Schema.decodeSync(SlashDate)("08/11/2030")).toBe("2030-11-08")
  })
})
