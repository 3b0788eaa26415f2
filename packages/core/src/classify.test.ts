import type { Evidence } from "@hundi/catalog"
import { composite } from "@hundi/catalog/composite"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { classify, type Reading } from "./classify.ts"
import { attemptOf, FRIDAY, payoutOf } from "./testing/fixtures.ts"

const read = (evidence: Evidence, changes: Partial<Reading> = {}, attempt = attemptOf()) =>
  classify(
    { evidence, codes: composite.pay.codes, from: "pay", sealed: true, httpStatus: 200, now: FRIDAY, ...changes },
    composite.pay,
    attempt,
    payoutOf()
  )
const enquire = (evidence: Evidence, changes: Partial<Reading> = {}, attempt = attemptOf({ state: "unknown" })) =>
  read(evidence, { codes: composite.status.codes, from: "enquiry", ...changes }, attempt)

/** MONEY.md, Classes: whatever a table says, these are never a failure. */
const NEVER_REJECTED = "11 14 17 20 25 30 31 32 33 39 40 63 73 75 80 91 92 96 101 102 103 111 500 814 997".split(" ")

describe("classify: what proves", () => {
  it("ActCode 0 is Settled, with its RRN", () => {
    expect(read({ code: "0", rrn: "600000000001", reference: "T012AY00000000A" })).toEqual({
      kind: "Settled",
      code: "0",
      rrn: "600000000001"
    })
  })
  it.each(["52", "10", "1", "205", "902"])("a hard decline %s is Rejected", (code) => {
    expect(read({ code })).toMatchObject({ kind: "Rejected", code })
  })
  it("a set-up fault is Rejected and pauses the rail", () => {
    expect(read({ code: "901" })).toMatchObject({ kind: "Rejected", configuration: true })
    expect(read({ gatewayCode: "8000" }, { sealed: false, httpStatus: 400 })).toMatchObject({ kind: "Rejected", configuration: true })
  })
  it("Recon360 in words", () => {
    const facts = { rrn: "600000000001", amountPaise: 10_050n }
    expect(enquire({ ...facts, finding: "success" })).toMatchObject({ kind: "Settled" })
    expect(enquire({ ...facts, finding: "rejected" })).toMatchObject({ kind: "Rejected" })
    expect(enquire({ ...facts, finding: "returned" })).toMatchObject({ kind: "Reversed", proved: true })
    expect(enquire({ finding: "returned" })).toMatchObject({ kind: "Reversed", proved: false })
    expect(enquire({ ...facts, finding: "unknown" })).toMatchObject({ kind: "Unknown" })
  })
})

