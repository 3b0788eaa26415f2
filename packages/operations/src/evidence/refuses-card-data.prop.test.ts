import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { refusesCardData } from "./refuses-card-data.ts"

/** Numbers that the schemes publish for tests. */
const CARDS = [
  ...["4111111111111111", "4222222222222", "5555555555554444", "2223003122003222", "378282246310005", "30569309025904"],
  ...["6011111111111117", "3530111333300000", "6304000000000000", "6521111111111110"]
]

describe("card numbers", () => {
  it.each(CARDS)("%s is found, in one piece and in groups, as text and as a number", (card) => {
    const groups = card.match(/.{1,4}/g) ?? []
    for (const written of [card, groups.join(" "), groups.join("-"), groups.join("\u00a0"), `paid by ${groups.join(".")}, thanks`, `ref 2030 ${groups.join(" ")}`]) {
      expect([written, refusesCardData({ remark: written })]).toEqual([written, { field: "remark" }])
    }
    expect(refusesCardData({ a: [{ b: 1 }, { note: BigInt(card) }] })).toEqual({ field: "a[1].note" })
    expect(refusesCardData(Number(card))).toEqual({ field: "(text)" })
  })

  it("in a text that holds JSON, in bytes, in a map, and as a name, which is not repeated", () => {
    expect(refusesCardData(JSON.stringify({ inner: JSON.stringify({ pan: CARDS[0] }) }))).toEqual({ field: "inner.pan" })
    expect(refusesCardData(new TextEncoder().encode(`<x>${CARDS[0]}</x>`))).toEqual({ field: "(text)" })
    expect(refusesCardData(new Map([["n", CARDS[0]]]))).toEqual({ field: "n" })
    expect(refusesCardData({ cards: { [CARDS[0] ?? ""]: true } })).toEqual({ field: "cards.(a name)" })
  })

  it("not in a field of accounts or references, unless its name says card", () => {
    for (const name of ["BeneAccNo", "account-number", "debitAccount", "ACCOUNTNO", "CREDITACC", "tranRefNo", "RRN", "UTR", "seq-no", "UNIQUEID"]) {
      expect([name, refusesCardData({ [name]: CARDS[0] })]).toEqual([name, undefined])
    }
    expect(refusesCardData({ cardAccountNumber: CARDS[0] })).toEqual({ field: "cardAccountNumber" })
  })

  it("not a number with a wrong check digit, longer, inside a UTR or a hash, or of no scheme", () => {
    for (const text of ["4111111111111112", "94111111111111111234", "ICICN4111111111111111", "a4111111111111111f", "1893456000000", "0000000000000000"]) {
      expect([text, refusesCardData({ remark: text })]).toEqual([text, undefined])
    }
  })
})

describe("secrets", () => {
  it.each(["cvv", "CVV2", "cvc", "card-cvv", "cardCvvNo", "mpin", "payerMPin", "pin", "atmPin", "otp", "AGOTP", "otpCode", "PIN_BLOCK", "securityCode"])(
    "%s with a value is one",
    (name) => {
      expect(refusesCardData({ a: { [name]: "483920" } })).toEqual({ field: `a.${name}` })
      expect(refusesCardData({ [name]: 123 })).toEqual({ field: name })
      for (const nothing of ["", null, "***", "XXXX", "<secret>", true, "N"]) expect(refusesCardData({ [name]: nothing })).toBeUndefined()
    }
  )

  it.each(["pinCode", "PIN_CODE", "areaPin", "shipping", "opinion", "otpRequired", "cvvResult", "spin", "pincode"])("%s is none", (name) => {
    expect(refusesCardData({ [name]: "560001" })).toBeUndefined()
  })

  it.each(["<cvv>123</cvv>", "a=1&cvv=123&b=2", "your OTP is 482910", "OTP: 482910", "{'pin': '1234'", "cvv2=1234"])("%s holds one", (text) => {
    expect(refusesCardData(text)).toEqual({ field: "(text)" })
  })

  it("a plain sentence holds none", () => {
    for (const text of ["rent for pin 560001", "spin=123", "pincode: 560001", "option: 4444", "MMT/IMPS/600000000001/rent"]) {
      expect([text, refusesCardData(text)]).toEqual([text, undefined])
    }
  })
})

describe("no false alarm", () => {
  /** The same numbers at every run: xorshift32. */
  const digitsFrom = (seed: number) => {
    let state = seed
    return (length: number): string => {
      let text = ""
      while (text.length < length) {
        state ^= state << 13
        state ^= state >>> 17
        state ^= state << 5
        text += (state >>> 0).toString()
      }
      return text.slice(0, length)
    }
  }

  it("over 105,000 RRNs and accounts in fields named as such, and 35,000 RRNs in narrations", () => {
    const digits = digitsFrom(20_300_131)
    for (let turn = 0; turn < 35_000; turn++) {
      const body = { RRN: digits(12), BankRRN: digits(12), BeneAccNo: digits(6 + (turn % 15)), narration: `MMT/IMPS/${digits(12)}/rent` }
      if (refusesCardData(body) !== undefined) expect(body).toBe("without card data")
    }
  })

  it("times, references, UTRs and digests, in any field", () => {
    const digits = digitsFrom(7)
    for (let turn = 0; turn < 10_000; turn++) {
      const at = 1_700_000_000_000 + Number(digits(11))
      const body = { a: at, b: new Date(at).toISOString(), c: `ICICR5${digits(16)}`, d: `T0${digits(12)}A`, e: `2030013${digits(7)}`, f: digits(12) }
      if (refusesCardData(body) !== undefined) expect(body).toBe("without card data")
    }
  })
})

it("takes anything: never throws, ends on circles and depth, and tells no value", () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withMap: true, withTypedArray: true }), (body) => {
      refusesCardData(body)
    }),
    { numRuns: 300 }
  )
  const circle: Record<string, unknown> = { cvv: "" }
  circle["self"] = circle
  expect(refusesCardData(circle)).toBeUndefined()
  let deep: unknown = { otp: "123456" }
  for (let level = 0; level < 20_000; level++) deep = [deep]
  expect(refusesCardData(deep)?.field.endsWith("].otp")).toBe(true)
})
