import { describe, expect, it } from "vitest"
import { minutesMs, nextDayMs, startMs, tPlus2Ms } from "../testing/bench-bank.ts"
import { createCibBench, own, v1 } from "./testing/cib-bench.ts"

const opening = 10_000_000_000n

describe("passwords", () => {
  const path = `${v1}/TransactionOTP`

  it("let the payment with their own UNIQUEID through; its reply has no UTR, the inquiry does", () => {
    const { transact, otpFor, inquire } = createCibBench()
    const OTP = otpFor("U1")
    expect(OTP).toMatch(/^\d{6}$/)
    const reply = transact({ OTP, CUSTOMERINDUCED: "Y" }, path)
    expect(reply).toMatchObject({ STATUS: "SUCCESS", RESPONSE: "SUCCESS" })
    expect(reply).not.toHaveProperty("UTRNUMBER")
    expect(inquire()).toMatchObject({ UTRNUMBER: expect.stringMatching(/^SIMBN/) })
  })

  it("live fifteen minutes, and a wrong one leaves the UNIQUEID free", () => {
    const { bank, clock, transact, otpFor } = createCibBench()
    const OTP = otpFor("U1")
    const pay = (otp: string, uniqueId = "U1") => transact({ OTP: otp, CUSTOMERINDUCED: "Y", UNIQUEID: uniqueId }, path)
    expect(pay("")).toMatchObject({ ErrorCode: "99274" })
    expect(pay(OTP === "111111" ? "222222" : "111111")).toMatchObject({ ErrorCode: "994006", STATUS: "FAILURE" })
    expect(pay(OTP, "U2")).toMatchObject({ ErrorCode: "994006" })
    clock.nowMs += minutesMs(15) + 1
    expect(pay(OTP)).toMatchObject({ ErrorCode: "107889" })
    expect(bank.ledger()).toEqual([])
    expect(pay(otpFor("U1"))).toMatchObject({ STATUS: "SUCCESS" })
  })

  it("are checked by the plain call too when they are sent there, and given to nobody else", () => {
    const { transact, otpFor, send } = createCibBench()
    expect(transact({ OTP: "000000" })).toMatchObject({ ErrorCode: "994006" })
    expect(transact({ OTP: otpFor("U1") })).toMatchObject({ STATUS: "SUCCESS" })
    expect(send(`${v1}/Create`, { UNIQUEID: "U2", URN: "OTHER" })).toMatchObject({ RESPONSE: "FAILURE", ErrorCode: "9907" })
    expect(send("/api/Corporate/CIB_SV/v1/Create", { UNIQUEID: "U2" })).toEqual({ RESPONSE: "Success", MESSAGE: "OTP sent" })
  })
})

describe("an approver", () => {
  it("is waited for without a debit; his yes debits", () => {
    const { bank, partner, clock, transact, inquire, control } = createCibBench()
    expect(transact({ WORKFLOW_REQD: "Y" })).toMatchObject({ STATUS: "PENDING FOR APPROVAL", RESPONSE: "SUCCESS" })
    clock.nowMs = tPlus2Ms
    expect(inquire()).toMatchObject({ STATUS: "PENDING FOR APPROVAL" })
    expect(bank.ledger()).toEqual([])
    expect(control("GET /_sim/cib/approvals")).toMatchObject({ approvals: [{ uniqueId: "U1", rail: "neft", amountPaise: "10050" }] })
    expect(control("POST /_sim/cib/approvals", { uniqueId: "U1", approve: true })).toEqual({ uniqueId: "U1", approved: true })
    expect(inquire()).toMatchObject({ STATUS: "SUCCESS", UTRNUMBER: expect.any(String) })
    expect(bank.balancePaise(partner.apiKey)).toBe(opening - 10_050n)
    expect(bank.ledger()[0]?.at).toBe(new Date(tPlus2Ms).toISOString())
    expect(control("GET /_sim/cib/approvals")).toEqual({ approvals: [] })
  })

  it.each(["RGS", "IFS"])("says no to %s: FAILURE, never a debit", (TXNTYPE) => {
    const { bank, partner, transact, inquire, control } = createCibBench()
    transact({ WORKFLOW_REQD: "Y", TXNTYPE })
    control("POST /_sim/cib/approvals", { uniqueId: "U1", approve: false })
    expect(inquire()).toMatchObject({ STATUS: "FAILURE", Response: "FAILURE" })
    expect(transact({ WORKFLOW_REQD: "Y", TXNTYPE })).toMatchObject({ STATUS: "DUPLICATE" })
    expect(bank.ledger()).toEqual([])
    expect(bank.balancePaise(partner.apiKey)).toBe(opening)
  })

  it("cannot spend what is gone by then", () => {
    const { bank, transact, inquire, control } = createCibBench({ openingBalancePaise: 15_000n })
    transact({ WORKFLOW_REQD: "Y" })
    transact({ UNIQUEID: "U2" })
    control("POST /_sim/cib/approvals", { uniqueId: "U1", approve: true })
    expect(inquire()).toMatchObject({ STATUS: "FAILURE", ErrorCode: "100030" })
    expect(bank.ledger().map(({ tranRefNo }) => tranRefNo)).toEqual(["U2"])
  })

  it("is asked once for a repeat, and needs a name for what waits", () => {
    const { transact, control } = createCibBench()
    transact({ WORKFLOW_REQD: "Y" })
    expect(transact({ WORKFLOW_REQD: "Y" })).toMatchObject({ STATUS: "DUPLICATE" })
    expect(transact({ WORKFLOW_REQD: "N" })).toMatchObject({ STATUS: "DUPLICATE" })
    expect(() => control("POST /_sim/cib/approvals", { uniqueId: "NONE", approve: true })).toThrow(/waits/)
    expect(() => control("POST /_sim/cib/approvals", { uniqueId: "U1" })).toThrow(/approve/)
    expect(() => control("POST /_sim/cib/approvals", { approve: true })).toThrow(/uniqueId/)
    expect(() => control("POST /_sim/cib/approvals", { uniqueId: "U1", approve: true, partner: "nobody" })).toThrow(/partner/)
  })
})

