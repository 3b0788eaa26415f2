import { describe, expect, it } from "vitest"
import { minutesMs } from "../testing/bench-bank.ts"
import { createUpiBench } from "./testing/upi-bench.ts"

const DAY_MS = 86_400_000
const words = ({ upi }: ReturnType<typeof createUpiBench>) => upi.callbacks().map(({ body }) => (body as { TxnStatus: string }).TxnStatus)

/** A mandate for at most Rs 5 that a customer has just approved. */
const approved = (payer = "asha@upi", fields = {}) => {
  const bench = createUpiBench()
  bench.upi.mandate("MN1", payer, fields)
  bench.upi.play("POST /_sim/upi/payer", { merchantTranId: "MN1", act: "pay" })
  const { UMN } = bench.upi.mandateState("MN1")
  return { ...bench, UMN }
}

describe("a mandate", () => {
  it("is initiated, then approved: state, UMN and callback", () => {
    const bench = createUpiBench()
    const { clock, upi } = bench
    expect(upi.mandate("MN1", "pays@upi")).toMatchObject({ response: "92", success: "true", Amount: "5.00", BankRRN: expect.any(String) })
    expect(upi.mandateState("MN1")).toMatchObject({ response: "92", status: "CREATE-INITIATED", payerVA: "pays@upi", Amount: "5.00" })
    clock.nowMs += 5000
    const { UMN } = upi.mandateState("MN1")
    expect(UMN).toMatch(/^[0-9a-f]{32}@upi$/)
    expect(upi.mandateState("MN1")).toMatchObject({ response: "0", status: "CREATE-SUCCESS", TxnInitDate: "20300131101500", TxnCompletionDate: "20300131101505" })
    expect(upi.v1("TransactionStatus", { merchantTranId: "MN1" })).toMatchObject({ status: "CREATE-SUCCESS", UMN })
    expect(upi.v1("Transactionstatusbycriteria", { merchantTranId: "", UMN, transactionType: "M" })).toMatchObject({ status: "CREATE-SUCCESS" })
    expect(upi.callbacks()).toMatchObject([{ form: "hybrid", body: { TxnStatus: "CREATE-SUCCESS", UMN, ResponseCode: "00" } }])
    expect(bench.bank.credits()).toEqual([])
  })

  it.each([["rejects@upi", 5000, "ZA"], ["never@upi", minutesMs(60), "U69"]])("of %s comes to nothing", (payer, ms, code) => {
    const { clock, upi } = createUpiBench()
    upi.mandate("MN1", payer)
    clock.nowMs += ms
    expect(upi.mandateState("MN1")).toMatchObject({ response: "9", status: "CREATE-FAILURE" })
    expect(upi.callbacks()).toMatchObject([{ body: { TxnStatus: "CREATE-FAILURE", ResponseCode: code } }])
    expect(upi.execute("EX1", upi.mandateState("MN1")["UMN"], 1)).toMatchObject({ response: "5034" })
  })

  it("is updated by the customer's leave, and revoked by the merchant without it", () => {
    const { clock, upi, UMN } = approved()
    expect(upi.mandate("MN2", "asha@upi", { requestType: "U", UMN, amount: "9.00", amountLimit: "F" })).toMatchObject({ response: "92" })
    expect(upi.mandateState("MN1")).toMatchObject({ status: "CREATE-SUCCESS", Amount: "5.00" })
    expect(upi.v1("TransactionStatus", { merchantTranId: "MN2" })).toMatchObject({ status: "UPDATE-INITIATED" })
    clock.nowMs += 30_000
    expect(upi.mandateState("MN1")).toMatchObject({ status: "UPDATE-SUCCESS", Amount: "9.00" })
    expect(upi.execute("EX1", UMN, 1)).toMatchObject({ response: "5035" })
    expect(upi.mandate("MN3", "asha@upi", { requestType: "R", UMN })).toMatchObject({ response: "92" })
    clock.nowMs += 5000
    expect(upi.mandateState("MN1")).toMatchObject({ status: "REVOKE-SUCCESS" })
    expect(upi.execute("EX1", UMN, 1, { amount: "9.00" })).toMatchObject({ response: "5034" })
    expect(upi.mandate("MN4", "asha@upi", { requestType: "U", UMN })).toMatchObject({ response: "5034" })
    expect(upi.callbacks().map(({ body }) => (body as { TxnStatus: string }).TxnStatus)).toEqual(["CREATE-SUCCESS", "UPDATE-SUCCESS", "REVOKE-SUCCESS"])
  })

  it("is paused, resumed and revoked by the customer", () => {
    const bench = approved()
    const { upi, UMN } = bench
    const act = (name: string) => upi.play("POST /_sim/upi/payer", { merchantTranId: "MN1", act: name })
    expect(() => act("reactivate")).toThrow(/cannot reactivate/)
    expect(act("suspend")).toMatchObject({ state: "SUSPEND-SUCCESS", UMN })
    expect(upi.execute("EX1", UMN, 1)).toMatchObject({ response: "5034" })
    expect(() => act("suspend")).toThrow(/cannot suspend/)
    act("reactivate")
    expect(upi.execute("EX1", UMN, 1)).toMatchObject({ response: "0" })
    act("revoke")
    expect(upi.mandateState("MN1")).toMatchObject({ status: "REVOKE-SUCCESS" })
    expect(() => act("revoke")).toThrow(/has been revoked/)
    expect(words(bench)).toEqual(["CREATE-SUCCESS", "SUSPEND-SUCCESS", "REACTIVATE-SUCCESS", "SUCCESS", "REVOKE-SUCCESS"])
  })

  it("that is not revokable stays", () => {
    const { upi, UMN } = approved("asha@upi", { revokable: "N" })
    expect(() => upi.play("POST /_sim/upi/payer", { merchantTranId: "MN1", act: "revoke" })).toThrow(/not revokable/)
    expect(upi.mandate("MN2", "asha@upi", { requestType: "R", UMN })).toMatchObject({ response: "5000" })
  })

  it.each([
    ["5031", { validityStartDate: "30/01/2030" }], ["5032", { validityEndDate: "30/01/2030" }], ["5004", { validityEndDate: "31/02/2030" }],
    ["5004", { amountLimit: "X" }], ["5004", { revokable: "maybe" }], ["5034", { requestType: "X", UMN: "x" }],
    ["5038", { ValidatePayerAccFlag: "X" }], ["5013", { payerVa: "x" }], ["5005", { collectByDate: "30/01/2030 10:15 AM" }], ["10", { purpose: "" }],
    ["5004", { amount: "0.001" }]
  ])("is refused with %s for %j", (code, fields) => {
    const { upi } = createUpiBench()
    expect(upi.mandate("MN1", "asha@upi", fields)).toMatchObject({ response: code, success: "false" })
  })

  it("comes as a signed code too, with numbers for texts", () => {
    const { clock, upi } = createUpiBench()
    const reply = upi.v1("MandateQR", { ...terms, merchantTranId: "MQ1", amount: "1.00", debitDay: "", debitRule: "" })
    expect(reply).toMatchObject({ ActCode: 0, Amount: 1, terminalId: 5411, success: true, refId: `EZM${"1".padStart(23, "0")}`, merchantTranId: "MQ1" })
    const text = decodeURIComponent(String(reply["SignedQRData"]))
    expect(text).toMatch(/^upi:\/\/mandate\?pa=merchant\.\d+@icici&pn=Test Shop&/)
    expect(text).toContain("&Recur=ASPRESENTED&")
    expect(text).toContain("&validitystart=31012030&validityend=31012031&amrule=MAX&")
    clock.nowMs += 30_000
    const state = upi.mandateState("MQ1")
    expect(state).toMatchObject({ status: "CREATE-SUCCESS", payerVA: expect.stringMatching(/^customer/) })
    expect(upi.execute("EX1", state["UMN"], 1, { amount: "1.00" })).toMatchObject({ response: "0" })
    expect(upi.v1("MandateQR", { ...terms, merchantTranId: "MQ2", amount: "1.00", requestType: "U" })).toMatchObject({ response: "5004" })
  })
})

