import { describe, expect, it } from "vitest"
import { minutesMs } from "../testing/bench-bank.ts"
import { createUpiBench } from "./testing/upi-bench.ts"

const opening = 10_000_000_000n
const secondsMs = (count: number): number => count * 1000

describe("a collect request", () => {
  it("waits with 92, then the customer pays: balance, statement, status, callback", () => {
    const { bank, partner, clock, upi } = createUpiBench()
    const asked = upi.collect("CP1")
    expect(asked).toMatchObject({ response: "92", success: "true", merchantTranId: "CP1", BankRRN: expect.stringMatching(/^\d{12}$/) })
    expect(upi.status("CP1")).toMatchObject({ response: "92", success: "true", status: "PENDING", amount: "5.00", OriginalBankRRN: asked["BankRRN"] })
    expect(upi.callbacks()).toEqual([])
    clock.nowMs += secondsMs(4.9)
    expect(upi.status("CP1")).toMatchObject({ status: "PENDING" })
    clock.nowMs += secondsMs(25.2)
    expect(upi.status("CP1")).toMatchObject({ response: "0", status: "SUCCESS" })
    expect(bank.balancePaise(partner.apiKey)).toBe(opening + 500n)
    expect(bank.credits()).toMatchObject([{ reference: "CP1", rail: "upi", amountPaise: "500", payerAccount: "asha@upi", remark: "tea" }])
    const { entries } = bank.statement(partner.apiKey, { fromMs: 0, untilMs: Number.MAX_SAFE_INTEGER, withCharges: false })
    expect(entries).toMatchObject([{ amountPaise: 500n, narration: `UPI/${String(asked["BankRRN"])}/tea/asha@upi` }])
    const [callback, ...others] = upi.callbacks()
    expect(others).toEqual([])
    expect(callback).toMatchObject({ kind: "upi.callback", form: "rsa", product: "merchant-upi" })
    expect(callback?.body).toEqual({
      merchantId: partner.merchantId, subMerchantId: partner.merchantId, terminalId: "5411", BankRRN: asked["BankRRN"],
      merchantTranId: "CP1", PayerName: expect.stringMatching(/^TEST PAYER/), PayerMobile: "0000000000", PayerVA: "asha@upi", PayerAmount: "5.00",
      TxnStatus: "SUCCESS", TxnInitDate: "20300131101500", TxnCompletionDate: expect.stringMatching(/^203001311015/)
    })
  })

  it("expires at collectByDate when nobody answers", () => {
    const { bank, clock, upi } = createUpiBench()
    upi.collect("CP1", "never@upi")
    clock.nowMs += minutesMs(60) - 1
    expect(upi.status("CP1")).toMatchObject({ status: "PENDING" })
    clock.nowMs += 1
    expect(upi.status("CP1")).toMatchObject({ response: "9", success: "false", status: "FAILURE" })
    expect(upi.callbacks()).toMatchObject([{ body: { TxnStatus: "FAILURE", TxnCompletionDate: "20300131111500" } }])
    expect(bank.credits()).toEqual([])
    expect(() => upi.play("POST /_sim/upi/payer", { merchantTranId: "CP1", act: "pay" })).toThrow(/Nothing waits/)
  })

  it.each([
    ["pays@upi", 5, { response: "0", status: "SUCCESS" }, ["SUCCESS"]],
    ["silent@ybl", 5, { response: "0", status: "SUCCESS" }, []],
    ["rejects@upi", 5, { response: "9", status: "FAILURE", success: "false" }, ["REJECT"]],
    ["broke@upi", 5, { response: "9", status: "FAILURE" }, ["FAILURE"]],
    ["slow@upi", 600, { response: "0", status: "SUCCESS" }, ["SUCCESS"]]
  ])("of %s is answered after %d s: %j", (payer, seconds, wanted, heard) => {
    const { clock, upi } = createUpiBench()
    upi.collect("CP1", payer)
    clock.nowMs += secondsMs(seconds) - 1
    expect(upi.status("CP1")).toMatchObject({ response: "92", status: "PENDING" })
    clock.nowMs += 1
    expect(upi.status("CP1")).toMatchObject(wanted)
    expect(upi.callbacks().map(({ body }) => (body as { TxnStatus: string }).TxnStatus)).toEqual(heard)
  })

  it("that is deemed says success true with 91, and is credited at T+2 however long it could wait", () => {
    const { bank, clock, upi } = createUpiBench()
    upi.collect("CP1", "deemed@upi", { collectByDate: "10/02/2030 12:00 PM" })
    expect(upi.status("CP1")).toMatchObject({ response: "91", success: "true", status: "PENDING" })
    clock.nowMs += 2 * 86_400_000
    expect(upi.status("CP1")).toMatchObject({ response: "0", status: "SUCCESS" })
    expect(bank.credits()).toHaveLength(1)
  })

  it("of v1 has the whole body inside merchantId, and other names in the reply", () => {
    const { clock, upi, partner } = createUpiBench()
    const inside = {
      payerVa: "pays@upi", amount: "5.00", note: "tea", collectByDate: "31/01/2030 11:15 AM", merchantId: partner.merchantId,
      merchantName: "Test Shop", subMerchantId: partner.merchantId, subMerchantName: "Test Shop", terminalId: "5411", merchantTranId: "CP1",
      billNumber: "BILL1"
    }
    const asked = upi.v1("CollectPay", { amount: "5.00", merchantId: inside })
    expect(asked).toMatchObject({ response: "92", merchantId: partner.merchantId, merchantTranId: "CP1", bankRRN: expect.any(String) })
    expect(asked).not.toHaveProperty("BankRRN")
    clock.nowMs += secondsMs(5)
    expect(upi.v1("TransactionStatus", { merchantTranId: "CP1" })).toMatchObject({ status: "SUCCESS", OriginalBankRRN: asked["bankRRN"] })
    const [callback] = upi.callbacks()
    const newer = { ResponseCode: "00", RespCodeDescription: "APPROVED OR COMPLETED SUCCESSFULLY", PayeeVPA: `merchant.${partner.merchantId}@icici` }
    expect(callback).toMatchObject({ form: "hybrid", body: newer })
  })

  it.each([
    ["5001", { merchantId: "1" }], ["5003", { merchantTranId: "" }], ["11", { merchantTranId: "a b" }], ["5022", { terminalId: "" }],
    ["5019", { terminalId: "54" }], ["10", { note: "" }], ["10", { amount: undefined }], ["11", { amount: "1.234" }], ["11", { amount: "0" }],
    ["5013", { payerVa: "nobody" }], ["11", { collectByDate: "2030-01-31" }], ["5005", { collectByDate: "31/01/2030 10:15 AM" }],
    ["5038", { validatePayerAccFlag: "X" }], ["5039", { validatePayerAccFlag: "Y", payerAccount: "12" }],
    ["5040", { validatePayerAccFlag: "Y", payerAccount: "000123456|000123457", payerIFSC: "TEST0000001|X" }]
  ])("is refused with %s for %j, and leaves its reference free", (code, fields) => {
    const { upi } = createUpiBench()
    // Only 11 says success true: a client that goes by `success` learns here not to.
    expect(upi.collect("CP1", "asha@upi", fields)).toMatchObject({ response: code, success: code === "11" ? "true" : "false" })
    expect(upi.status("CP1")).toMatchObject({ response: "5006" })
    expect(upi.collect("CP1")).toMatchObject({ response: "92" })
    expect(upi.collect("CP1")).toMatchObject({ response: "5002", success: "false" })
  })

  it("goes only to the merchant of the path", () => {
    const { upi, partner } = createUpiBench()
    const { body } = upi.send("/MerchantAPI/UPI/v0/CollectPay2/111111", { merchantId: partner.merchantId, merchantTranId: "CP1" })
    expect(body).toMatchObject({ response: "5001" })
    const asked = upi.send("/MerchantAPI/UPI/v0/TransactionStatus3/111111", { merchantId: partner.merchantId, merchantTranId: "CP1" })
    expect(asked.body).toMatchObject({ response: "5001" })
  })
})

