import { describe, expect, it } from "vitest"
import { nextDayMs } from "../testing/bench-bank.ts"
import type { UpiBench } from "./testing/upi-bench.ts"
import { createUpiBench } from "./testing/upi-bench.ts"

const opening = 10_000_000_000n

/** A shop that was paid Rs 5 by `payer` under CP1. */
const paidShop = (payer = "pays@upi", options = {}): UpiBench => {
  const bench = createUpiBench(options)
  bench.upi.collect("CP1", payer, { amount: "5.00" })
  bench.upi.play("POST /_sim/upi/payer", { merchantTranId: "CP1", act: "pay" })
  return bench
}

describe("a refund", () => {
  it("online goes out at once, in parts, and never more than was paid", () => {
    const { bank, partner, upi } = paidShop()
    expect(upi.refund("RF1", "CP1", "2.00")).toMatchObject({ response: "0", success: "true", status: "SUCCESS", OriginalBankRRN: bank.credits()[0]?.rrn })
    expect(upi.refund("RF2", "CP1", "3.01")).toMatchObject({ response: "5025", success: "false" })
    expect(upi.refund("RF2", "CP1", "3.00")).toMatchObject({ response: "0" })
    expect(upi.refund("RF3", "CP1", "0.01")).toMatchObject({ response: "5025" })
    expect(bank.balancePaise(partner.apiKey)).toBe(opening)
    expect(bank.ledger()).toMatchObject([
      { tranRefNo: "RF1", rail: "upi", amountPaise: "200", beneficiaryAccount: "pays@upi", state: "settled" }, { tranRefNo: "RF2", amountPaise: "300" }
    ])
    const found = upi.search("R", { merchantTranId: "RF1" })
    expect(found).toMatchObject({ response: "0", status: "SUCCESS", amount: "2.00", refundRRN: bank.ledger()[0]?.rrn, OriginalBankRRN: bank.credits()[0]?.rrn })
    expect(upi.status("RF1")).toMatchObject({ response: "5006" })
  })

  it("offline goes out with the next day's settlement", () => {
    const { bank, partner, clock, upi } = paidShop()
    expect(upi.refund("RF1", "CP1", "5.00", { onlineRefund: "N" })).toMatchObject({ response: "92", success: "true", status: "PENDING" })
    expect(upi.search("R", { merchantTranId: "RF1" })).toMatchObject({ response: "92", status: "PENDING" })
    expect(upi.refund("RF2", "CP1", "0.01")).toMatchObject({ response: "5025" })
    expect([bank.balancePaise(partner.apiKey), bank.ledger()]).toEqual([opening + 500n, []])
    clock.nowMs = nextDayMs
    expect(upi.search("R", { merchantTranId: "RF1" })).toMatchObject({ response: "0", status: "SUCCESS", refundRRN: bank.ledger()[0]?.rrn })
    expect(bank.balancePaise(partner.apiKey)).toBe(opening)
    expect(upi.callbacks().map(({ key }) => key)).toEqual(["1 SUCCESS"])
  })

  it("needs the money: at once, or at the settlement", () => {
    const { bank, partner, clock, upi, pay } = paidShop("pays@upi", { openingBalancePaise: 10_000n })
    upi.refund("RF1", "CP1", "1.00", { onlineRefund: "N" })
    pay({ amount: "105.00" })
    expect(bank.balancePaise(partner.apiKey)).toBe(0n)
    expect(upi.refund("RF2", "CP1", "1.00")).toMatchObject({ response: "5014", success: "false" })
    clock.nowMs = nextDayMs
    expect(upi.search("R", { merchantTranId: "RF1" })).toMatchObject({ status: "FAILURE", response: "5014" })
    expect(bank.balancePaise(partner.apiKey)).toBe(0n)
  })

  it("repeated is 5011 online and 5012 offline, and pays once", () => {
    const { bank, upi } = paidShop()
    upi.refund("RF1", "CP1", "1.00")
    upi.refund("RF2", "CP1", "1.00", { onlineRefund: "N" })
    expect(upi.refund("RF1", "CP1", "1.00")).toMatchObject({ response: "5011", success: "false" })
    expect(upi.refund("RF2", "CP1", "1.00", { onlineRefund: "N" })).toMatchObject({ response: "5012" })
    expect(upi.refund("CP1", "CP1", "1.00")).toMatchObject({ response: "5002" })
    expect(bank.ledger()).toHaveLength(1)
    const harsh = paidShop("pays@upi", { duplicateReference: "debit-again" })
    for (const _ of [1, 2]) expect(harsh.upi.refund("RF1", "CP1", "1.00")).toMatchObject({ response: "0" })
    expect(harsh.bank.ledger()).toHaveLength(2)
  })

  it.each([
    ["5006", { originalmerchantTranId: "CP9" }], ["5024", { originalBankRRN: "000000000000" }], ["5025", { refundAmount: "0" }],
    ["5025", { refundAmount: "one" }], ["5013", { payeeVA: "other@upi" }], ["11", { onlineRefund: "X" }], ["10", { note: "" }]
  ])("is refused with %s for %j", (code, fields) => {
    const { bank, upi } = paidShop()
    expect(upi.refund("RF1", "CP1", "1.00", fields)).toMatchObject({ response: code })
    expect(bank.ledger()).toEqual([])
  })

  it("is refused while nobody has paid", () => {
    const { upi } = createUpiBench()
    upi.collect("CP1", "never@upi")
    expect(upi.refund("RF1", "CP1", "1.00")).toMatchObject({ response: "5017" })
    upi.play("POST /_sim/upi/payer", { merchantTranId: "CP1", act: "reject" })
    expect(upi.refund("RF1", "CP1", "1.00")).toMatchObject({ response: "5017" })
  })

  it("of v1 spells a field differently", () => {
    const { bank, upi } = paidShop()
    const reply = upi.v1("Refund", {
      merchantTranId: "RF1", originalmerchantTranId: "CP1", originalBankRRN: bank.credits()[0]?.rrn, refundAmount: "1.00", note: "back", onlineRefund: "Y"
    })
    expect(reply).toMatchObject({ response: "0", originalBankRRN: bank.credits()[0]?.rrn })
    expect(reply).not.toHaveProperty("OriginalBankRRN")
  })
})

