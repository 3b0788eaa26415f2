import { describe, expect, it } from "vitest"
import { createBank } from "../bank.ts"
import { minutesMs, plainAccount, startMs, tPlus2Ms } from "../testing/bench-bank.ts"
import { createRailBench, railCallsOf } from "../testing/rail-calls.ts"

const bodyOf = (answer: { readonly body: unknown }) => answer.body as Record<string, string>

describe("a NEFT payment", () => {
  it("is debited and answered at once, credited by the clock after its batch", () => {
    const { bank, clock, partner, rails } = createRailBench()
    const answer = rails.payNeft()
    expect(answer).toMatchObject({ status: 200, sealed: true, delayMs: 0, moneyMoved: true })
    expect(answer.body).toEqual({
      REQID: "100001", STATUS: "SUCCESS", UNIQUEID: "REF1", URN: partner.urn, UTRNUMBER: expect.stringMatching(/^[A-Z]{4}N\d{11}$/),
      RESPONSE: "SUCCESS"
    })
    const utr = bodyOf(answer)["UTRNUMBER"] ?? ""
    expect(bank.ledger()).toEqual([{
      tranRefNo: "REF1", rail: "neft", amountPaise: "10050", beneficiaryAccount: plainAccount, ifsc: "TEST0000001", state: "debited",
      rrn: utr, at: new Date(startMs).toISOString()
    }])
    expect(rails.askByUtr(utr).body).toEqual({ STATUS: "PENDING", Response: "SUCCESS", UTRNUMBER: utr })
    clock.nowMs += minutesMs(60)
    expect(bank.ledger()[0]?.state).toBe("settled")
    expect(rails.askNeft("REF1").body).toEqual(answer.body)
    expect(rails.askByUtr(utr).body).toEqual({ STATUS: "SUCCESS", Response: "SUCCESS", UTRNUMBER: utr, CreditDate: "31-01-2030" })
    expect(rails.send("/api/v1/composite-status", {
      AGGRID: partner.aggrId, CORPID: partner.corpId, USERID: partner.userId, URN: partner.urn, UTRNUMBER: utr
    }, "0010").body).toMatchObject({ CreditDate: "31-01-2030" })
  })

  it("comes back days later under a new UTR; the debit leg goes on saying SUCCESS", () => {
    const { bank, clock, partner, rails } = createRailBench()
    const utr = bodyOf(rails.payNeft({ beneAccNo: "999000000040" }))["UTRNUMBER"] ?? ""
    clock.nowMs = tPlus2Ms
    expect(bank.ledger()[0]?.state).toBe("settled")
    clock.nowMs += minutesMs(11 * 60)
    expect(bank.ledger()[0]?.state).toBe("reversed")
    expect(bank.balancePaise(partner.apiKey)).toBe(10_000_000_000n)
    expect(bodyOf(rails.askNeft("REF1"))["STATUS"]).toBe("SUCCESS")
    expect(bodyOf(rails.askByUtr(utr))).toMatchObject({ STATUS: "FAILURE", Response: "FAILURE" })
    const event = bank.snapshot().find(({ type }) => type === "payment")
    const returnUtr = event?.type === "payment" ? event.payment.returnUtr : undefined
    expect(returnUtr).toMatch(/^TESTN\d{11}$/)
    expect(returnUtr).not.toBe(utr)
  })

  it("inside the bank is credited at once, with a host reference of 9 digits", () => {
    const { bank, rails } = createRailBench()
    expect(bodyOf(rails.payNeft({ txnType: "TPA", beneIFSC: "ICIC0000011" }))["UTRNUMBER"]).toMatch(/^\d{9}$/)
    expect(bank.ledger()[0]?.state).toBe("settled")
  })

  it("waits for an approval without a debit", () => {
    const { bank, rails } = createRailBench()
    expect(rails.payNeft({ WORKFLOW_REQD: "Y" })).toMatchObject({
      moneyMoved: false, body: { STATUS: "PENDING FOR APPROVAL", RESPONSE: "SUCCESS" }
    })
    expect(bodyOf(rails.askNeft("REF1"))["STATUS"]).toBe("PENDING FOR APPROVAL")
    expect(bank.ledger()).toEqual([])
  })

  it.each([
    [{ crpId: "ANOTHER" }, "9907"], [{ urn: "ANOTHER" }, "9907"], [{ tranRefNo: "REF 1" }, "106589"],
    [{ senderAcctNo: "000000000009" }, "100019"], [{ beneAccNo: "12AB" }, "999050"], [{ beneIFSC: "TEST1000001" }, "103354"],
    [{ beneIFSC: "ICIC0000011" }, "103354"], [{ txnType: "TPA" }, "103354"], [{ txnType: "XXX" }, "106753"], [{ amount: "0" }, "101443"],
    [{ amount: "1.005" }, "101443"], [{ amount: "100000000.01" }, "100030"]
  ])("with %j is refused with the keys of a failure and moves nothing", (fields, code) => {
    const { bank, rails } = createRailBench()
    const answer = rails.payNeft(fields)
    expect(answer).toMatchObject({ status: 200, sealed: true, moneyMoved: false })
    expect(answer.body).toMatchObject({ STATUS: "FAILURE", Response: "FAILURE", ErrorCode: code, Message: expect.any(String) })
    expect(answer.body).not.toHaveProperty("RESPONSE")
    expect(bank.ledger()).toEqual([])
  })

  it("without a mandatory field is 8015 of the gateway", () => {
    expect(createRailBench().rails.payNeft({ narration1: "" }).body).toMatchObject({ success: false, errorCode: "8015" })
  })

  it("to its own account is refused", () => {
    const { partner, rails } = createRailBench()
    expect(bodyOf(rails.payNeft({ beneAccNo: partner.debitAccount }))["ErrorCode"]).toBe("100731")
  })

  it("repeated gets the first one's answer and one debit", () => {
    const { bank, rails } = createRailBench()
    const first = rails.payNeft()
    expect(rails.payNeft({ amount: "7.00" })).toMatchObject({ moneyMoved: false, body: first.body })
    expect(bank.ledger()).toHaveLength(1)
  })
})

