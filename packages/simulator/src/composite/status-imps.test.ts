import { describe, expect, it } from "vitest"
import { callsOf, codeOf, createBenchBank } from "../testing/bench-bank.ts"

describe("an IMPS enquiry", () => {
  it("answers with every field at the top level", () => {
    const { bank, pay, status } = createBenchBank()
    pay()
    expect(status("REF1").body).toEqual({
      ActCode: "0", Response: "Transaction Successful", BankRRN: bank.ledger()[0]?.rrn, BeneName: "TEST BENE 0001", TranRefNo: "REF1",
      PaymentRef: "REF1 rent", TranDateTime: "31-01-2030 10:15:00", Amount: "100.50", BeneMMID: "", BeneMobile: "",
      BeneAccNo: "000000000001", BeneIFSC: "TEST0000001", RemMobile: "9999900000", RemName: "Acme", RetailerCode: "rcode"
    })
  })

  it("answers Recon360 nested, with the account masked, before T+2 too", () => {
    const { bank, pay, status } = createBenchBank()
    pay()
    expect(status("REF1", { recon360: "Y" }).body).toEqual({
      "recon-api-response": { parameters: { index: { parameter: [
        { name: "CurrentTransactionStatus", value: "Credit Confirmation Received" },
        { name: "RRN", value: bank.ledger()[0]?.rrn },
        { name: "TransactionAmount", value: "100.50" },
        { name: "BeneficiaryAccountNumber", value: "XXXXXXXX0001" }
      ] } } }
    })
  })

  it.each([
    ["an unknown reference", "REF2", {}, "0100"],
    ["the next day's date", "REF1", { date: "02/01/2030" }, "0100"],
    ["day and month exchanged", "REF1", { date: "31/01/2030" }, "0100"],
    ["another rail", "REF1", {}, "1000"],
    ["several rails", "REF1", {}, "0120"],
    ["an unknown reference in Recon360", "REF2", { recon360: "Y" }, "0100"]
  ])("does not find %s", (_, reference, fields, priority) => {
    const { pay, status } = createBenchBank()
    pay()
    expect(status(reference, fields, priority)).toMatchObject({ status: 200, sealed: true, body: { ActCode: "25" } })
  })

  it("goes by the date in India on which the payment arrived", () => {
    const { clock, pay, status } = createBenchBank()
    clock.nowMs = Date.UTC(2030, 0, 31, 18, 30)
    pay({ localTxnDtTime: "20300131235959" })
    expect(codeOf(status("REF1", { date: "02/01/2030" }))).toBe("0")
    expect(codeOf(status("REF1", { date: "01/31/2030" }))).toBe("25")
  })

  it.each([
    [{ bcID: "IBCXXX00000" }, "901"], [{ passCode: "wrong" }, "902"], [{ date: "" }, "8015"], [{ recon360: undefined }, "8015"]
  ])("with %j is refused", (fields, code) => {
    const { pay, status } = createBenchBank()
    pay()
    expect(codeOf(status("REF1", fields))).toBe(code)
  })

  it("with an x-priority of no form is a plain 403", () => {
    const { status } = createBenchBank()
    expect(status("REF1", {}, "0300")).toMatchObject({ status: 403, sealed: false })
  })

  it("tells a partner nothing of another's payment, and lets both use one reference", () => {
    const { bank, pay, status } = createBenchBank()
    const other = bank.registerPartner({ name: "Other", certificatePem: "" })
    const theirs = callsOf(bank, other)
    pay()
    expect(codeOf(theirs.status("REF1"))).toBe("25")
    expect(theirs.pay({ amount: "7.00" }).moneyMoved).toBe(true)
    expect(status("REF1").body).toMatchObject({ Amount: "100.50" })
    expect(theirs.status("REF1").body).toMatchObject({ Amount: "7.00" })
    expect(bank.balancePaise(other.apiKey)).toBe(10_000_000_000n - 700n)
    expect(codeOf(callsOf(bank, { ...other, passCode: bank.partner(other.apiKey)?.bcId ?? "" }).status("REF1"))).toBe("902")
  })

  it("with an apiKey that nobody has is a plain 401", () => {
    const { bank } = createBenchBank()
    const answer = bank.handle({ partner: "nobody", path: "/api/v1/composite-status", priority: "0100", body: {} })
    expect(answer).toMatchObject({ status: 401, sealed: false })
  })
})
