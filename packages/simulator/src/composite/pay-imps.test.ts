import { describe, expect, it } from "vitest"
import { callsOf, codeOf, createBenchBank, plainAccount, startMs } from "../testing/bench-bank.ts"

describe("an IMPS payment", () => {
  it("is debited, settled, and answered in the bank's shape", () => {
    const { bank, pay } = createBenchBank()
    const answer = pay()
    expect(answer).toMatchObject({ status: 200, sealed: true, manner: "answer", delayMs: 0, moneyMoved: true })
    expect(answer.body).toEqual({
      success: true, ActCode: "0", Response: "Transaction Successful", BankRRN: expect.stringMatching(/^\d{12}$/),
      BeneName: "TEST BENE 0001", TransRefNo: "REF1"
    })
    expect(bank.ledger()).toEqual([{
      tranRefNo: "REF1", rail: "imps", amountPaise: "10050", beneficiaryAccount: plainAccount, ifsc: "TEST0000001",
      state: "settled", rrn: (answer.body as { BankRRN: string }).BankRRN, at: new Date(startMs).toISOString()
    }])
  })

  it.each([
    ["a stamp of no day", { localTxnDtTime: "20300231101500" }, "16"],
    ["a stamp more than a day early", { localTxnDtTime: "20300130101459" }, "41"],
    ["a stamp more than a day late", { localTxnDtTime: "20300201101501" }, "41"],
    ["an IFSC without its zero", { beneIFSC: "TEST1000001" }, "10"],
    ["an account with letters", { beneAccNo: "12AB5678" }, "52"],
    ["an amount under one rupee", { amount: "0.99" }, "205"],
    ["an amount with three decimals", { amount: "1.005" }, "13"],
    ["an amount that is no number", { amount: "1e3" }, "13"],
    ["an amount over the ceiling", { amount: "500000.01" }, "24"],
    ["a payment reference of 51", { paymentRef: "x".repeat(51) }, "204"],
    ["a sender name of 21", { senderName: "x".repeat(21) }, "16"],
    ["a reference with a space", { tranRefNo: "REF 1" }, "16"],
    ["another's BC id", { bcID: "IBCXXX00000" }, "901"],
    ["a wrong pass code", { passCode: "wrong" }, "902"],
    ["no mobile", { mobile: "" }, "8015"]
  ])("with %s is refused and moves nothing", (_, fields, code) => {
    const { bank, pay } = createBenchBank()
    const answer = pay(fields)
    expect(codeOf(answer)).toBe(code)
    expect(answer).toMatchObject({ status: 200, sealed: true, moneyMoved: false })
    expect(bank.ledger()).toEqual([])
  })

  it.each([["1.00"], [1], ["1"], ["1.5"], ["500000.00"]])("takes the amount %s", (amount) => {
    const { pay } = createBenchBank()
    expect(codeOf(pay({ amount }))).toBe("0")
  })

  it("takes a stamp that is just inside a day", () => {
    const { pay } = createBenchBank()
    expect(codeOf(pay({ localTxnDtTime: "20300130101500" }))).toBe("0")
  })

  it("is refused with 76 when the balance does not reach, and only then", () => {
    const { bank, partner, pay } = createBenchBank({ openingBalancePaise: 20_100n })
    expect(codeOf(pay({ tranRefNo: "A" }))).toBe("0")
    expect(codeOf(pay({ tranRefNo: "B", amount: "100.51" }))).toBe("76")
    expect(codeOf(pay({ tranRefNo: "C", amount: "100.50" }))).toBe("0")
    expect(bank.balancePaise(partner.apiKey)).toBe(0n)
    expect(bank.ledger().map(({ tranRefNo }) => tranRefNo)).toEqual(["A", "C"])
  })

  it.each(["0200", "0130", "0000", "", "01000"])("with x-priority %j is a plain 403", (priority) => {
    const { bank, pay } = createBenchBank()
    expect(pay({}, priority)).toMatchObject({ status: 403, sealed: false, moneyMoved: false, body: { errorCode: "403" } })
    expect(bank.ledger()).toEqual([])
  })

  it.each(["1000", "0010", "0001", "0120"])("with x-priority %j of other rails lacks their fields and moves nothing", (priority) => {
    const { bank, pay } = createBenchBank()
    expect(pay({}, priority)).toMatchObject({ status: 200, sealed: true, moneyMoved: false, body: { errorCode: "8015" } })
    expect(bank.ledger()).toEqual([])
  })

  it("is a plain 403 for a partner without the rail", () => {
    const { bank } = createBenchBank()
    const { pay } = callsOf(bank, bank.registerPartner({ name: "No IMPS", certificatePem: "", rails: ["neft"] }))
    expect(pay()).toMatchObject({ status: 403, sealed: false })
  })

  it("gives every payment its own RRN", () => {
    const { bank, pay } = createBenchBank()
    for (let count = 0; count < 2000; count++) pay({ tranRefNo: `R${count}` })
    expect(new Set(bank.ledger().map(({ rrn }) => rrn)).size).toBe(2000)
  })
})

describe("a repeated reference", () => {
  it("debits once however often it comes, and answers about the first request", () => {
    const { bank, pay } = createBenchBank()
    const first = pay()
    const answers = Array.from({ length: 50 }, () => pay({ amount: "999.00", beneAccNo: "000000000002" }))
    expect(answers.every(({ moneyMoved }) => !moneyMoved)).toBe(true)
    expect(answers[49]?.body).toEqual(first.body)
    expect(bank.ledger()).toHaveLength(1)
  })

  it("answers a dropped payment's repeat in full", () => {
    const { bank, pay } = createBenchBank()
    expect(pay({ beneAccNo: "999000000010" }).manner).toBe("drop")
    expect(pay({ beneAccNo: "999000000010" })).toMatchObject({ manner: "answer", moneyMoved: false, body: { ActCode: "0" } })
    expect(bank.ledger()).toHaveLength(1)
  })

  it("repeats a refusal, even after what was wrong is right", () => {
    const { pay } = createBenchBank()
    expect(codeOf(pay({ amount: "0.50" }))).toBe("205")
    expect(codeOf(pay({ amount: "5.00" }))).toBe("205")
  })

  it("debits again at the harsh bank", () => {
    const { bank, pay } = createBenchBank({ duplicateReference: "debit-again" })
    expect([pay().moneyMoved, pay().moneyMoved]).toEqual([true, true])
    expect(bank.ledger()).toHaveLength(2)
  })

  it("is enquired about as the first request at the harsh bank too", () => {
    const { pay, status } = createBenchBank({ duplicateReference: "debit-again" })
    pay({ amount: "5.00" })
    pay({ amount: "6.00" })
    expect(status("REF1").body).toMatchObject({ Amount: "5.00" })
  })

  it("is free again when the gateway failed before it reached the switch", () => {
    const { bank, pay, status } = createBenchBank()
    bank.addFault({ match: {}, fault: "act-code", actCode: "997", moneyMoved: false })
    expect([codeOf(pay()), codeOf(status("REF1"))]).toEqual(["997", "25"])
    expect(pay()).toMatchObject({ moneyMoved: true, body: { ActCode: "0" } })
  })
})
