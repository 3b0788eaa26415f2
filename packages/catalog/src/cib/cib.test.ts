import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import type { AnyDeclaration, AnyMoney } from "../declaration.ts"
import * as declared from "./declared.ts"
import { bulkRowsOf, cib, recordsOf } from "./index.ts"

/** Those of the collected facts: others come from documents of their own. */
const all = Object.values(declared as Record<string, AnyDeclaration>).filter(({ source }) => source.doc[0]?.startsWith("facts/"))
const corporate = {
  corpId: "TESTCORP", userId: "USER1", urn: "URN0000001", aggrId: "AGGR0000", aggrName: "TESTAGGR", debitAccount: "000000000009"
}
const bare = { bcId: "IBCTST00000", passCode: "<secret>", senderName: "TEST SENDER", mobile: "9999900000", retailerCode: "rcode" }
const partner = { ...bare, corporate }
const facts = {
  reference: "T1AAA0000000008",
  amountPaise: 1_100n,
  beneficiary: { name: "TEST BENE", accountNumber: "000000000001", ifsc: "ICIC0001234" },
  remark: "rent",
  reservedAt: Date.UTC(2030, 0, 31, 4, 45),
  businessDate: "2030-01-31"
}

describe("the declarations of corporate banking", () => {
  it.each(all)("$id decodes both its samples and encodes them back", ({ request, response, samples }) => {
    for (const [codec, sample] of [[request, samples.request], [response, samples.response]] as const) {
      const plain = codec as Schema.Codec<unknown, unknown>
      expect(Schema.encodeSync(plain)(Schema.decodeUnknownSync(plain)(sample))).toEqual(sample)
    }
  })

  it("are the 22 calls of the facts, each with an id of its own, frozen, with their source", () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(22)
    for (const one of all) {
      expect(Object.isFrozen(one)).toBe(true)
      expect(one.source.doc).toEqual([`facts/composite-and-cib.json ${one.id}`])
    }
  })

  it("have a path, but for the six whose path is not public", () => {
    const withoutPath = all.filter(({ path }) => path === "").map(({ id }) => id)
    expect(withoutPath.sort()).toEqual([
      "cib.beneOtp", "cib.beneValidation", "cib.fetchBeneList", "cib.schedulePayment", "cib.transaction.beneId", "cib.transaction.callback"
    ])
    const paths = all.filter(({ path }) => path !== "").map(({ path }) => path)
    expect(new Set(paths).size).toBe(paths.length)
  })

  it("name an enquiry and a ladder wherever money moves", () => {
    const moving = all.filter((one): one is AnyMoney => one.moves === "money")
    expect(moving.map(({ id }) => id).sort()).toEqual([
      "cib.bulkPayment", "cib.schedulePayment", "cib.transaction", "cib.transaction.beneId", "cib.transactionOtp"
    ])
    for (const { enquiry, ladder } of moving) {
      expect(enquiry).toMatchObject({ status: { moves: "nothing" } })
      expect(ladder.firstAfterMs).toBeGreaterThan(0)
    }
  })
})

