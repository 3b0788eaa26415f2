import { describe, expect, test } from "vitest"
import { readTranscription, codesOfEntry, familyOfPrinted } from "../scripts/transcription.ts"
import { codeCalls, codeClasses, codeFamilies, type CodeClass, type CodeFamily, type CodeRecord } from "./code-record.ts"
import { codesByFamily } from "./codes.data.ts"
import { lookUp } from "./look-up.ts"

const entries = readTranscription().entries
const all: readonly CodeRecord[] = codeFamilies.flatMap((family) => codesByFamily[family])
const proofs: readonly CodeClass[] = ["rejected", "configuration"]
const familyOf = (printed: string): CodeFamily => familyOfPrinted[printed] ?? expect.fail(`no family for ${printed}`)

/** Expands "28 30-32 U30-U34". */
const expand = (line: string): readonly string[] =>
  line.split(" ").flatMap((word) => {
    const [, prefix = "", first = "", last = ""] = /^([A-Z]*)(\d+)-[A-Z]*(\d+)$/.exec(word) ?? []
    if (first === "") return [word]
    const numbers = Array.from({ length: Number(last) - Number(first) + 1 }, (_, step) => String(Number(first) + step))
    return numbers.map((one) => prefix + one.padStart(first.length, "0"))
  })

describe("codes that are never proof of failure, whatever a source says", () => {
  const never: readonly (readonly [CodeFamily, string])[] = [
    ["imps", "11 14 17 20 25 30 31 32 33 39 40 63 73 75 80 91 92 96 101 102 103 111 500 814 997"],
    ["upi", "15 18 39 72-74 92-99 1033 9999 Deemed BT UT RB RR RP XB XC XY U01 U09 U18 U26-U28 U30-U34 U53 U67 U68 U70 U78 U85 U88"],
    ["cib", "999033 999936 100043 103064 995030 995034 14084 900 8010-8013"],
    ["gateway", "500 997 8009-8013 8015 8018 8019 8099"],
    ["merchant-upi", "5002 5006 5009 5011 5012 5020-5024 5029"],
    ["bulk-file", "104666"]
  ]
  test.each(never)("%s: %s", (family, line) => {
    for (const code of expand(line)) {
      for (const call of codeCalls) {
        const record = lookUp(family, call, code)
        expect([...proofs, "technical"], `${family} ${call} ${code}`).not.toContain(record.class)
        expect(record.moneyMayHaveMoved, `${family} ${call} ${code}`).toBe(true)
      }
    }
  })
  test("the gateway's never-list holds inside every family that it can answer for", () => {
    for (const family of ["imps", "upi", "cib", "merchant-upi", "bulk-file"] as const) {
      for (const code of expand("500 997 8009-8013 8015 8018 8019 8099")) {
        expect(lookUp(family, "pay", code).class, `${family} ${code}`).toBe("unknown")
      }
    }
  })
})

describe("the rail table, literally", () => {
  const table: readonly (readonly [CodeFamily, CodeClass, string])[] = [
    ["imps", "success", "0"],
    ["imps", "rejected", "1-5 7-10 12 13 15 16 24 52 201-208 905 919 920 921"],
    ["imps", "configuration", "901 902 903 916 918 922-924"],
    ["imps", "technical", "18 19 21-23 51 60-62 64 70 77 904 RJ"],
    ["imps", "unknown", "6 11 20 29-41 63 65 71-74 76 91 92 96 101-103 111 500"],
    ["imps", "duplicate", "14 75 80 814"],
    ["upi", "success", "0 00"],
    ["upi", "rejected", "Z9 ZU ZM XH ZX ZY YE YF Z8 0U16 00ZM"],
    ["gateway", "configuration", "401 403 8000 8014 8016"],
    ["gateway", "rejected", "429 8001-8007 8017"],
    ["gateway", "unknown", "500 997 1025 8008-8013 8015 8018 8019 8099"],
    ["cib", "success", "0"]
  ]
  test.each(table)("%s %s: %s", (family, expected, line) => {
    for (const code of expand(line)) expect(lookUp(family, "pay", code).class, `${family} ${code}`).toBe(expected)
  })
  test("no other IMPS code proves failure", () => {
    const imps = table.filter(([family, codeClass]) => family === "imps" && codeClass !== "unknown")
    const named = new Set(imps.flatMap(([, , line]) => expand(line)))
    const others = codesByFamily.imps.filter((record) => !named.has(record.code) && !["17", "25", "403"].includes(record.code))
    for (const record of others) expect(record.class, record.code).toBe("unknown")
  })
  test("every gateway refusal counts only in the bank's own body", () => {
    for (const code of expand("401 403 429 8000-8007 8014 8016 8017")) {
      expect(lookUp("gateway", "pay", code).onlyInBankBody, code).toBe(true)
    }
    expect(lookUp("imps", "pay", 403)).toMatchObject({ class: "configuration", onlyInBankBody: true })
  })
})

