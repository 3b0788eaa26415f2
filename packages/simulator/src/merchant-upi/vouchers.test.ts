import { describe, expect, it } from "vitest"
import { minutesMs } from "../testing/bench-bank.ts"
import { createUpiBench, merchantCallsOf } from "./testing/upi-bench.ts"

const opening = 10_000_000_000n
const voucherFields = {
  beneficiaryID: "0000000001", mobileNumber: "0000000000", beneficiaryName: "TEST USER", amount: "2.00", expiry: "2030-02-28", purposeCode: "A3",
  mcc: "5411", VoucherRedemptionType: "SINGLE", PayerVA: "issuer@icici", type: "CREATE"
}
const shop = { merchantName: "Test Shop", subMerchantName: "Test Shop", MCC: "5411", txnNote: "tea" }

/** A partner that issues vouchers, and a shop that takes them. */
const start = (fields = {}) => {
  const bench = createUpiBench()
  const other = bench.bank.registerPartner({ name: "Shop", certificatePem: "" })
  const store = merchantCallsOf(bench.bank, other)
  const voucher = bench.upi.v1("CreateVouchers", { ...voucherFields, merchantTranId: "VC1", ...fields })
  const { UMN, UUID } = voucher
  return {
    ...bench, other, voucher,
    validate: (merchantTranId: string, more = {}) => store.v1("ValidateVoucher", {
      ...shop, merchantTranId, amount: "2.00", validityStartDate: "31/01/2030", validityEndDate: "28/02/2030", UMN, amRule: "MAX", pa: UUID, ...more
    }),
    redeem: (merchantTranId: string, more = {}) =>
      store.v1("RedeemVoucher", { ...shop, merchantTranId, amount: "2.00", UUID, UMN, note: "tea", OTP: otpOf(bench), ...more }),
    revoke: () => bench.upi.v1("CreateVouchers", { ...voucherFields, merchantTranId: "VC1", type: "Revoke" })
  }
}

const otpOf = ({ upi }: ReturnType<typeof createUpiBench>): unknown => (upi.play("GET /_sim/upi/otps")["otps"] as { otp: string }[]).at(-1)?.otp

describe("a voucher", () => {
  it("is created with UUID and UMN, and moves nothing", () => {
    const { bank, partner, voucher, upi } = start()
    expect(voucher).toMatchObject({
      response: "0", success: "true", status: "CREATE-SUCCESS", amount: "2.00", expiryDate: "2030-02-28", UUID: expect.stringMatching(/^\w{20}$/),
      UMN: expect.stringMatching(/^[0-9a-f]{32}@upi$/)
    })
    expect(bank.balancePaise(partner.apiKey)).toBe(opening)
    expect(upi.callbacks()).toMatchObject([{ form: "hybrid", body: { TxnStatus: "CREATE-SUCCESS", UMN: voucher["UMN"], PayerVA: "issuer@icici" } }])
    expect(upi.v1("CreateVouchers", { ...voucherFields, merchantTranId: "VC1" })).toMatchObject({ response: "5002" })
  })

  it("is validated, redeemed with the customer's OTP, and used up", () => {
    const { bank, partner, other, validate, redeem, upi, revoke } = start()
    expect(redeem("RD1", { OTP: "123456" })).toMatchObject({ response: "ZR", success: "false" })
    expect(validate("VV1")).toMatchObject({ response: "0", message: "Voucher Validated", BankRRN: expect.any(String) })
    expect(upi.play("GET /_sim/upi/otps")).toMatchObject({ otps: [{ otp: expect.stringMatching(/^\d{6}$/) }] })
    expect(redeem("RD1", { OTP: "000" })).toMatchObject({ response: "ZR" })
    expect(redeem("RD1", { amount: "2.01" })).toMatchObject({ response: "5037" })
    expect(redeem("RD1", { amount: "1.50" })).toMatchObject({ response: "0", amount: "1.50", bankRRN: bank.credits()[0]?.rrn })
    expect([bank.balancePaise(partner.apiKey), bank.balancePaise(other.apiKey)]).toEqual([opening - 150n, opening + 150n])
    expect(bank.ledger()).toMatchObject([{ tranRefNo: "VC1", amountPaise: "150", state: "settled" }])
    expect(redeem("RD1")).toMatchObject({ response: "5002" })
    expect(redeem("RD2")).toMatchObject({ response: "9" })
    expect(validate("VV2")).toMatchObject({ response: "9" })
    expect(revoke()).toMatchObject({ response: "9" })
    expect(bank.credits()).toHaveLength(1)
  })

  it("expires, and so does its OTP", () => {
    const { clock, validate, redeem } = start()
    validate("VV1")
    clock.nowMs += minutesMs(10) + 1
    expect(redeem("RD1")).toMatchObject({ response: "ZS" })
    clock.nowMs = Date.UTC(2030, 1, 28, 18, 30)
    expect(validate("VV2")).toMatchObject({ response: "11", success: "false" })
  })

  it("is revoked once", () => {
    const { validate, revoke, upi } = start()
    expect(revoke()).toMatchObject({ response: "0", status: "REVOKE-SUCCESS" })
    expect(revoke()).toMatchObject({ response: "9" })
    expect(validate("VV1")).toMatchObject({ response: "9" })
    expect(upi.callbacks().map(({ body }) => (body as { TxnStatus: string }).TxnStatus)).toEqual(["CREATE-SUCCESS", "REVOKE-SUCCESS"])
    expect(upi.v1("CreateVouchers", { ...voucherFields, merchantTranId: "VC9", type: "Revoke" })).toMatchObject({ response: "5006" })
  })

  it("is paid for by who issued it, if he can", () => {
    const { bank, partner, pay, validate, redeem } = start({ amount: "100000000.00" })
    validate("VV1")
    pay()
    expect(redeem("RD1", { amount: "100000000.00" })).toMatchObject({ response: "Z9" })
    expect(bank.balancePaise(partner.apiKey)).toBe(opening - 10_050n)
  })

  it.each([
    ["5004", { expiry: "2030-01-30" }], ["5004", { expiry: "28/02/2030" }], ["5013", { PayerVA: "x" }], ["5004", { type: "X" }], ["10", { mcc: "" }]
  ])("is refused with %s for %j", (code, fields) => {
    expect(start(fields).voucher).toMatchObject({ response: code })
  })

  it("is not found under other numbers", () => {
    const { validate } = start()
    expect(validate("VV1", { pa: "OTHER" })).toMatchObject({ response: "5006" })
    expect(validate("VV1", { UMN: "other@upi" })).toMatchObject({ response: "5006" })
    expect(validate("VV1", { validityEndDate: "2030-02-28" })).toMatchObject({ response: "5004" })
  })

  it("or a mandate lets a delayed settlement through, which moves nothing", () => {
    const { bank, partner, upi, voucher } = start()
    const order = { UUID: voucher["UUID"], UMN: voucher["UMN"], releaseMoneyTo: "X", amount: "2.00", beneficiaryIdentifier: "Y", merchantTranId: "DS1" }
    expect(upi.v1("DelayedSettlements", order)).toMatchObject({ response: "0", amount: "2.00" })
    expect(upi.v1("DelayedSettlements", order)).toMatchObject({ response: "5002" })
    expect(upi.v1("DelayedSettlements", { ...order, merchantTranId: "DS2", UMN: "x" })).toMatchObject({ response: "5034" })
    expect(bank.balancePaise(partner.apiKey)).toBe(opening)
  })
})