describe("a CIB payment", () => {
  it("is made from a payment's facts: TPA inside the bank, NEFT outside", () => {
    const wire = Schema.encodeSync(cib.pay.request)(cib.pay.order(facts, partner))
    expect(wire).toEqual({ ...cib.pay.samples.request, REMARKS: "T1AAA0000000008 rent" })
    const outside = { ...facts, beneficiary: { ...facts.beneficiary, ifsc: "TEST0000001" } }
    expect(cib.pay.order(outside, partner)).toMatchObject({ kind: "RGS", ifsc: "TEST0000001" })
    expect(() => cib.pay.order(facts, bare)).toThrow(/corporate/)
  })

  it("needs the beneficiary's LEI from 50 crore, and 2 lakh for RTGS", () => {
    const encode = (more: object) => Schema.encodeUnknownResult(cib.pay.request)({ ...cib.pay.order(facts, partner), ...more })
    const failureOf = (more: object): string => {
      const result = encode(more)
      return Result.isFailure(result) ? String(result.failure) : ""
    }
    expect(failureOf({ amountPaise: 50_000_000_000n })).toMatch(/LEI/)
    expect(failureOf({ amountPaise: 50_000_000_000n, beneficiaryLei: "TESTLEI0000000000001" })).toBe("")
    expect(failureOf({ amountPaise: 49_999_999_999n })).toBe("")
    expect(failureOf({ kind: "RTG", amountPaise: 19_999_999n })).toMatch(/2 lakh/)
    expect(failureOf({ beneficiaryName: "x".repeat(81) })).not.toBe("")
  })

  it("says what is missing where a payment alone is not enough", () => {
    for (const declaration of [cib.payWithOtp, cib.payBeneId, cib.schedule, cib.bulkPay]) {
      expect(() => declaration.order(facts, partner)).toThrow(RangeError)
    }
  })

  it.each([
    [{ STATUS: "SUCCESS", RESPONSE: "SUCCESS", UTRNUMBER: "000000001" }, "success"],
    [{ STATUS: "SUCCESS", RESPONSE: "SUCCESS" }, "unknown"],
    [{ STATUS: "PENDING FOR APPROVAL", RESPONSE: "SUCCESS" }, "pending"],
    [{ STATUS: "PENDING", RESPONSE: "FAILURE" }, "unknown"],
    [{ STATUS: "FAILURE", Response: "FAILURE" }, "technical"],
    [{ STATUS: "FAILURE", Response: "FAILURE", ErrorCode: "999936" }, "unknown"],
    [{ STATUS: "DUPLICATE", RESPONSE: "FAILURE" }, "unknown"],
    [{ STATUS: "FAILED" }, "unknown"], [{ STATUS: "ERROR" }, "unknown"], [{ STATUS: "UNKNOWN" }, "unknown"]
  ])("reads %j as %s, in the reply and in the inquiry", (body, finding) => {
    expect(cib.pay.evidence(Schema.decodeUnknownSync(cib.pay.response)(body)).finding).toBe(finding)
    expect(cib.status.evidence(Schema.decodeUnknownSync(cib.status.response)(body)).finding).toBe(finding)
  })

  it("is refused by a code in the reply alone: in the inquiry the same code may speak of the question", () => {
    const body = { STATUS: "FAILURE", Response: "FAILURE", ErrorCode: "100030" }
    expect(cib.pay.evidence(Schema.decodeUnknownSync(cib.pay.response)(body)).finding).toBe("technical")
    expect(cib.status.evidence(Schema.decodeUnknownSync(cib.status.response)(body)).finding).toBe("unknown")
  })

  it("is asked about by its reference alone", () => {
    const ask = cib.status.ask({ reference: facts.reference, date: "2030-01-31" }, partner)
    expect(Schema.encodeSync(cib.status.request)(ask)).toEqual(cib.status.samples.request)
  })
})

describe("replies of CIB", () => {
  const read = <T>(declaration: { readonly response: Schema.Codec<T, Readonly<Record<string, unknown>>> }, body: object): T =>
    Schema.decodeUnknownSync(declaration.response)(body)

  it.each([
    { Response: "Failure", Message: "no", ErrorCode: "995109", CORP_ID: "C" },
    { RESPONSE: "Failure", MESSAGE: "no", ERRORCODE: 995109, CORPID: "C" },
    { response: "Failure", message: "no", "Error Code": "995109", corp_id: "C" }
  ])("are read in any case: %j", (body) => {
    expect(read(cib.register, body)).toEqual({ response: "Failure", message: "no", code: "995109", corpId: "C" })
  })

  it("keep the gateway's code apart from the product's", () => {
    expect(read(cib.balance, { success: false, errorCode: "8015", description: "missing" })).toEqual({
      gatewayCode: "8015", gatewayMessage: "missing"
    })
    expect(read(cib.registrationStatus, { Status: "Registered", ResponseCode: "0000", RESPONSE: "Success" })).toEqual({
      status: "Registered", responseCode: "0000", response: "Success"
    })
  })

  it("give the lines of a statement as a list: none, one, more", () => {
    const line = { TRANSACTIONID: "S1", AMOUNT: "1.00", BALANCE: "1,00,000.00" }
    const linesOf = (body: object) => recordsOf(read(cib.statement, body))
    expect(linesOf({ RESPONSE: "SUCCESS" })).toEqual([])
    expect(linesOf({ Record: line })).toEqual([{ id: "S1", amountPaise: 100n, balancePaise: 10_000_000n }])
    expect(linesOf({ Record: null })).toEqual([])
    expect(linesOf({ Record: [line, line] })).toHaveLength(2)
    expect(recordsOf(read(cib.statementPage, { LISTTRID: "S1", Record: [line] }))).toHaveLength(1)
    expect(read(cib.statementPage, { LISTTRID: "S1" })).toEqual({ last: "S1" })
  })

  it("read the clock, the day and the digit grouping of a line", () => {
    const body = { TXNDATE: "31-01-2030 10:15:00", VALUEDATE: "31-01-2030", AMOUNT: "1,00,000.5", BALANCE: "-12,34,567.89" }
    expect(recordsOf(read(cib.statement, { Record: body }))).toEqual([
      { at: Date.UTC(2030, 0, 31, 4, 45), valueDate: "2030-01-31", amountPaise: 10_000_050n, balancePaise: -123_456_789n }
    ])
    expect(read(cib.balance, { DATE: "31/01/30 10:15:00", EFFECTIVEBAL: "1,000" })).toEqual({ at: Date.UTC(2030, 0, 31, 4, 45), balancePaise: 100_000n })
    for (const TXNDATE of ["31-02-2030 10:15:00", "31-01-2030 24:00:00", "2030-01-31"]) {
      expect(Result.isFailure(Schema.decodeUnknownResult(cib.statement.response)({ Record: { TXNDATE } }))).toBe(true)
    }
  })

  it("go from page to page until the bank names no last line, and take a refusal for no page", () => {
    const { start, next, lines, refused } = cib.statement.pages
    const asked = start(Schema.decodeUnknownSync(cib.statement.request)(cib.statement.samples.request))
    expect(asked).toMatchObject({ isContinued: "N", fromDate: "2030-01-01", toDate: "2030-01-31" })
    const page = read(cib.statementPage, cib.statementPage.samples.response)
    expect(lines(page)).toHaveLength(2)
    expect(next(asked, page)).toMatchObject({ isContinued: "Y", after: "S2", fromDate: "2030-01-01" })
    expect(next(asked, read(cib.statementPage, { RESPONSE: "SUCCESS" }))).toBeUndefined()
    expect([page, read(cib.statementPage, { RESPONSE: "SUCCESS" }), read(cib.statementPage, {})].map(refused)).toEqual([undefined, undefined, undefined])
    expect(refused(read(cib.statementPage, { RESPONSE: "FAILURE", ErrorCode: "100030" }))).toBe("100030")
    expect(refused(read(cib.statementPage, { RESPONSE: "FAILURE" }))).toBe("FAILURE")
    expect(refused(read(cib.statementPage, { errorCode: "8017", description: "no" }))).toBe("8017")
  })

  it("want the last id for a further page", () => {
    const { LASTTRID: _, ...first } = cib.statementPage.samples.request as Record<string, string>
    const decode = Schema.decodeUnknownResult(cib.statementPage.request)
    expect(Result.isFailure(decode(first))).toBe(true)
    expect(Result.isFailure(decode({ ...first, CONFLG: "N" }))).toBe(false)
  })
})

