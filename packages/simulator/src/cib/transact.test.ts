import { describe, expect, it } from "vitest"
import { minutesMs, tPlus2Ms } from "../testing/bench-bank.ts"
import { railCallsOf } from "../testing/rail-calls.ts"
import { createCibBench, v1 } from "./testing/cib-bench.ts"

const rupees = 100n
const opening = 10_000_000_000n

describe("a CIB transaction", () => {
  it.each([
    ["RGS", "TEST0000001", "100.50", "neft", /^SIMBN\d{11}$/, "debited"],
    ["RTG", "TEST0000001", "200000.00", "rtgs", /^SIMBR5\d{16}$/, "debited"],
    ["IFS", "TEST0000001", "100.50", "imps", /^\d{12}$/, "settled"],
    ["TPA", "ICIC0000011", "100.50", "neft", /^\d{9}$/, "settled"],
    ["OWN", "ICIC0000011", "100.50", "neft", /^\d{9}$/, "settled"],
    ["VAP", "ICIC0000011", "100.50", "neft", /^\d{9}$/, "settled"]
  ])("%s goes over its rail, and the inquiry says the same", (TXNTYPE, IFSC, AMOUNT, rail, reference, state) => {
    const { bank, partner, transact, inquire } = createCibBench()
    const reply = transact({ TXNTYPE, IFSC, AMOUNT })
    expect(reply).toEqual({
      REQID: "100001", UNIQUEID: "U1", URN: partner.urn, STATUS: "SUCCESS", UTRNUMBER: expect.stringMatching(reference), RESPONSE: "SUCCESS"
    })
    const { REQID: _, ...rest } = reply
    expect(inquire()).toEqual(rest)
    expect(inquire("U1", { REQID: "100001" })).toEqual(rest)
    expect(inquire("U1", { REQID: "100002" })).toMatchObject({ STATUS: "UNKNOWN" })
    expect(bank.ledger()).toEqual([expect.objectContaining({ tranRefNo: "U1", rail, state, rrn: reply["UTRNUMBER"] })])
    const paise = BigInt(AMOUNT.replace(".", ""))
    expect(bank.balancePaise(partner.apiKey)).toBe(opening - paise)
  })

  it("pays a virtual account with letters, which no other transfer does", () => {
    const { bank, transact } = createCibBench()
    expect(transact({ TXNTYPE: "VAP", IFSC: "ICIC0000011", CREDITACC: "ACME00001" })).toMatchObject({ STATUS: "SUCCESS" })
    expect(bank.ledger()[0]?.beneficiaryAccount).toBe("ACME00001")
    expect(transact({ TXNTYPE: "TPA", IFSC: "ICIC0000011", CREDITACC: "ACME00001", UNIQUEID: "U2" })).toMatchObject({ ErrorCode: "999050" })
  })

  it("is found by the status of Composite NEFT and RTGS, and by UTR", () => {
    const { bank, partner, clock, transact } = createCibBench()
    const rails = railCallsOf(bank, partner)
    const { UTRNUMBER } = transact()
    transact({ UNIQUEID: "U2", TXNTYPE: "RTG", AMOUNT: "200000" })
    expect(rails.askNeft("U1").body).toMatchObject({ STATUS: "SUCCESS", UTRNUMBER })
    expect(rails.askRtgs("U2").body).toMatchObject({ STATUS: "SUCCESS" })
    clock.nowMs += minutesMs(61)
    expect(rails.askByUtr(String(UTRNUMBER)).body).toMatchObject({ STATUS: "SUCCESS", CreditDate: "31-01-2030" })
    rails.payNeft({ tranRefNo: "C1" })
    expect(bank.ledger()).toHaveLength(3)
  })

  it.each([
    [{ AMOUNT: "100000000.01" }, "100030"], [{ AMOUNT: "100000000.01", TXNTYPE: "TPA", IFSC: "ICIC0000011" }, "100030"],
    [{ AMOUNT: "x" }, "101443"], [{ AMOUNT: "199999.99", TXNTYPE: "RTG" }, "101443"], [{ AMOUNT: "500000.01", TXNTYPE: "IFS" }, "101443"],
    [{ AMOUNT: "0.99", TXNTYPE: "IFS" }, "101443"], [{ DEBITACC: "000000000009" }, "100019"],
    [{ DEBITACC: "000000000009", TXNTYPE: "IFS" }, "100019"], [{ CREDITACC: "12" }, "999050"], [{ CREDITACC: "12", TXNTYPE: "IFS" }, "999050"],
    [{ IFSC: "TEST1" }, "103354"], [{ IFSC: "ICIC0000011" }, "103354"], [{ IFSC: "ICIC0000011", TXNTYPE: "IFS" }, "103354"],
    [{ TXNTYPE: "TPA" }, "103354"], [{ CURRENCY: "USD" }, "101422"], [{ CURRENCY: "USD", TXNTYPE: "IFS" }, "101422"],
    [{ TXNTYPE: "constructor" }, "106753"], [{ UNIQUEID: "has space" }, "106589"], [{ UNIQUEID: "x".repeat(41) }, "106589"],
    [{ URN: "WRONG" }, "9907"], [{ CORPID: "WRONG" }, "9907"], [{ AGGRID: "WRONG" }, "9907"]
  ])("refuses %j with %s and keeps the money", (fields, code) => {
    const { bank, partner, transact } = createCibBench()
    expect(transact(fields)).toMatchObject({ STATUS: "FAILURE", Response: "FAILURE", ErrorCode: code, Message: expect.any(String) })
    expect(bank.ledger()).toEqual([])
    expect(bank.balancePaise(partner.apiKey)).toBe(opening)
  })

  it("refuses its own account as beneficiary, on every rail", () => {
    const { partner, transact } = createCibBench()
    for (const [TXNTYPE, UNIQUEID] of [["RGS", "U1"], ["IFS", "U2"]]) {
      expect(transact({ TXNTYPE, UNIQUEID, CREDITACC: partner.debitAccount })).toMatchObject({ ErrorCode: "100731" })
    }
  })

  it.each(["CREDITACC", "IFSC", "AMOUNT", "TXNTYPE", "UNIQUEID", "AGGRNAME", "WORKFLOW_REQD"])("misses %s", (field) => {
    const { bank, transact } = createCibBench()
    expect(transact({ [field]: "" })).toMatchObject({ success: false, errorCode: "8015", description: expect.stringContaining(field) })
    expect(bank.ledger()).toEqual([])
  })

  it("wants the beneficiary's LEI from 50 crore", () => {
    const { bank, transact } = createCibBench({ openingBalancePaise: 10n ** 13n })
    const big = { AMOUNT: "500000000.00", TXNTYPE: "RTG" }
    expect(transact(big)).toMatchObject({ errorCode: "8097" })
    expect(transact({ ...big, BENLEI: "SHORT" })).toMatchObject({ errorCode: "8098" })
    expect(transact({ ...big, AMOUNT: "499999999.99", UNIQUEID: "U2" })).toMatchObject({ STATUS: "SUCCESS" })
    expect(transact({ ...big, BENLEI: "TESTLEI0000000000001" })).toMatchObject({ STATUS: "SUCCESS" })
    expect(bank.ledger()).toHaveLength(2)
  })

  it("knows the rails that are open to the partner", () => {
    const { bank, send, order } = createCibBench()
    const other = bank.registerPartner({ name: "B", certificatePem: "", rails: ["neft"] })
    const body = { ...order(), AGGRID: other.aggrId, AGGRNAME: "A", CORPID: other.corpId, USERID: other.userId, URN: other.urn, DEBITACC: other.debitAccount }
    const pay = (TXNTYPE: string) =>
      bank.handle({ partner: other.apiKey, path: `${v1}/Transaction`, priority: "", body: { ...body, TXNTYPE } }).body
    expect(pay("IFS")).toMatchObject({ ErrorCode: "108220" })
    expect(pay("RGS")).toMatchObject({ STATUS: "SUCCESS" })
    expect(send(`${v1}/Transaction/acme`, order())).toMatchObject({ STATUS: "SUCCESS" })
  })
})