describe("a refund that goes wrong", () => {
  it.each([
    ["timed-out-credited", "5021", "PENDING", "SUCCESS", "settled"], ["timed-out-reversed", "5021", "PENDING", "FAILURE", "reversed"],
    ["deemed", "5020", "PENDING", "SUCCESS", "settled"], ["late-reversal", "0", "SUCCESS", "SUCCESS", "reversed"]
  ] as const)("%s: answers %s, %s, and at T+2 is %s", (fault, response, now, later, state) => {
    const { bank, clock, upi } = paidShop()
    bank.addFault({ match: { tranRefNo: "RF1" }, fault })
    expect(upi.refund("RF1", "CP1", "5.00")).toMatchObject({ response })
    expect(upi.search("R", { merchantTranId: "RF1" })).toMatchObject({ response, status: now })
    expect(upi.refund("RF2", "CP1", "5.00")).toMatchObject({ response: "5025" })
    clock.nowMs += 2 * 86_400_000
    expect(upi.search("R", { merchantTranId: "RF1" })).toMatchObject({ status: later })
    expect(bank.ledger()).toMatchObject([{ tranRefNo: "RF1", state }])
    // What came back may go out again.
    expect(upi.refund("RF2", "CP1", "5.00")).toMatchObject({ response: state === "reversed" ? "0" : "5025" })
  })

  it("goes to a magic account's address with that account's fate", () => {
    const { bank, clock, upi } = paidShop("999000000021@upi")
    expect(upi.refund("RF1", "CP1", "1.00")).toMatchObject({ response: "5021", status: "PENDING" })
    clock.nowMs += 180_000
    expect(upi.search("R", { merchantTranId: "RF1" })).toMatchObject({ response: "9", status: "FAILURE" })
    expect(bank.ledger()).toMatchObject([{ state: "reversed" }])
    const lost = paidShop("999000000011@upi")
    expect(lost.upi.refund("RF1", "CP1", "1.00")).toEqual({})
    expect(lost.bank.ledger()).toEqual([])
    const declined = paidShop("999000000052@upi")
    expect(declined.upi.refund("RF1", "CP1", "1.00")).toMatchObject({ response: "5007", status: "FAILURE" })
    expect(declined.upi.refund("RF2", "CP1", "5.00")).toMatchObject({ response: "5007" })
  })
})
