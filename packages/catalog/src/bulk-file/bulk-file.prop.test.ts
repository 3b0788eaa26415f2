import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type BulkFile, BulkFileError, parseBulkFile, writeBulkFile } from "./index.ts"

const text = (maxLength: number) => fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9 .,&/-]{0,40}[A-Za-z0-9.])?$/).filter((one) => one.length <= maxLength)
const row = fc.record({
  name: text(30),
  accountNumber: fc.stringMatching(/^\d{6,20}$/),
  ifsc: fc.constantFrom("ICIC0000011", "TEST0000001", "HDFC0ABC123"),
  amountPaise: fc.bigInt({ min: 1n, max: 10n ** 13n }),
  remark: text(60)
})
const file = fc.record({
  reference: fc.stringMatching(/^[0-9A-Z]{15}$/),
  date: fc.date({ min: new Date("2000-01-01T00:00:00Z"), max: new Date("2099-12-31T00:00:00Z"), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)),
  debitAccount: fc.stringMatching(/^\d{6,20}$/),
  name: text(30),
  remark: text(60),
  rows: fc.array(row, { minLength: 1, maxLength: 148 })
})
const sample: BulkFile = {
  reference: "T1AAA0000000009", date: "2030-01-31", debitAccount: "000000000009", name: "TEST CORP", remark: "salaries",
  rows: [
    { name: "ASHA", accountNumber: "000000000001", ifsc: "ICIC0001234", amountPaise: 100n, remark: "ROW1" },
    { name: "RAVI", accountNumber: "000000000002", ifsc: "TEST0000001", amountPaise: 250n, remark: "ROW2" }
  ]
}

describe("a bulk file", () => {
  it("is written as the facts print it", () => {
    const { text, content, ...rest } = writeBulkFile(sample)
    expect(text.split("^")).toEqual([
      "FHR|3|01/31/2030|TEST CORP|3.50|INR|000000000009|0011",
      "MDR|000000000009|0011|TEST CORP|3.50|INR|salaries|ICIC0000011|WIB",
      "MCW|000000000001|0000|ASHA|1.00|INR|ROW1|ICIC0000011|WIB",
      "MCO|000000000002|0011|RAVI|2.50|INR|ROW2|NFT|TEST0000001",
      ""
    ])
    expect(rest).toEqual({ fileName: "T1AAA0000000009.txt", totalPaise: 350n, count: 3 })
    expect(atob(content)).toBe(text)
  })

  it("reads back as what was written, whatever it is", () => {
    fc.assert(
      fc.property(file, ({ reference, ...one }) => {
        const written = writeBulkFile({ reference, ...one })
        expect(parseBulkFile(written.text)).toEqual(one)
        expect(parseBulkFile(written.text.replaceAll("^", "^\r\n"))).toEqual(one)
        expect(written.totalPaise).toBe(one.rows.reduce((sum, { amountPaise }) => sum + amountPaise, 0n))
        expect(written.text.split("^")).toHaveLength(written.count + 2)
      }),
      { numRuns: 50 }
    )
  })

  it("with one changed character is another file, or none", () => {
    const { text } = writeBulkFile(sample)
    const { reference: _, ...plain } = sample
    const intended = { ...plain, rows: plain.rows.map((one, i) => (i === 0 ? { ...one, ifsc: "ICIC0000011" } : one)) }
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom("|", "^", "0", "9", "X", ".", "-"), (at, character) => {
        fc.pre(text[at] !== character)
        try {
          expect(parseBulkFile(text.slice(0, at) + character + text.slice(at + 1))).not.toEqual(intended)
        } catch (error) {
          if (!(error instanceof BulkFileError)) throw error
        }
      })
    )
  })

  const rowWith = (changes: object) => ({ ...sample, rows: [{ ...sample.rows[0]!, ...changes }] })
  it.each([
    [{ ...sample, rows: [] }, /rows: 1 to 148/],
    [{ ...sample, rows: Array.from({ length: 149 }, () => sample.rows[0]!) }, /rows: 1 to 148/],
    [{ ...sample, reference: "file1" }, /reference/],
    [{ ...sample, date: "31/01/2030" }, /date: a date YYYY-MM-DD/],
    [{ ...sample, date: "2030-02-31" }, /date/],
    [{ ...sample, name: "x".repeat(31) }, /name: 1 to 30/],
    [rowWith({ name: "SECRET|NAME" }), /row 1, name: printable/],
    [rowWith({ remark: "SECRET^" }), /row 1, remark: printable/],
    [rowWith({ remark: "SECRET\nMCO" }), /row 1, remark: printable/],
    [rowWith({ accountNumber: "SECRET" }), /row 1, accountNumber: 6 to 20 digits/],
    [rowWith({ ifsc: "SECRET" }), /row 1, ifsc/],
    [rowWith({ amountPaise: 0n }), /row 1, amountPaise/]
  ] as const)("is not written with a field that does not fit: %#", (wrong, message) => {
    expect(() => writeBulkFile(wrong)).toThrow(message)
    expect(() => writeBulkFile(wrong)).not.toThrow(/SECRET/)
  })

  it.each([
    [(text: string) => text.replace("FHR|3", "FHR|4"), "108588"],
    [(text: string) => text.replace("FHR|3|01/31/2030|TEST CORP|3.50", "FHR|3|01/31/2030|TEST CORP|3.51"), "108590"],
    [(text: string) => text.slice(0, -1), "104668"],
    [(text: string) => text.replace("MCO", "MCX"), "111267"],
    [(text: string) => text.replace("|2.50|", "|0.00|"), "110370"],
    [(text: string) => text.replace("01/31/2030", "31/01/2030"), "110370"],
    [(text: string) => text.replace("|0000|ASHA", "|0001|ASHA"), "110370"]
  ])("that is not in order is refused with the bank's own code: %#", (spoil, code) => {
    expect(() => parseBulkFile(spoil(writeBulkFile(sample).text))).toThrow(expect.objectContaining({ bankCode: code }))
  })

  it("reads both orders of the last columns inside the bank", () => {
    const { text } = writeBulkFile(sample)
    expect(parseBulkFile(text.replace("ROW1|ICIC0000011|WIB", "ROW1|WIB|ICIC0000011"))).toEqual(parseBulkFile(text))
  })
})