describe("classify: L4, what does not prove is Unknown", () => {
  it.each(NEVER_REJECTED)("ActCode %s", (code) => {
    expect(read({ code }).kind).toBe("Unknown")
    expect(enquire({ code }).kind).toBe("Unknown")
  })
  it.each(["500", "8009", "8010", "8011", "8012", "8013", "8015", "8018", "8019", "8099", "997"])("gateway %s", (gatewayCode) => {
    expect(read({ gatewayCode }, { sealed: false, httpStatus: 400 }).kind).toBe("Unknown")
  })
  it("a code that no table lists", () => {
    expect(read({ code: "ZZ9" })).toMatchObject({ kind: "Unknown", reason: "unlisted-code" })
  })
  it.each(["ASHA RAO", "asha", "VINOD", "000123456789", "9999900000", "Asha Rao was not found", "x".repeat(500)])(
    "what stands in the place of a code is kept only if it looks like one: %s may name somebody (L10)",
    (code) => {
      expect(read({ code })).toMatchObject({ kind: "Unknown", code: "unreadable" })
      expect(read({ gatewayCode: code })).toMatchObject({ kind: "Unknown", code: "unreadable" })
    }
  )
  it("a code that is listed nowhere is kept when it looks like one, for people to look up", () => {
    for (const code of ["7Q7", "ZZZ", "123456"]) expect(read({ code })).toMatchObject({ kind: "Unknown", code })
  })
  it("a text in the place of the bank's number is not kept (L10)", () => {
    expect(read({ code: "0", rrn: "call Asha 9999900000" })).not.toHaveProperty("rrn")
    expect(read({ code: "0", rrn: "600000000001" })).toMatchObject({ rrn: "600000000001" })
  })
  it("any 5xx and any redirect, whatever the body says", () => {
    for (const httpStatus of [500, 502, 503, 504, 301, 307]) {
      for (const code of ["0", "52"]) expect(read({ code }, { httpStatus })).toMatchObject({ kind: "Unknown", reason: "no-bank-body" })
    }
  })
  it("a success or a decline that came without an envelope", () => {
    expect(read({ code: "0" }, { sealed: false }).kind).toBe("Unknown")
    expect(read({ code: "52" }, { sealed: false }).kind).toBe("Unknown")
  })
  it("a body that says nothing about a payment", () => {
    expect(read({ message: "welcome" })).toMatchObject({ kind: "Unknown", reason: "no-bank-body" })
  })
  it("a success flag that contradicts the code, and two codes at once", () => {
    expect(read({ code: "0", success: false })).toMatchObject({ kind: "Unknown", reason: "contradiction" })
    expect(read({ code: "0", gatewayCode: "8000" })).toMatchObject({ kind: "Unknown", reason: "contradiction" })
  })
  it("a refused enquiry says nothing about the payment", () => {
    for (const gatewayCode of ["401", "403", "429", "8000", "8016"])
      expect(enquire({ gatewayCode }, { sealed: false, httpStatus: 401 }).kind).toBe("Unknown")
  })
  it("no text at all, as a code, throws or invents a proof of failure by accident", () => {
    fc.assert(
      fc.property(fc.string(), (code) => {
        expect(["Unknown", "Settled", "Rejected", "Pending"]).toContain(read({ code }).kind)
      })
    )
  })
})

describe("classify: technical declines", () => {
  const again = (technicalAt: number, code = "62") =>
    enquire({ code }, {}, attemptOf({ state: "unknown", technicalCode: "62", technicalAt }))
  it("are Unknown at first sight, from the payment and from an enquiry", () => {
    expect(read({ code: "62" })).toMatchObject({ kind: "Unknown", reason: "technical-decline" })
    expect(enquire({ code: "62" })).toMatchObject({ kind: "Unknown", reason: "technical-decline" })
  })
  it("are Rejected only when an enquiry repeats the same code 180 s later", () => {
    expect(again(FRIDAY - 179_999).kind).toBe("Unknown")
    expect(again(FRIDAY - 180_000).kind).toBe("Rejected")
    expect(again(FRIDAY - 180_000, "61").kind).toBe("Unknown")
  })
})

describe("classify: L9, evidence must be about this attempt", () => {
  const about = { reference: "T012AY00000000A", amountPaise: 10_050n, accountNumber: "000123456789", ifsc: "TEST0000001" }
  it("takes evidence that agrees, masked accounts and lost leading zeros included", () => {
    expect(enquire({ code: "0", ...about }).kind).toBe("Settled")
    expect(enquire({ code: "0", ...about, accountNumber: "XXXXXXXX6789" }).kind).toBe("Settled")
    expect(enquire({ code: "0", ...about, accountNumber: "123456789" }).kind).toBe("Settled")
    expect(enquire({ code: "0", ...about, accountNumber: "", ifsc: "" }).kind).toBe("Settled")
  })
  it.each([
    ["reference", { reference: "T012AY00000000B" }],
    ["amount", { amountPaise: 10_051n }],
    ["account", { accountNumber: "000123456780" }],
    ["masked account", { accountNumber: "XXXXXXXX6780" }],
    ["ifsc", { ifsc: "TEST0000002" }]
  ])("another %s proves neither success nor failure", (_, change) => {
    for (const code of ["0", "52", "62"]) {
      expect(enquire({ code, ...about, ...change })).toMatchObject({ kind: "Unknown", reason: "evidence-mismatch" })
    }
  })
})
