import { describe, expect, it } from "vitest"
import { minutesMs, nextDayMs, startMs, tPlus2Ms } from "../testing/bench-bank.ts"
import { createRailBench, railCallsOf } from "../testing/rail-calls.ts"

const originalOf = (answer: { readonly body: unknown }): unknown =>
  (answer.body as { MobileAppData?: Record<string, string> }).MobileAppData?.["original-txn-response-code"]
const reconWordOf = (answer: { readonly body: unknown }): string | undefined => {
  const reply = answer.body as { "recon-api-response": { parameters: { index: { parameter: { name: string; value: string }[] } } } }
  return reply["recon-api-response"].parameters.index.parameter.find(({ name }) => name === "CurrentTransactionStatus")?.value
}

describe("a UPI payment", () => {
  it("is debited, settled, and answered in the bank's shape", () => {
    const { bank, rails } = createRailBench()
    const answer = rails.payUpi()
    expect(answer).toMatchObject({ status: 200, sealed: true, moneyMoved: true })
    expect(answer.body).toEqual({
      success: true, response: "0", message: "Transaction Successful", BankRRN: expect.stringMatching(/^\d{12}$/), UpiTranlogId: "100001",
      UserProfile: "1000001", SeqNo: "REF1", MobileAppData: "SUCCESS", PayerRespCode: "00", PayeeRespCode: "00", PayerRevRespCode: "",
      PayeeRevRespCode: ""
    })
    expect(bank.ledger()).toEqual([{
      tranRefNo: "REF1", rail: "upi", amountPaise: "10050", beneficiaryAccount: "payee.test@upi", ifsc: "", state: "settled",
      rrn: (answer.body as { BankRRN: string }).BankRRN, at: new Date(startMs).toISOString()
    }])
  })

  it("under way says success \"true\" beside response 92, and the enquiry 0 beside the original 92", () => {
    const { bank, clock, rails } = createRailBench()
    expect(rails.payUpi({ "payee-va": "999000000020@upi" })).toMatchObject({ moneyMoved: true, body: { success: "true", response: "92" } })
    expect(rails.askUpi("REF1").body).toMatchObject({
      success: true, response: "0", SeqNo: "ASK1", MobileAppData: { "original-txn-response-code": "92" }
    })
    expect(bank.ledger()[0]?.state).toBe("debited")
    clock.nowMs += minutesMs(3)
    expect(originalOf(rails.askUpi("REF1"))).toBe("0")
    expect(bank.ledger()[0]?.state).toBe("settled")
  })

  it("failed after its debit is seen by the original code alone", () => {
    const { bank, clock, rails } = createRailBench()
    rails.payUpi({ "payee-va": "999000000021@upi" })
    clock.nowMs += minutesMs(3)
    expect(rails.askUpi("REF1").body).toMatchObject({ success: true, response: "0", MobileAppData: { "original-txn-response-code": "U30" } })
    expect(bank.ledger()[0]?.state).toBe("reversed")
  })

  it.each([
    [{ "payee-va": "nobody" }, "37"], [{ "payer-va": "no one@upi" }, "37"], [{ amount: "0" }, "11"], [{ amount: "1e3" }, "11"],
    [{ amount: "100000000.01" }, "Z9"], [{ "profile-id": "me" }, "8021"], [{ "seq-no": "REF 1" }, "11"]
  ])("with %j is refused and moves nothing", (fields, response) => {
    const { bank, rails } = createRailBench()
    expect(rails.payUpi(fields)).toMatchObject({ status: 200, sealed: true, moneyMoved: false, body: { success: false, response } })
    expect(bank.ledger()).toEqual([])
  })

  it("without a mandatory field is 8015", () => {
    expect(createRailBench().rails.payUpi({ mcc: "" }).body).toMatchObject({ success: false, errorCode: "8015" })
  })

  it("repeated gets an answer about the first one and one debit", () => {
    const { bank, rails } = createRailBench()
    const first = rails.payUpi()
    expect(rails.payUpi({ amount: "7.00" })).toMatchObject({ moneyMoved: false, body: first.body })
    expect(bank.ledger()).toHaveLength(1)
  })
})

describe("a UPI enquiry", () => {
  it.each([
    ["an unknown reference", "REF2", {}], ["the next day's date", "REF1", { date: "02/01/2030" }],
    ["an unknown reference in Recon360", "REF2", { recon360: "Y" }]
  ])("does not find %s", (_, reference, fields) => {
    const { rails } = createRailBench()
    rails.payUpi()
    expect(rails.askUpi(reference, fields)).toMatchObject({ status: 200, sealed: true, body: { success: false, response: "15" } })
  })

  it("tells a partner nothing of another's payment, and an IMPS enquiry nothing of UPI", () => {
    const { bank, rails, status } = createRailBench()
    rails.payUpi()
    const theirs = railCallsOf(bank, bank.registerPartner({ name: "Other", certificatePem: "" }))
    expect(theirs.askUpi("REF1").body).toMatchObject({ response: "15" })
    expect(status("REF1").body).toMatchObject({ ActCode: "25" })
  })

  it("finds a payment for 5 days", () => {
    const { clock, rails } = createRailBench()
    rails.payUpi()
    clock.nowMs = startMs + minutesMs(5 * 24 * 60)
    expect(originalOf(rails.askUpi("REF1"))).toBe("0")
    clock.nowMs += 1
    expect(rails.askUpi("REF1").body).toMatchObject({ response: "15" })
  })

  it("asks Recon360: no account of a UPI address, the word by the clock", () => {
    const { clock, rails } = createRailBench()
    rails.payUpi({ "payee-va": "999000000030@upi" })
    expect(reconWordOf(rails.askUpi("REF1", { recon360: "Y" }))).toBe("Timeout")
    expect(JSON.stringify(rails.askUpi("REF1", { recon360: "Y" }).body)).not.toContain("BeneficiaryAccountNumber")
    clock.nowMs = tPlus2Ms
    expect(reconWordOf(rails.askUpi("REF1", { recon360: "Y" }))).toBe("Credit Confirmation Received")
    expect(originalOf(rails.askUpi("REF1"))).toBe("94")
  })

  it("shows a return in Recon360 only", () => {
    const { bank, clock, rails } = createRailBench()
    rails.payUpi({ "payee-va": "999000000040@upi" })
    clock.nowMs = nextDayMs
    expect(bank.ledger()[0]?.state).toBe("reversed")
    expect(originalOf(rails.askUpi("REF1"))).toBe("0")
    expect(reconWordOf(rails.askUpi("REF1", { recon360: "Y" }))).toBe("Returned received")
  })

  it("of an older client has no date, and ICI before the reference", () => {
    const { rails } = createRailBench()
    rails.payUpi()
    const { date: _, recon360: __, ...older } = {
      "device-id": "0", mobile: "9999900000", "channel-code": "MICICI", "profile-id": "1000001", "seq-no": "ASK1", "ori-seq-no": "ICIREF1",
      date: "", recon360: ""
    }
    expect(originalOf(rails.send("/api/v1/composite-payment/status/imps", older, "1000"))).toBe("0")
    expect(rails.send("/api/v1/composite-status", older, "1000").body).toMatchObject({ errorCode: "8015" })
  })
})
