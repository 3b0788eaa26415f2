import { impsQuery } from "@hundi/catalog/imps"
import { eazypayVerify } from "@hundi/catalog/collections"
import { checkBalance } from "@hundi/catalog/others"
import { balanceInquiry } from "@hundi/catalog/cib"
import { composite } from "@hundi/catalog/composite"
import { qr } from "@hundi/catalog/upi"
import { describe, expect, it } from "vitest"
import { addressLetter, readPlain, writeForm } from "./address-letter.ts"
import { settingsOf } from "./testing/fixtures.ts"

const { partner } = settingsOf()
const merchant = { merchantId: "999001", subMerchantId: "999001", terminalId: "5411", merchantName: "S", subMerchantName: "S" }

describe("the address of a letter", () => {
  it("fills the path from the body, and keeps what stands there", () => {
    const { path, body, headers, as } = addressLetter(qr, { merchantId: "99/9", amount: "5.00" }, partner)
    expect({ path, body, as }).toEqual({ path: "/api/MerchantAPI/UPI/v0/QR3/99%2F9", body: { merchantId: "99/9", amount: "5.00" }, as: "sealed" })
    expect(headers).toMatchObject({ "content-type": "text/plain", accept: "*/*" })
  })

  it("fills it from the partner where the body is silent", () => {
    expect(addressLetter(qr, {}, { ...partner, merchant }).path).toBe("/api/MerchantAPI/UPI/v0/QR3/999001")
    expect(addressLetter(impsQuery, { TranRefNo: "1" }, partner).path).toBe("/imps-web-bc/api/transaction/bc/IBCTST00000/query")
    expect(() => addressLetter(qr, {}, partner)).toThrow("merchantId: needed for the path")
    expect(() => addressLetter(qr, { merchantId: { a: 1 } }, partner)).toThrow(RangeError)
  })

  it("takes a place of the query out of the body", () => {
    const { path, body } = addressLetter(checkBalance, { type: "SB", acctNo: "1" }, partner)
    expect({ path, body }).toEqual({ path: "/api/v1/check-balance?type=SB", body: { acctNo: "1" } })
  })

  it("has each header once, in one spelling", () => {
    expect(addressLetter(eazypayVerify, {}, partner)).toMatchObject({ as: "form", headers: { "content-type": "application/x-www-form-urlencoded" } })
    expect(addressLetter(balanceInquiry, {}, partner).headers["content-type"]).toBe("text/plain")
    expect(addressLetter(composite.status, {}, partner)).toMatchObject({ headers: { "content-type": "application/json", "x-priority": "0100" } })
  })
})

describe("what travels unsealed", () => {
  it("is written as a form, blanks and all", () => {
    expect(writeForm({ "a b": "1|2", c: 3 })).toBe("a+b=1%7C2&c=3")
    expect(writeForm("x")).toBe("")
  })

  it.each([
    ['{"a":1}', { a: 1 }],
    ["[1]", [1]],
    ["status=Success&x=1", { status: "Success", x: "1" }],
    ["<ImpsResponse><ActCode>0</ActCode><Response>A &amp; B</Response></ImpsResponse>", { ImpsResponse: { ActCode: "0", Response: "A & B" } }],
    ['<?xml version="1.0"?>\n<R><A></A></R>', { R: { A: "" } }],
    ["<html><body>Access denied</body></html>", undefined],
    ["{", undefined],
    ["busy", undefined],
    ["", undefined]
  ])("%s is read", (text, value) => {
    expect(readPlain(text)).toEqual(value)
  })
})
