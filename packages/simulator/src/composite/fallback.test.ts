import { describe, expect, it } from "vitest"
import { codeOf } from "../testing/bench-bank.ts"
import { createRailBench } from "../testing/rail-calls.ts"

const rowsOf = (ledger: readonly { readonly rail: string; readonly tranRefNo: string }[]) => ledger.map(({ rail }) => rail)

describe("a payment over several rails", () => {
  it("stays on its first choice when that pays", () => {
    const { bank, rails } = createRailBench()
    expect(rails.payBy("0120")).toMatchObject({ moneyMoved: true, body: { ActCode: "0" } })
    expect(rowsOf(bank.ledger())).toEqual(["imps"])
  })

  it.each(["7", "12", "18", "19", "20", "24", "901"])("goes on after ActCode %s; the shape of the reply says which rail paid", (actCode) => {
    const { bank, rails, status } = createRailBench()
    bank.addFault({ match: { rail: "imps" }, fault: "act-code", actCode, moneyMoved: false })
    expect(rails.payBy("0120")).toMatchObject({ moneyMoved: true, body: { STATUS: "SUCCESS", UNIQUEID: "REF1" } })
    expect(rowsOf(bank.ledger())).toEqual(["neft"])
    expect(codeOf(status("REF1"))).toBe(actCode)
  })

  it("goes on after 101 though IMPS has debited: two rails pay", () => {
    const { bank, rails } = createRailBench()
    bank.addFault({ match: { rail: "imps" }, fault: "act-code", actCode: "101" })
    expect(rails.payBy("0120")).toMatchObject({ moneyMoved: true, body: { STATUS: "SUCCESS" } })
    expect(rowsOf(bank.ledger())).toEqual(["imps", "neft"])
  })

  it.each(["11", "30", "52", "91"])("ends with ActCode %s", (actCode) => {
    const { bank, rails } = createRailBench()
    bank.addFault({ match: { rail: "imps" }, fault: "act-code", actCode })
    expect(codeOf(rails.payBy("0120"))).toBe(actCode)
    expect(rowsOf(bank.ledger())).not.toContain("neft")
  })

  it("goes on by itself when the BC id is not the partner's", () => {
    const { bank, rails } = createRailBench()
    expect(rails.payBy("0120", { bcID: "IBCXXX00000" }).body).toMatchObject({ STATUS: "SUCCESS" })
    expect(rowsOf(bank.ledger())).toEqual(["neft"])
  })

  it("answers 997 when no rail is left, with or without a debit on the way", () => {
    const { bank, rails } = createRailBench()
    bank.addFault({ match: { rail: "neft" }, fault: "act-code", actCode: "8011", moneyMoved: false, times: 2 })
    bank.addFault({ match: { rail: "imps" }, fault: "act-code", actCode: "18" })
    expect(rails.payBy("0120")).toMatchObject({ moneyMoved: false, body: { success: false, errorCode: "997" } })
    expect(bank.ledger()).toEqual([])
    bank.addFault({ match: { rail: "imps" }, fault: "act-code", actCode: "101" })
    expect(rails.payBy("0210", { tranRefNo: "REF2" })).toMatchObject({ moneyMoved: true, body: { success: false, errorCode: "997" } })
    expect(rowsOf(bank.ledger())).toEqual(["imps"])
  })

  it.each(["upi", "neft"])("goes on from %s when the gateway does not reach it", (rail) => {
    const { bank, rails } = createRailBench()
    bank.addFault({ match: { rail }, fault: "act-code", actCode: "8011", moneyMoved: false })
    expect(rails.payBy(rail === "upi" ? "1200" : "0210")).toMatchObject({ moneyMoved: true, body: { ActCode: "0" } })
    expect(rowsOf(bank.ledger())).toEqual(["imps"])
  })

  it("needs the union of the fields", () => {
    const { bank, rails } = createRailBench()
    expect(rails.payBy("0120", { aggrName: "" }).body).toMatchObject({ errorCode: "8015" })
    expect(rails.payBy("1200", { mcc: undefined }).body).toMatchObject({ errorCode: "8015" })
    expect(bank.ledger()).toEqual([])
  })

  it("repeated is answered about the rail that paid, and pays no more", () => {
    const { bank, rails } = createRailBench()
    bank.addFault({ match: { rail: "imps" }, fault: "act-code", actCode: "20" })
    const first = rails.payBy("0120")
    expect(rails.payBy("0120")).toMatchObject({ moneyMoved: false, body: first.body })
    expect(rails.payBy("0120", { bcID: "IBCXXX00000" })).toMatchObject({ moneyMoved: false, body: first.body })
    expect(bank.ledger()).toHaveLength(1)
  })

  it("is a plain 403 when one of the rails is not open to the partner", () => {
    const { bank } = createRailBench()
    const { apiKey } = bank.registerPartner({ name: "IMPS only", certificatePem: "", rails: ["imps"] })
    expect(bank.handle({ partner: apiKey, path: "/api/v1/composite-payment", priority: "0120", body: {} })).toMatchObject({ status: 403 })
  })
})

describe("composite validation", () => {
  const path = "/api/v1/composite-validation"
  const names = [
    "BeneAccNo", "BeneIFSC", "TranRefNo", "PaymentRef", "RemName", "RemMobile", "RetailerCode", "PassCode", "Channel", "BcID",
    "TransactionDate"
  ]

  it("has no public reply: the fields are checked, then the gateway says that nothing is there", () => {
    const { rails } = createRailBench()
    const body = Object.fromEntries(names.map((name) => [name, "x"]))
    expect(rails.send(path, body, "0010")).toMatchObject({ status: 400, sealed: false, body: { errorCode: "8011" } })
    for (const name of names) expect(codeOf(rails.send(path, { ...body, [name]: "" }, "0010"))).toBe("8015")
    expect(codeOf(rails.send(path, { "virtual-address": "a@b" }))).toBe("8015")
    expect(codeOf(rails.send(path, { Beneficiary_Name: "Asha" }))).toBe("8015")
  })
})