describe("a repeated UNIQUEID", () => {
  it("is called DUPLICATE, another order 999936, another rail 999033: all about the first, and one debit stands", () => {
    const { bank, transact, inquire } = createCibBench()
    transact()
    expect(transact()).toMatchObject({ STATUS: "DUPLICATE", RESPONSE: "FAILURE", REQID: "100001", UNIQUEID: "U1" })
    expect(transact({ AMOUNT: "1.00" })).toMatchObject({ STATUS: "FAILURE", ErrorCode: "999936", REQID: "100001" })
    expect(transact({ TXNTYPE: "IFS" })).toMatchObject({ STATUS: "FAILURE", ErrorCode: "999033" })
    expect(bank.ledger()).toHaveLength(1)
    expect(inquire()).toMatchObject({ STATUS: "SUCCESS" })
  })

  it("is one of Composite NEFT's as well", () => {
    const { bank, partner, transact } = createCibBench()
    railCallsOf(bank, partner).payNeft({ tranRefNo: "U1" })
    expect(transact()).toMatchObject({ STATUS: "DUPLICATE" })
    expect(bank.ledger()).toHaveLength(1)
  })

  it("is paid again by the harsh bank", () => {
    const { bank, transact } = createCibBench({ duplicateReference: "debit-again" })
    transact()
    expect(transact()).toMatchObject({ STATUS: "SUCCESS" })
    expect(bank.ledger()).toHaveLength(2)
  })

  it("is never told that its password is old", () => {
    const { bank, clock, transact, otpFor } = createCibBench()
    const order = { OTP: otpFor("U1"), CUSTOMERINDUCED: "Y" }
    transact(order, `${v1}/TransactionOTP`)
    clock.nowMs += minutesMs(20)
    expect(transact(order, `${v1}/TransactionOTP`)).toMatchObject({ STATUS: "DUPLICATE" })
    expect(bank.ledger()).toHaveLength(1)
  })
})