describe("a QR code", () => {
  it("has a refId; somebody scans and pays", () => {
    const { bank, clock, upi } = createUpiBench()
    expect(upi.v0("QR3", { merchantTranId: "QR1", amount: "7.50", billNumber: "BILL1" })).toMatchObject({ response: "0", refId: "EZV0000000000000001" })
    expect(upi.status("QR1")).toMatchObject({ response: "92", status: "PENDING" })
    clock.nowMs += secondsMs(30)
    expect(upi.search("Q", { merchantTranId: "QR1" })).toMatchObject({ status: "SUCCESS", payerVA: expect.stringMatching(/^customer\d{4}@upi$/) })
    expect(bank.credits()).toMatchObject([{ reference: "QR1", amountPaise: "750" }])
  })

  it("goes by its bill number, and only its scanner may pay another amount", () => {
    const { bank, clock, upi } = createUpiBench()
    upi.v1("QR", { merchantTranId: "QR1", amount: "7.50", billNumber: "NEVER" })
    upi.collect("CP1", "never@upi")
    clock.nowMs += minutesMs(30)
    expect(upi.play("GET /_sim/upi/requests")).toMatchObject({ requests: [{ merchantTranId: "QR1", amount: "7.50", kind: "qr" }, { merchantTranId: "CP1" }] })
    expect(() => upi.play("POST /_sim/upi/payer", { merchantTranId: "CP1", act: "pay", amount: "9.00" })).toThrow(/another amount/)
    expect(upi.play("POST /_sim/upi/payer", { merchantTranId: "QR1", act: "pay", amount: "9.00" })).toMatchObject({ state: "SUCCESS" })
    expect(bank.credits()).toMatchObject([{ amountPaise: "900" }])
    expect(upi.v1("TransactionStatus", { merchantTranId: "QR1" })).toMatchObject({ amount: "9.00" })
  })

  it("cannot be changed here", () => {
    const { upi } = createUpiBench()
    expect(upi.v0("QR", { merchantTranId: "QR1", amount: "7.50", billNumber: "B", update: "Y", refId: "EZV1" })).toMatchObject({ response: "5000" })
  })
})

