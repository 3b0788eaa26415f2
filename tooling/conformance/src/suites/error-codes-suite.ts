import type * as Library from "@hundi/error-codes"
import type { CodeFamily } from "@hundi/error-codes"
import { assertSame, assertTrue } from "../assert.ts"
import type { Env, Runner } from "../suite.ts"

/** packages/error-codes/facts/codes.json, as far as the suite reads it. */
export interface CodeFacts {
  readonly entries: readonly { readonly family: string; readonly code: string; readonly moneyMayHaveMoved: boolean | null }[]
}

/** Every published code is found, and none of the dangerous ones is ever taken for a proof of failure. */
export function errorCodesSuite({ test }: Runner, lib: typeof Library, facts: CodeFacts, _env: Env): void {
  test("all 630 collected entries are found", async () => {
    assertSame(facts.entries.length, 630)
    for (const { family, code, moneyMayHaveMoved } of facts.entries) {
      const record = lib.lookUp(familyOf(family), "pay", code)
      assertTrue(record.listed, `${family} ${code} is listed`)
      assertTrue(record.moneyMayHaveMoved || moneyMayHaveMoved === false, `${family} ${code} keeps its doubt`)
    }
  })
  for (const [family, line] of neverRejected)
    test(`never rejected: ${family}`, async () => {
      const records = expand(line).flatMap((code) => lib.codeCalls.map((call) => lib.lookUp(family, call, code)))
      for (const record of records) {
        assertTrue(!provesFailure.includes(record.class), `${family} ${record.code} is ${record.class}`)
        assertTrue(record.moneyMayHaveMoved, `${family} ${record.code}: money may have moved`)
      }
      return records.map((record) => [record.code, record.call, record.class])
    })
  for (const family of lib.codeFamilies)
    test(`every answer of the table: ${family}`, async () =>
      lib.codesByFamily[family].flatMap((record) =>
        record.printed.flatMap((code) => lib.codeCalls.map((call) => lib.lookUp(family, call, code)))
      )
    )
  test("it answers for anything, and never with a proof", async () => {
    const odd: unknown[] = ["", " ", "ZZZ9", "__proto__", "constructor", "\u0000", "१", "x".repeat(1000), -1, Number.NaN, 1e21, null, undefined, {}, []]
    return odd.flatMap((code) =>
      lib.codeFamilies.map((family) => {
        const record = lib.lookUp(family, "pay", code as string)
        assertSame([record.class, record.listed, record.moneyMayHaveMoved], ["unknown", false, true], `${family} ${String(code)}`)
        return record.code
      })
    )
  })
  test("IMPS 11 is a time-out, UPI 00ZM a wrong MPIN", async () => {
    assertSame([lib.lookUp("imps", "pay", 11).class, lib.lookUp("upi", "pay", "00ZM").class], ["unknown", "rejected"])
    assertSame([lib.lookUp("imps", "pay", 0).class, lib.lookUp("imps", "enquiry", 0).class], ["success", "unknown"])
  })
}

const provesFailure: readonly string[] = ["rejected", "configuration", "technical"]

/** MONEY.md, Classes of codes: whatever a source says, these are never `rejected`. */
const neverRejected: readonly (readonly [CodeFamily, string])[] = [
  ["imps", "11 14 17 20 25 30-33 39 40 63 73 75 80 91 92 96 101-103 111 500 814 997"],
  ["upi", "15 18 39 72-74 92-99 1033 9999 Deemed BT UT RB RR RP XB XC XY U01 U09 U18 U26-U28 U30-U34 U53 U67 U68 U70 U78 U85 U88"],
  ["cib", "999033 999936 100043 103064 995030 995034 14084 900 8010-8013"],
  ["gateway", "500 8009-8013 8015 8018 8019 8099"],
  ["merchant-upi", "5002 5006 5009 5011 5012 5020-5024 5029"],
  ["bulk-file", "104666"]
]

/** Expands "28 30-32 U30-U34". */
function expand(line: string): readonly string[] {
  return line.split(" ").flatMap((word) => {
    const [, prefix = "", first = "", last = ""] = /^([A-Z]*)(\d+)-[A-Z]*(\d+)$/.exec(word) ?? []
    if (first === "") return [word]
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, step) => prefix + String(Number(first) + step).padStart(first.length, "0"))
  })
}

function familyOf(printed: string): CodeFamily {
  const family = families[printed]
  if (family === undefined) throw new Error(`no family is known for "${printed}"`)
  return family
}

/** Headings of the collected lists, and the family that each belongs to. */
const families: Readonly<Record<string, CodeFamily>> = {
  "IMPS ActCode": "imps",
  "UPI response": "upi",
  "NPCI UPI": "upi",
  "ICICI UPI switch (UPI 1/2 and composite UPI)": "upi",
  CIB: "cib",
  "CIB bulk file": "bulk-file",
  "Beneficiary addition / validation": "beneficiary",
  "Gateway (all families)": "gateway",
  "API gateway": "gateway",
  HTTP: "gateway",
  "ICICI merchant UPI (v0/v1)": "merchant-upi",
  "Eazypay hosted page": "eazypay",
  "e-Collection answer codes (client to bank)": "e-collection",
  "BBPS network (NPCI compliance codes, not ICICI-specific)": "bbps"
}