const terms = {
  merchantName: "Test Shop", subMerchantName: "Test Shop", billNumber: "BILL1", validityStartDate: "31/01/2030", validityEndDate: "31/01/2031",
  amountLimit: "M", remark: "rent", requestType: "C", frequency: "AS", autoExecute: "N", revokable: "Y", blockfund: "N", purpose: "RECURRING"
}

describe("an instalment", () => {
  it("is taken without notice within five minutes of the approval, and credits the merchant", () => {
    const { bank, partner, clock, upi, UMN } = approved()
    clock.nowMs += minutesMs(5)
    const reply = upi.execute("EX1", UMN, 1, { amount: "4.00" })
    expect(reply).toMatchObject({ response: "0", Amount: "4.00", BankRRN: bank.credits()[0]?.rrn })
    expect(bank.balancePaise(partner.apiKey)).toBe(10_000_000_400n)
    expect(upi.v1("TransactionStatus", { merchantTranId: "EX1" })).toMatchObject({ response: "0", status: "SUCCESS", amount: "4.00", UMN })
    expect(upi.status("EX1")).toMatchObject({ response: "5006" })
    expect(upi.execute("EX1", UMN, 2)).toMatchObject({ response: "5002" })
    expect(upi.refund("RF1", "EX1", "4.00")).toMatchObject({ response: "0" })
  })

  it("needs a notice of 24 hours otherwise", () => {
    const { clock, upi, UMN, bank } = approved()
    clock.nowMs += minutesMs(5) + 1
    expect(upi.execute("EX1", UMN, 1)).toMatchObject({ response: "9", success: "false" })
    expect(upi.notify("PN1", UMN, 1, { executionDate: "01/02/2030 10:00 AM" })).toMatchObject({ response: "5004" })
    expect(upi.notify("PN1", UMN, 2)).toMatchObject({ response: "5068" })
    expect(upi.notify("PN1", UMN, 1, { payerVa: "other@upi" })).toMatchObject({ response: "5013" })
    expect(upi.notify("PN1", "nothing@upi", 1)).toMatchObject({ response: "5034" })
    expect(upi.notify("PN1", UMN, 1)).toMatchObject({ response: "0", amount: "5.00", BankRRN: expect.any(String) })
    clock.nowMs += DAY_MS - 1
    expect(upi.execute("EX1", UMN, 1)).toMatchObject({ response: "9" })
    clock.nowMs += 1
    expect(upi.execute("EX1", UMN, 1)).toMatchObject({ response: "0" })
    // The second one needs its own.
    expect(upi.execute("EX2", UMN, 2)).toMatchObject({ response: "9" })
    expect(bank.credits()).toHaveLength(1)
    expect(upi.callbacks().map(({ body }) => (body as { TxnStatus: string }).TxnStatus)).toEqual(["CREATE-SUCCESS", "NOTIFICATION-SUCCESS", "SUCCESS"])
  })

  it.each([
    ["5037", { amount: "5.01" }], ["5068", { mandateSeqNo: "2" }], ["10", { retryCount: "" }], ["5034", { UMN: "x" }], ["5004", { amount: "0" }]
  ])("is refused with %s for %j", (code, fields) => {
    const { bank, upi, UMN } = approved()
    expect(upi.execute("EX1", UMN, 1, fields)).toMatchObject({ response: code })
    expect(bank.credits()).toEqual([])
  })

  it("is not taken outside the mandate's days", () => {
    const { clock, upi, UMN } = approved("asha@upi", { validityStartDate: "01/02/2030", validityEndDate: "01/02/2030" })
    expect(upi.execute("EX1", UMN, 1)).toMatchObject({ response: "5034" })
    clock.nowMs += 2 * DAY_MS
    expect(upi.execute("EX1", UMN, 1)).toMatchObject({ response: "5034" })
  })

  it("fails for want of money, keeps its number, and may be tried again", () => {
    const { bank, upi, UMN } = approved("broke@upi")
    expect(upi.execute("EX1", UMN, 1)).toMatchObject({ response: "9", success: "false" })
    expect(upi.v1("TransactionStatus", { merchantTranId: "EX1" })).toMatchObject({ response: "9", status: "FAILURE" })
    expect(upi.execute("EX2", UMN, 2)).toMatchObject({ response: "5068" })
    expect(upi.execute("EX2", UMN, 1, { retryCount: "1" })).toMatchObject({ response: "9" })
    expect(bank.credits()).toEqual([])
    expect(upi.callbacks().at(-1)).toMatchObject({ body: { TxnStatus: "FAILURE", ResponseCode: "Z9" } })
  })

  it.each([["slow@upi", "92", minutesMs(10)], ["deemed@upi", "91", 2 * DAY_MS]])("of %s is answered %s, and taken once, later", (payer, code, ms) => {
    const { bank, clock, upi, UMN } = approved(payer)
    expect(upi.execute("EX1", UMN, 1)).toMatchObject({ response: code, success: "true" })
    expect(upi.execute("EX2", UMN, 1)).toMatchObject({ response: "5012" })
    expect(upi.v1("TransactionStatus", { merchantTranId: "EX1" })).toMatchObject({ response: code, status: "PENDING" })
    expect(bank.credits()).toEqual([])
    clock.nowMs += ms
    expect(upi.v1("TransactionStatus", { merchantTranId: "EX1" })).toMatchObject({ response: "0", status: "SUCCESS" })
    expect(bank.credits()).toHaveLength(1)
  })
})