describe("the callback search", () => {
  it("finds by kind and reference, a push by RRN or refId", () => {
    const { bank, clock, upi } = createUpiBench()
    upi.collect("CP1", "pays@upi")
    clock.nowMs += secondsMs(5)
    expect(upi.search("C", { merchantTranId: "CP1" })).toMatchObject({
      response: "0", status: "SUCCESS", payerVA: "pays@upi", TxnInitDate: "20300131101500", TxnCompletionDate: "20300131101505"
    })
    for (const type of ["Q", "R"]) expect(upi.search(type, { merchantTranId: "CP1" })).toMatchObject({ response: "5024", success: "false" })
    expect(upi.search("X", { merchantTranId: "CP1" })).toMatchObject({ response: "11" })
    expect(upi.search("C")).toMatchObject({ response: "5003" })
    expect(upi.search("P")).toMatchObject({ response: "5024" })
    const { BankRRN, refId } = upi.play("POST /_sim/upi/push", { amount: "3.00", payer: "walkin@upi" })
    expect(upi.search("P")).toMatchObject({ OriginalBankRRN: BankRRN, payerVA: "walkin@upi" })
    upi.play("POST /_sim/upi/push", { amount: "4.00" })
    expect(upi.search("P")).toMatchObject({ response: "5023" })
    expect(upi.search("P", { BankRRN })).toMatchObject({ amount: "3.00", merchantTranId: "PUSH2" })
    expect(upi.search("P", { refId })).toMatchObject({ response: "10" })
    expect(upi.search("P", { refId, transactionDate: "31/01/2030" })).toMatchObject({ amount: "3.00" })
    expect(upi.search("P", { BankRRN: bank.credits()[0]?.rrn })).toMatchObject({ response: "5024" })
  })
})