describe("an RTGS payment", () => {
  it("answers with UTR, its enquiry with UTRNUMBER, 22 characters", () => {
    const { bank, clock, rails } = createRailBench()
    const { UTR } = bodyOf(rails.payRtgs())
    expect(UTR).toMatch(/^[A-Z]{4}R520300131\d{8}$/)
    expect(bodyOf(rails.askRtgs("REF1"))).toMatchObject({ STATUS: "SUCCESS", UTRNUMBER: UTR })
    expect(bank.ledger()[0]).toMatchObject({ rail: "rtgs", tranRefNo: "REF1", state: "debited", rrn: UTR })
    clock.nowMs += minutesMs(15)
    expect(bank.ledger()[0]?.state).toBe("settled")
  })

  it.each([[{ AMOUNT: "199999.99" }, "101443"], [{ CURRENCY: "USD" }, "101422"], [{ DEBITACC: "000000000009" }, "100019"]])(
    "with %j is refused", (fields, code) => {
      const { rails } = createRailBench()
      expect(rails.payRtgs(fields)).toMatchObject({ moneyMoved: false, body: { STATUS: "FAILURE", ErrorCode: code } })
    }
  )

  it("takes the names of NEFT as well, and TXNTYPE RGS", () => {
    const { rails } = createRailBench()
    expect(rails.payBy("0001", { amount: "200000" }).body).toMatchObject({ STATUS: "SUCCESS" })
    expect(rails.payRtgs({ UNIQUEID: "REF2", TXNTYPE: "RGS" }).body).toMatchObject({ STATUS: "SUCCESS" })
  })
})

describe("an enquiry about a debit leg", () => {
  it("fails, and says nothing about the payment, for what is not there", () => {
    const { rails } = createRailBench()
    rails.payNeft()
    const failed = { STATUS: "UNKNOWN", Response: "FAILURE" }
    expect(rails.askNeft("REF2").body).toMatchObject(failed)
    expect(rails.askRtgs("REF1").body).toMatchObject(failed)
    expect(rails.askByUtr("SIMBN00000000000").body).toMatchObject(failed)
    expect(rails.askNeft("REF1", { CORPID: "ANOTHER" }).body).toMatchObject({ STATUS: "ERROR", ErrorCode: "9907" })
    expect(rails.askNeft("REF1", { URN: "" }).body).toMatchObject({ errorCode: "8015" })
  })

  it("tells a partner nothing of another's payment", () => {
    const { bank, rails } = createRailBench()
    const theirs = railCallsOf(bank, bank.registerPartner({ name: "Other", certificatePem: "" }))
    const utr = bodyOf(rails.payNeft())["UTRNUMBER"] ?? ""
    expect(theirs.askNeft("REF1").body).toMatchObject({ STATUS: "UNKNOWN" })
    expect(theirs.askByUtr(utr).body).toMatchObject({ STATUS: "UNKNOWN" })
  })

  it("is answered on the older path too", () => {
    const { partner, rails } = createRailBench()
    rails.payNeft()
    const body = { AGGRID: partner.aggrId, CORPID: partner.corpId, USERID: partner.userId, URN: partner.urn, UNIQUEID: "REF1" }
    expect(rails.send("/api/v1/composite-payment/status/neft-rtgs", body, "0010").body).toMatchObject({ STATUS: "SUCCESS" })
  })

  it("goes the same way after a replay", () => {
    const { bank, clock, partner, rails } = createRailBench()
    rails.payNeft({ beneAccNo: "999000000040" })
    rails.payRtgs({ UNIQUEID: "REF2" })
    clock.nowMs = tPlus2Ms + minutesMs(11 * 60)
    const twin = createBank({ seed: 1, now: () => clock.nowMs, history: JSON.parse(JSON.stringify(bank.snapshot())) })
    expect(twin.ledger()).toEqual(bank.ledger())
    expect(railCallsOf(twin, partner).askNeft("REF1")).toEqual(rails.askNeft("REF1"))
  })
})