describe("what a payment meets on its way", () => {
  it.each([
    ["RGS", "999000000020", "PENDING", "SUCCESS", "debited"], ["IFS", "999000000020", "PENDING", "SUCCESS", "settled"],
    ["RGS", "999000000021", "PENDING", "FAILURE", "reversed"], ["IFS", "999000000021", "PENDING", "FAILURE", "reversed"]
  ])("%s to %s is %s, and %s after three minutes", (TXNTYPE, CREDITACC, first, later, state) => {
    const { bank, partner, clock, transact, inquire } = createCibBench()
    expect(transact({ TXNTYPE, CREDITACC })).toMatchObject({ STATUS: first, RESPONSE: "FAILURE" })
    expect(bank.balancePaise(partner.apiKey)).toBe(opening - 10_050n)
    clock.nowMs += minutesMs(3)
    expect(inquire()).toMatchObject({ STATUS: later })
    expect(bank.ledger()[0]?.state).toBe(state)
    expect(bank.balancePaise(partner.apiKey)).toBe(state === "reversed" ? opening : opening - 10_050n)
  })

  it.each([["999000000030", "Pending For Processing"], ["999000000091", "PROCESSING"], ["999000000050", "PENDING"]])(
    "IFS to %s is %s",
    (CREDITACC, status) => {
      const { transact } = createCibBench()
      expect(transact({ TXNTYPE: "IFS", CREDITACC })).toMatchObject({ STATUS: status })
    }
  )

  it("declines in its own codes what IMPS declines in ActCodes", () => {
    const { transact, inquire } = createCibBench()
    expect(transact({ TXNTYPE: "IFS", CREDITACC: "999000000052" })).toMatchObject({ STATUS: "FAILURE", ErrorCode: "999050" })
    expect(transact({ TXNTYPE: "IFS", CREDITACC: "999000000041", UNIQUEID: "U2" })).toMatchObject({ STATUS: "FAILURE" })
    expect(inquire("U2")).toMatchObject({ STATUS: "FAILURE", Response: "FAILURE" })
    expect(transact({ TXNTYPE: "IFS", CREDITACC: "999000000097", UNIQUEID: "U3" })).toMatchObject({ errorCode: "997" })
    expect(inquire("U3")).toMatchObject({ STATUS: "SUCCESS" })
  })

  it("restores what a late reversal gives back", () => {
    const { bank, partner, clock, transact, inquire } = createCibBench()
    transact({ TXNTYPE: "TPA", IFSC: "ICIC0000011", CREDITACC: "999000000040" })
    expect(bank.balancePaise(partner.apiKey)).toBe(opening - 10_050n)
    clock.nowMs = tPlus2Ms
    expect(bank.balancePaise(partner.apiKey)).toBe(opening)
    expect(bank.ledger()[0]?.state).toBe("reversed")
    expect(inquire()).toMatchObject({ STATUS: "SUCCESS" })
  })

  it("drops, garbles and delays as on every rail", () => {
    const { bank, answer, order, partner } = createCibBench()
    const pay = (UNIQUEID: string, CREDITACC: string) => answer(`${v1}/Transaction`, {
      AGGRID: partner.aggrId, AGGRNAME: "A", CORPID: partner.corpId, USERID: partner.userId, URN: partner.urn,
      ...order({ UNIQUEID, CREDITACC })
    })
    expect(pay("U1", "999000000010")).toMatchObject({ manner: "drop", moneyMoved: true })
    expect(pay("U2", "999000000011")).toMatchObject({ manner: "drop", moneyMoved: false })
    expect(pay("U3", "999000000012")).toMatchObject({ manner: "garble", moneyMoved: true })
    expect(pay("U4", "999000000013")).toMatchObject({ status: 500, moneyMoved: true })
    expect(pay("U5", "999000000014")).toMatchObject({ delayMs: 30_000, moneyMoved: true })
    expect(bank.ledger().map(({ tranRefNo }) => tranRefNo)).toEqual(["U1", "U3", "U4", "U5"])
  })

  it.each([["100030", 0], ["103064", 1], ["UNKNOWN", 1]])("answers an ordered %s, with %s debits", (actCode, debits) => {
    for (const TXNTYPE of ["RGS", "IFS"]) {
      const { bank, transact } = createCibBench()
      bank.addFault({ match: { tranRefNo: "U1" }, fault: "act-code", actCode })
      const reply = transact({ TXNTYPE })
      expect(reply["ErrorCode"] ?? reply["STATUS"]).toBe(actCode)
      expect(bank.ledger()).toHaveLength(debits)
    }
  })

  it("keeps a payment from enquiries for a while", () => {
    const { bank, clock, transact, inquire } = createCibBench()
    bank.addFault({ match: { beneficiaryAccount: "000000000001", rail: "imps" }, fault: "not-found-for-a-while" })
    transact({ TXNTYPE: "IFS" })
    expect(inquire()).toMatchObject({ STATUS: "UNKNOWN", Response: "FAILURE" })
    clock.nowMs += minutesMs(3)
    expect(inquire()).toMatchObject({ STATUS: "SUCCESS" })
  })
})