describe("the customers", () => {
  it("reject when told, and nobody acts twice", () => {
    const { upi } = createUpiBench()
    upi.collect("CP1")
    expect(upi.play("POST /_sim/upi/payer", { merchantTranId: "CP1", act: "reject" })).toMatchObject({ state: "REJECT" })
    expect(upi.callbacks()).toMatchObject([{ body: { TxnStatus: "REJECT" } }])
    expect(() => upi.play("POST /_sim/upi/payer", { merchantTranId: "CP1", act: "pay" })).toThrow(/Nothing waits/)
  })

  it.each([
    [{ merchantTranId: "CP2", act: "pay" }, /no such/], [{ act: "pay" }, /must be a text/], [{ merchantTranId: "CP1", act: "eat" }, /act must be/],
    [{ merchantTranId: "CP1", act: "pay", amount: 5 }, /amount must be/], [{ merchantTranId: "CP1", act: "revoke" }, /no approved mandate/],
    [{ merchantTranId: "CP1", act: "pay", partner: "Other" }, /no such/]
  ])("cannot do %j", (order, reason) => {
    const { upi } = createUpiBench()
    upi.collect("CP1")
    expect(() => upi.play("POST /_sim/upi/payer", order)).toThrow(reason)
  })
})

describe("faults", () => {
  const faultOn = (fault: string, actCode?: string, moneyMoved?: boolean) => {
    const bench = createUpiBench()
    const { apiKey, merchantId } = bench.partner
    bench.bank.addFault({
      match: { tranRefNo: "CP1", rail: "upi" }, fault: fault as never, ...(actCode === undefined ? {} : { actCode }),
      ...(moneyMoved === undefined ? {} : { moneyMoved })
    })
    const body = {
      merchantId, subMerchantId: merchantId, terminalId: "5411", merchantTranId: "CP1", merchantName: "S", subMerchantName: "S", payerVa: "pays@upi",
      amount: "5.00", note: "tea", collectByDate: "31/01/2030 11:15 AM", billNumber: "B"
    }
    const answer = bench.bank.handle({ partner: apiKey, path: `/api/MerchantAPI/UPI/v0/CollectPay2/${merchantId}`, priority: "", body })
    return { ...bench, answer, heard: () => bench.upi.status("CP1") }
  }

  it("drop before and after the bank has looked", () => {
    const before = faultOn("drop-before-processing")
    expect([before.answer.manner, before.heard()["response"]]).toEqual(["drop", "5006"])
    const after = faultOn("drop-after-processing")
    expect([after.answer.manner, after.heard()["response"]]).toEqual(["drop", "92"])
  })

  it("answer another code, and have done the work or not", () => {
    const refused = faultOn("act-code", "5009", false)
    expect([(refused.answer.body as { response: string }).response, refused.heard()["response"]]).toEqual(["5009", "5006"])
    const done = faultOn("act-code", "5009")
    expect([(done.answer.body as { response: string }).response, done.heard()["response"]]).toEqual(["5009", "92"])
    const gateway = faultOn("act-code", "8099")
    expect([gateway.answer.body, gateway.heard()["response"]]).toEqual([expect.objectContaining({ errorCode: "8099" }), "92"])
  })

  it("hide an order for a while, and say failed once", () => {
    const hidden = faultOn("not-found-for-a-while")
    expect([hidden.answer.manner, hidden.heard()["response"]]).toEqual(["drop", "5006"])
    hidden.clock.nowMs += 180_000
    expect(hidden.heard()).toMatchObject({ status: "SUCCESS" })
    hidden.bank.addFault({ match: {}, fault: "failure-once" })
    expect(hidden.heard()).toMatchObject({ response: "9", status: "FAILURE" })
    expect(hidden.heard()).toMatchObject({ response: "0", status: "SUCCESS" })
    hidden.bank.addFault({ match: {}, fault: "act-code", actCode: "5021" })
    expect(hidden.heard()).toMatchObject({ response: "5021", status: "PENDING" })
    hidden.bank.addFault({ match: {}, fault: "not-found-for-a-while" })
    expect(hidden.heard()).toMatchObject({ response: "5006" })
  })
})