describe("every record", () => {
  test("a duplicate, a lost record or a time-out by its words is never rejected or configuration", () => {
    const words = /duplicate|already|used before|processed before|not found|no record\b|time[ds]?[- ]?out|no (response|answer)/i
    const doubtful = all.filter((record) => words.test(record.meaning))
    expect(doubtful.length).toBeGreaterThan(60)
    for (const record of doubtful) expect(proofs, `${record.family} ${record.code}: ${record.meaning}`).not.toContain(record.class)
  })
  test("proof of failure needs every entry of the family with that code to say no money moved; null is not no", () => {
    for (const record of all.filter((one) => proofs.includes(one.class))) {
      const comparable = entries.filter((entry) => familyOf(entry.family) === record.family)
      const said = comparable.filter((entry) => codesOfEntry(entry).some((code) => record.printed.includes(code)))
      expect(said.length, `${record.family} ${record.code}`).toBeGreaterThan(0)
      expect(said.map((entry) => entry.moneyMayHaveMoved), `${record.family} ${record.code}`).toEqual(said.map(() => false))
      expect(record.moneyMayHaveMoved).toBe(false)
    }
  })
  test("if one entry says or leaves open that money may have moved, so does the record", () => {
    for (const entry of entries.filter((one) => one.moneyMayHaveMoved !== false)) {
      for (const call of codeCalls) {
        expect(lookUp(familyOf(entry.family), call, entry.code).moneyMayHaveMoved, `${entry.family} ${entry.code}`).toBe(true)
      }
    }
  })
  test("is found under each printed form, with its sources", () => {
    expect(entries).toHaveLength(630)
    for (const entry of entries) {
      for (const code of codesOfEntry(entry)) {
        const record = lookUp(familyOf(entry.family), "pay", code)
        expect(record.listed, `${entry.family} ${code}`).toBe(true)
        expect(record.family).toBe(familyOf(entry.family))
        expect(record.printed).toContain(code)
        expect(record.sources).toEqual(expect.arrayContaining([...entry.sources]))
      }
    }
  })
  test("is complete and of a known class", () => {
    for (const record of all) {
      expect(codeClasses).toContain(record.class)
      expect(record.next, `${record.family} ${record.code}`).toMatch(/^[A-Z].*\.$/)
      expect(record.next).not.toContain("{")
      expect(record.meaning.length * record.sources.length * record.printed.length).toBeGreaterThan(0)
    }
  })
})

describe("what the reply changes", () => {
  test("a refused enquiry is not a refused payment", () => {
    for (const code of ["401", "403", "429", "8000", "8016", "901", "902", "16", "204"]) {
      expect(proofs, code).toContain(lookUp("imps", "pay", code).class)
      for (const call of ["status", "enquiry", "any"] as const) {
        expect(lookUp("imps", call, code), `${call} ${code}`).toMatchObject({ class: "unknown", moneyMayHaveMoved: true })
      }
    }
  })
  test("the outer code of an enquiry proves nothing", () => {
    for (const record of all) expect(["duplicate", "not-found", "unknown"]).toContain(lookUp(record.family, "enquiry", record.code).class)
  })
  test("a status success is proof only where the code is the payment's own", () => {
    expect(lookUp("imps", "status", "0").class).toBe("success")
    expect(lookUp("upi", "status", "0").class).toBe("success")
    expect(lookUp("cib", "status", "0").class).toBe("unknown")
    expect(lookUp("merchant-upi", "status", "0").class).toBe("unknown")
  })
  test("IMPS 17 and 25 say not found in a status reply, and nothing sensible in a payment reply", () => {
    for (const code of [17, 25]) {
      expect(lookUp("imps", "status", code).class).toBe("not-found")
      expect(lookUp("imps", "pay", code).class).toBe("unknown")
    }
  })
  test("hard and technical declines of the payment stay what they are in a status reply", () => {
    expect(lookUp("imps", "status", 52).class).toBe("rejected")
    expect(lookUp("imps", "status", "RJ").class).toBe("technical")
    expect(lookUp("upi", "status", "Z9").class).toBe("rejected")
  })
  test("one number, two families: IMPS 11 is a time-out, UPI 11 is invalid data", () => {
    expect(lookUp("imps", "pay", 11)).toMatchObject({ class: "unknown", moneyMayHaveMoved: true })
    expect(lookUp("upi", "pay", 11)).toMatchObject({ class: "rejected", moneyMayHaveMoved: false })
  })
  test("gateway codes are found from other families, but not from those that do not pass through it", () => {
    expect(lookUp("cib", "pay", "8099")).toMatchObject({ family: "gateway", class: "unknown" })
    expect(lookUp("e-collection", "any", "401").listed).toBe(false)
    expect(lookUp("eazypay", "any", "8000").listed).toBe(false)
  })
})