describe("the inquiry", () => {
  it("says UNKNOWN for what it does not find, ERROR to a stranger: neither is about a payment", () => {
    const { bank, transact, inquire, partner } = createCibBench()
    transact()
    expect(inquire("NONE")).toMatchObject({ STATUS: "UNKNOWN", Response: "FAILURE" })
    expect(inquire("U1", { URN: "OTHER" })).toMatchObject({ STATUS: "ERROR", ErrorCode: "9907" })
    expect(inquire("")).toMatchObject({ errorCode: "8015" })
    expect(inquire("R1")).toMatchObject({ STATUS: "UNKNOWN" })
    const other = bank.registerPartner({ name: "B", certificatePem: "" })
    const body = { AGGRID: other.aggrId, CORPID: other.corpId, USERID: other.userId, URN: other.urn, UNIQUEID: "U1" }
    expect(bank.handle({ partner: other.apiKey, path: `${v1}/TransactionInquiry`, priority: "", body }).body).toMatchObject({ STATUS: "UNKNOWN" })
    expect(partner.apiKey).not.toBe(other.apiKey)
  })

  it("does not take a reference of Composite IMPS for a UNIQUEID, and the payment knows that it is used", () => {
    const { bank, pay, transact, inquire } = createCibBench()
    pay({ tranRefNo: "U1" })
    expect(inquire()).toMatchObject({ STATUS: "UNKNOWN" })
    expect(transact({ TXNTYPE: "IFS" })).toMatchObject({ ErrorCode: "999033" })
    expect(bank.ledger()).toHaveLength(1)
  })

  it.each(["FAILED", "ERROR", "UNKNOWN", "DUPLICATE", "PENDING"])("says %s when told to, and the payment stands", (actCode) => {
    const { bank, transact, inquire } = createCibBench()
    transact()
    bank.addFault({ match: { path: `${v1}/TransactionInquiry` }, fault: "act-code", actCode })
    expect(inquire()).toMatchObject({ STATUS: actCode, RESPONSE: "FAILURE" })
    expect(inquire()).toMatchObject({ STATUS: "SUCCESS" })
  })
})

describe("money of corporate banking", () => {
  it("is paise to the end", () => {
    const { bank, partner, transact } = createCibBench({ openingBalancePaise: 100n * rupees })
    expect(transact({ AMOUNT: "100.01" })).toMatchObject({ ErrorCode: "100030" })
    expect(transact({ AMOUNT: "100.00", UNIQUEID: "U2" })).toMatchObject({ STATUS: "SUCCESS" })
    expect(bank.balancePaise(partner.apiKey)).toBe(0n)
    expect(transact({ AMOUNT: "0.01", UNIQUEID: "U3" })).toMatchObject({ ErrorCode: "100030" })
  })
})