describe("a scheduled payment", () => {
  const path = `${own}/SchedulePayment`
  const order = (otp: string, PAYMENT_DATE: string, more: object = {}) => ({ OTP: otp, CUSTOMERINDUCED: "Y", PAYMENT_DATE, ...more })

  it("is paid on its day, with the balance of that day", () => {
    const { bank, clock, transact, otpFor, inquire, control } = createCibBench()
    expect(transact(order(otpFor("U1"), "01-02-2030"), path)).toMatchObject({ STATUS: "Pending For Processing", RESPONSE: "SUCCESS" })
    expect(inquire()).toMatchObject({ STATUS: "Pending For Processing" })
    expect(control("GET /_sim/cib/scheduled")).toMatchObject({ scheduled: [{ uniqueId: "U1", due: "01-02-2030 10:00:00" }] })
    clock.nowMs = nextDayMs + minutesMs(599)
    expect(bank.ledger()).toEqual([])
    clock.nowMs += minutesMs(3 * 60)
    expect(inquire()).toMatchObject({ STATUS: "SUCCESS" })
    expect(bank.ledger()).toEqual([expect.objectContaining({ at: new Date(nextDayMs + minutesMs(600)).toISOString(), state: "settled" })])
  })

  it("of today past ten is paid at once, of yesterday or of no day not at all", () => {
    const { bank, transact, otpFor } = createCibBench()
    const OTP = otpFor("U1")
    expect(transact(order(OTP, "30-01-2030"), path)).toMatchObject({ ErrorCode: "108363" })
    expect(transact(order(OTP, "31-02-2030"), path)).toMatchObject({ ErrorCode: "106589" })
    expect(transact(order("", "31-01-2030"), path)).toMatchObject({ ErrorCode: "99274" })
    expect(transact(order(OTP, ""), path)).toMatchObject({ errorCode: "8015" })
    expect(transact(order(OTP, "31-01-2030"), path)).toMatchObject({ STATUS: "SUCCESS" })
    expect(bank.ledger()).toHaveLength(1)
  })

  it("with an approver waits for both", () => {
    const { bank, clock, transact, otpFor, inquire, control } = createCibBench()
    transact(order(otpFor("U1"), "01-02-2030", { WORKFLOW_REQD: "Y" }), path)
    expect(inquire()).toMatchObject({ STATUS: "PENDING FOR APPROVAL" })
    control("POST /_sim/cib/approvals", { uniqueId: "U1", approve: true })
    expect(inquire()).toMatchObject({ STATUS: "Pending For Processing" })
    clock.nowMs = tPlus2Ms
    expect(inquire()).toMatchObject({ STATUS: "SUCCESS" })
    expect(bank.ledger()).toHaveLength(1)
  })
})

describe("callbacks", () => {
  it("tell each change of status, by RSA alone", () => {
    const { bank, clock, partner, transact } = createCibBench()
    const { REQID } = transact({ CREDITACC: "999000000020" })
    clock.nowMs += 2_000
    const [first] = bank.takeCallOuts()
    expect(first).toMatchObject({
      partner: partner.apiKey, kind: "cib.transaction", form: "rsa", body: { UNIQUEID: "U1", TXNSTATUS: "PENDING", REQUESTID: REQID }
    })
    clock.nowMs += minutesMs(3)
    const [second] = bank.takeCallOuts()
    expect(second?.body).toMatchObject({ TXNSTATUS: "SUCCESS", UTRNUMBER: bank.ledger()[0]?.rrn })
    clock.nowMs = tPlus2Ms
    expect(bank.takeCallOuts()).toEqual([])
  })

  it("tell an approver's word, and a refusal", () => {
    const { bank, clock, transact, control } = createCibBench()
    transact({ WORKFLOW_REQD: "Y" })
    transact({ UNIQUEID: "U2", CREDITACC: "12" })
    clock.nowMs = startMs + minutesMs(1)
    expect(bank.takeCallOuts().map(({ body }) => body)).toEqual([{ UNIQUEID: "U2", TXNSTATUS: "FAILURE", REQUESTID: expect.any(String) }])
    control("POST /_sim/cib/approvals", { uniqueId: "U1", approve: true })
    clock.nowMs += minutesMs(1)
    expect(bank.takeCallOuts().map(({ body }) => body)).toEqual([expect.objectContaining({ UNIQUEID: "U1", TXNSTATUS: "SUCCESS" })])
  })
})
