import { describe, expect, it } from "vitest"
import { minutesMs, tPlus2Ms } from "../testing/bench-bank.ts"
import { createCibBench, own, v1 } from "./testing/cib-bench.ts"

const today = { FROMDATE: "31-01-2030", TODATE: "31-01-2030" }

describe("the balance", () => {
  it("is that of the books, in the bank's forms", () => {
    const { partner, pay, send, transact } = createCibBench()
    const ask = () => send(`${v1}/BalanceInquiry`, { ACCOUNTNO: partner.debitAccount })
    expect(ask()).toEqual({
      RESPONSE: "SUCCESS", AGGR_ID: partner.aggrId, CORP_ID: partner.corpId, USER_ID: partner.userId, URN: partner.urn,
      ACCOUNTNO: partner.debitAccount, DATE: "31/01/30 10:15:00", EFFECTIVEBAL: "100000000.00", CURRENCY: "INR"
    })
    transact()
    pay()
    expect(ask()).toMatchObject({ EFFECTIVEBAL: "99999799.00" })
  })

  it("is nobody else's", () => {
    const { partner, send } = createCibBench()
    expect(send(`${v1}/BalanceInquiry`, { ACCOUNTNO: "000000000009" })).toMatchObject({ RESPONSE: "FAILURE", ErrorCode: "999050" })
    expect(send(`${v1}/BalanceInquiry`, { ACCOUNTNO: partner.debitAccount, USERID: "X" })).toMatchObject({ ErrorCode: "9907" })
    expect(send(`${v1}/BalanceInquiry`)).toMatchObject({ errorCode: "8015" })
  })
})

describe("the statement", () => {
  it("has no Record for none, an object for one line, a list for more", () => {
    const { bank, clock, partner, pay, send, transact } = createCibBench()
    const ask = (dates: object = today) => send(`${v1}/AccountStatement`, { ACCOUNTNO: partner.debitAccount, ...dates })
    expect(ask()).not.toHaveProperty("Record")
    transact()
    expect(ask()).toEqual({
      URN: partner.urn, AGGR_ID: partner.aggrId, USER_ID: partner.userId, CORP_ID: partner.corpId, ACCOUNTNO: partner.debitAccount,
      RESPONSE: "SUCCESS",
      Record: {
        TRANSACTIONID: "S100001", TXNDATE: "31-01-2030 10:15:00", VALUEDATE: "31-01-2030", AMOUNT: "100.50", TYPE: "DR",
        BALANCE: "9,99,99,899.50", CHEQUENO: "", REMARKS: expect.stringMatching(/^INF\/NEFT\/SIMBN/)
      }
    })
    pay({ tranRefNo: "C1", beneAccNo: "999000000040" })
    clock.nowMs = tPlus2Ms
    const { Record } = ask({ FROMDATE: "31-01-2030", TODATE: "02-02-2030" })
    expect(Record).toMatchObject([{ TYPE: "DR" }, { TYPE: "DR" }, { TYPE: "CR", BALANCE: "9,99,99,899.50" }])
    expect(ask({ FROMDATE: "01-02-2030", TODATE: "01-02-2030" })["Record"]).toMatchObject({ TYPE: "CR", TRANSACTIONID: "S100003" })
    expect(bank.balancePaise(partner.apiKey)).toBe(9_999_989_950n)
  })

  it.each([
    { FROMDATE: "2030-01-31", TODATE: "31-01-2030" }, { FROMDATE: "31-02-2030", TODATE: "31-03-2030" },
    { FROMDATE: "31-01-2030", TODATE: "30-01-2030" }
  ])("refuses the dates %j", (dates) => {
    const { partner, send } = createCibBench()
    expect(send(`${v1}/AccountStatement`, { ACCOUNTNO: partner.debitAccount, ...dates })).toMatchObject({ RESPONSE: "FAILURE" })
  })

  it("comes page by page, each line once", () => {
    const { clock, partner, send, transact } = createCibBench()
    for (let index = 0; index < 100; index++) {
      transact({ UNIQUEID: `U${index}`, AMOUNT: `${index + 1}.00`, TXNTYPE: "TPA", IFSC: "ICIC0000011" })
      clock.nowMs += minutesMs(1)
    }
    const seen: string[] = []
    const pages: number[] = []
    for (let last: unknown = ""; last !== undefined; ) {
      const page = send(`${v1}/AccountStatements`, {
        ACCOUNTNO: partner.debitAccount, ...today, ...(last === "" ? { CONFLG: "N" } : { CONFLG: "Y", LASTTRID: last })
      })
      const records = page["Record"] as readonly { readonly TRANSACTIONID: string; readonly AMOUNT: string }[]
      pages.push(records.length)
      seen.push(...records.map(({ AMOUNT }) => AMOUNT))
      last = page["LASTTRID"]
    }
    expect(pages).toEqual([50, 50])
    expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => `${index + 1}.00`))
  })

  it("needs the last id for a further page, and one that it has given; one client asks on the path without s", () => {
    const { partner, send, transact } = createCibBench()
    transact()
    const ask = (fields: object, path = "AccountStatements") =>
      send(`${v1}/${path}`, { ACCOUNTNO: partner.debitAccount, ...today, ...fields })
    expect(ask({})).toMatchObject({ errorCode: "8015", description: expect.stringContaining("CONFLG") })
    expect(ask({ CONFLG: "Y" })).toMatchObject({ errorCode: "8015", description: expect.stringContaining("LASTTRID") })
    expect(ask({ CONFLG: "Y", LASTTRID: "S1" })).toMatchObject({ RESPONSE: "FAILURE" })
    const only = ask({ CONFLG: "N" }, "AccountStatement")
    expect(only).toEqual({ RESPONSE: "SUCCESS", Record: expect.objectContaining({ AMOUNT: "100.50" }) })
    expect(ask({ CONFLG: "Y", LASTTRID: "S100001" })).toEqual({ RESPONSE: "SUCCESS" })
  })

  it("is always hybrid, faults and refusals too", () => {
    const { answer } = createCibBench()
    expect(answer(`${v1}/AccountStatement`, {}).form).toBe("hybrid")
    expect(answer(`${v1}/BalanceInquiry`, {}).form).toBeUndefined()
  })
})