describe("a bulk file", () => {
  const row = "MCO|NFT|000000000001|000000000009|TEST0000001|INR|1.00|TESTN00000000001|000|OK|ROW1|SUC"
  const read = (status: string, Record: unknown) =>
    Schema.decodeUnknownSync(cib.bulkStatus.response)({
      XML: { FILE_STATUS: status, FILEUPLOAD_BINARY_OUTPUT: { Records: { Record } } }
    })

  it("is pending with a sequence number, unknown without, and 104666 is no refusal", () => {
    const evidence = (body: object) => cib.bulkPay.evidence(Schema.decodeUnknownSync(cib.bulkPay.response)(body))
    expect(evidence({ FILE_SEQUENCE_NUM: 10001 })).toMatchObject({ finding: "pending", rrn: "10001" })
    expect(evidence({})).toMatchObject({ finding: "unknown" })
    expect(evidence({ ErrorCode: "104666" })).toMatchObject({ code: "104666", finding: undefined })
  })

  it.each(["PFI", "ENT", "ATH", "GIP", "PPD", "FAL", "REJ", "REC", "MIR", "CRP"])("%s proves nothing about a payment", (status) => {
    expect(cib.bulkStatus.evidence(read(status, ["T", row])).finding).toBe("unknown")
  })

  it("STS is success, and the rows tell more", () => {
    expect(cib.bulkStatus.evidence(read("STS", ["T", row])).finding).toBe("success")
    const [first] = bulkRowsOf(read("STS", ["T", row]))
    expect(first).toMatchObject({ creditAccount: "000000000001", amount: "1.00", hostReference: "TESTN00000000001", status: "SUC" })
    expect(bulkRowsOf(read("STS", ["T", row.replace("INR|", "")]))).toEqual([{ ...first, currency: "" }])
    expect(bulkRowsOf(read("PFI", "T"))).toEqual([])
    expect(() => bulkRowsOf(read("STS", ["T", "a|b"]))).toThrow(/columns/)
  })

  it("is asked for by its sequence number", () => {
    const question = { reference: "T1AAA0000000009", date: "2030-01-31" }
    const ask = cib.bulkStatus.ask({ ...question, enquiryReference: "10001" }, partner)
    expect(Schema.encodeSync(cib.bulkStatus.request)(ask)).toEqual(cib.bulkStatus.samples.request)
    expect(() => cib.bulkStatus.ask(question, partner)).toThrow(/FILE_SEQUENCE_NUM/)
  })
})