describe("account and number of the corporate", () => {
  it("are confirmed in the least of words", () => {
    const { partner, send } = createCibBench()
    expect(send(`${v1}/ValidateLinkedAccount/acme`, { ACCOUNTNO: partner.debitAccount })).toEqual({ RESPONSE: "SUCCESS" })
    expect(send(`${v1}/ValidateLinkedAccount`, { ACCOUNTNO: "000000000009" })).toMatchObject({ RESPONSE: "FAILURE", ErrorCode: "999050" })
    expect(send(`${v1}/MobileFetch`)).toEqual({ RESPONSE: "SUCCESS" })
    expect(send(`${v1}/MobileFetch/acme`, { URN: "X" })).toMatchObject({ ErrorCode: "9907" })
  })
})

describe("beneficiaries", () => {
  const start = () => {
    const bench = createCibBench()
    const { partner, send } = bench
    const caller = { CrpId: partner.corpId, CrpUsr: partner.userId, AGGR_ID: partner.aggrId }
    const add = (fields: object = {}) => send(`${v1}/BeneAddition`, {
      ...caller, BnfName: "Asha Rao", BnfNickName: "ASHA", BnfAccNo: "000000000001", PayeeType: "O", IFSC: "TEST0000001", ...fields
    })
    return { ...bench, caller, add }
  }

  it("are added once each", () => {
    const { add } = start()
    expect(add()).toEqual({ Response: "SUCCESS", Message: "beneficiary added", BNF_ID: "B0001" })
    expect(add({ BnfNickName: "B" })).toMatchObject({ Response: "Failure", ErrorCode: "100340" })
    expect(add({ BnfAccNo: "000000000002" })).toMatchObject({ ErrorCode: "100260" })
    expect(add({ BnfAccNo: "12" })).toMatchObject({ ErrorCode: "100046" })
    for (const wrong of [{ IFSC: "T" }, { IFSC: "ICIC0000011" }, { IFSC: "ICIC0001234" }, { PayeeType: "W" }]) {
      expect(add({ BnfNickName: "C", BnfAccNo: "000000000003", ...wrong })).toMatchObject({ ErrorCode: "101436" })
    }
    expect(add({ URN: "OTHER" })).toMatchObject({ ErrorCode: "9906" })
    expect(add({ BnfName: "" })).toMatchObject({ errorCode: "8015" })
    expect(add({ BnfNickName: "C", PayeeType: "W", IFSC: "ICIC0000011" })).toMatchObject({ BNF_ID: "B0002" })
  })

  it("are found by their account", () => {
    const { add, caller, send } = start()
    add()
    const ask = (fields: object) => send(`${own}/BeneValidation`, { ...caller, ...fields })
    expect(ask({ BnfAccNo: "000000000001" })).toEqual({ Response: "Success", BNF_ID: "B0001" })
    expect(ask({ BnfAccNo: "000000000002" })).toMatchObject({ Response: "Failure", ErrorCode: "999039" })
    expect(ask({ BnfAccNo: "000000000001", CrpUsr: "X" })).toMatchObject({ ErrorCode: "9906" })
  })

  it("may be UPI addresses, with keys in any case", () => {
    const { partner, answer } = start()
    const add = (fields: object) => answer("/api/Corporate/VPA/v1/BeneAddition", {
      aggrID: partner.aggrId, corpID: partner.corpId, userID: partner.userId, urn: partner.urn, ...fields
    }).body
    expect(add({ vpa: "asha@upi" })).toEqual({ Response: "SUCCESS", Message: "beneficiary added" })
    expect(add({ VPA: "asha@upi" })).toMatchObject({ ErrorCode: "999590" })
    expect(add({ vpa: "asha" })).toMatchObject({ ErrorCode: "999588" })
    expect(add({})).toMatchObject({ ErrorCode: "999586" })
    expect(add({ urn: "" })).toMatchObject({ ErrorCode: "999587" })
    expect(add({ corpID: "" })).toMatchObject({ ErrorCode: "103024" })
    expect(add({ userID: "" })).toMatchObject({ ErrorCode: "101324" })
    expect(add({ urn: "X", vpa: "b@upi" })).toMatchObject({ ErrorCode: "999584" })
  })

  it("are listed by day and page", () => {
    const { add, clock, partner, send } = start()
    add()
    clock.nowMs = tPlus2Ms
    add({ BnfAccNo: "000000000002", BnfNickName: "B" })
    const list = (fields: object = {}) =>
      send(`${own}/FetchBeneList`, { FEDID: `${partner.corpId}.${partner.userId}`, ...fields })
    const idsOf = (fields: object = {}) => (list(fields)["Record"] as readonly { readonly BNF_ID: string }[]).map(({ BNF_ID }) => BNF_ID)
    expect(idsOf()).toEqual(["B0001", "B0002"])
    expect(idsOf({ FROM_DATE: "01-02-2030" })).toEqual(["B0002"])
    expect(idsOf({ TO_DATE: "31-01-2030" })).toEqual(["B0001"])
    expect(idsOf({ PAGE_NO: "2" })).toEqual([])
    expect(list({ FEDID: "X" })).toMatchObject({ ErrorCode: "9907" })
  })

  it("are paid by their number, with a password", () => {
    const { add, bank, transact, otpFor, inquire } = start()
    add()
    const pay = (fields: object) =>
      transact({ CREDITACC: "", IFSC: "", CUSTOMERINDUCED: "Y", OTP: otpFor("U1"), BNF_ID: "B0001", ...fields }, `${own}/TransactionBeneId`)
    expect(pay({ BNF_ID: "B0009" })).toMatchObject({ STATUS: "FAILURE", ErrorCode: "999039" })
    expect(pay({ OTP: "" })).toMatchObject({ ErrorCode: "99274" })
    expect(pay({})).toMatchObject({ STATUS: "SUCCESS" })
    expect(pay({})).toMatchObject({ STATUS: "DUPLICATE" })
    expect(bank.ledger()).toMatchObject([{ beneficiaryAccount: "000000000001", ifsc: "TEST0000001" }])
    expect(inquire()).toMatchObject({ STATUS: "SUCCESS" })
  })

  it("have a password of their own, which nothing takes", () => {
    const { partner, send, control } = start()
    const body = {
      CORP_ID: partner.corpId, USER_ID: partner.userId, AGGR_ID: partner.aggrId, BENE_ACCNO: "000000000001", UNIQUEID: "B1", BENE_NAME: "A"
    }
    expect(send(`${own}/BeneOtp`, body)).toEqual({ RESPONSE: "Success", MESSAGE: "OTP sent" })
    expect(control("GET /_sim/cib/otps")).toMatchObject({ otps: [{ uniqueId: "B1", otp: expect.stringMatching(/^\d{6}$/) }] })
    expect(send(`${own}/BeneOtp`, { ...body, USER_ID: "X" })).toMatchObject({ ErrorCode: "9907" })
  })
})
