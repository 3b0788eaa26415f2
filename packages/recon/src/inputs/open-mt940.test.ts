import { expect, it } from "vitest"
import { readStatement } from "./read-statement.ts"
import { bytesOf, refusalOf, sample, writeMt940 } from "./testing-statements.ts"

const read = (lines: readonly string[], account?: string) => readStatement(bytesOf(lines.join("\r\n")), { name: "feb.sta", ...(account === undefined ? {} : { account }) })

it("continued narrations, an entry without a narration, marks of reversal, an entry date in the new year", async () => {
  const { lines, head } = await read([
    "{1:F01TESTINBBXXX}{2:O940}{4:", ":20:S", ":25:TESTINBB/000000000009", ":28C:1/1", ":60F:C251230INR100,",
    ":61:2512310101D1,5NTRFOUR REF//THEIRS", "details of the bank", `:86:${"X".repeat(65)}`, "YZ",
    ":61:251231RC2,00NTRFNONREF", ":86:first", "second",
    ":61:251231RD3,00NMSCOURS//", ":62F:C260101INR99,50", "-}"
  ])
  expect(lines).toEqual([
    { account: "000000000009", postedOn: "2026-01-01", valueOn: "2025-12-31", direction: "debit", amountPaise: 150n, narration: `${"X".repeat(65)}YZ`, bankReference: "THEIRS", lineNo: 6 },
    { account: "000000000009", postedOn: "2025-12-31", valueOn: "2025-12-31", direction: "debit", amountPaise: 200n, narration: "first second", lineNo: 10 },
    { account: "000000000009", postedOn: "2025-12-31", valueOn: "2025-12-31", direction: "credit", amountPaise: 300n, narration: "", bankReference: "OURS", lineNo: 13 }
  ])
  // The day before the first is not claimed to be covered.
  expect(head).toMatchObject({ from: "2025-12-31", to: "2026-01-01", openingPaise: 10_000n, closingPaise: 9_950n })
})

const page = (no: string, account: string, opening: string, closing: string, amount = "1,00"): readonly string[] => [
  ":20:S", `:25:${account}`, `:28C:1/${no}`, opening, `:61:260203D${amount}NTRFNONREF//S${no}`, ":86:x", closing, "-"
]

it("pages of one statement follow each other", async () => {
  const first = page("1", "000000000009", ":60F:C260203INR10,00", ":62M:C260203INR9,00")
  const second = page("2", "000000000009", ":60M:C260203INR9,00", ":62F:C260203INR8,00")
  expect((await read([...first, ...second])).head).toMatchObject({ openingPaise: 1000n, closingPaise: 800n })
  expect(await refusalOf(read([...first, ...page("3", "000000000009", ":60M:C260203INR8,00", ":62F:C260203INR7,00")]))).toMatchObject({ code: "RECON_INPUT_BALANCE", line: 12 })
  expect(await refusalOf(read([...first.slice(0, -2), ...second]))).toMatchObject({ code: "RECON_INPUT_TRUNCATED" })
})

it("of several accounts only the one that is wanted is read", async () => {
  const one = page("1", "000000000009", ":60F:C260203INR10,00", ":62F:C260203INR9,00")
  const other = page("1", "000000000010", ":60F:C260203INR5,00", ":62F:C260203INR4,00")
  expect((await read([...one, ...other], "000000000010")).head).toMatchObject({ account: "000000000010", openingPaise: 500n })
  expect(await refusalOf(read([...one, ...other]))).toMatchObject({ code: "RECON_INPUT_ACCOUNT" })
  expect(await refusalOf(read(one, "000000000011"))).toMatchObject({ code: "RECON_INPUT_ACCOUNT" })
})

it.each([
  ["an amount with a point", writeMt940(sample).replace(/(:61:\d{10}[CD]\d+),/, "$1."), "RECON_INPUT_FORMAT", 5],
  ["a balance in dollars", writeMt940(sample).replace("INR", "USD"), "RECON_INPUT_FORMAT", 4],
  ["a closing balance that is not the sum", writeMt940(sample).replace(/(:62F:.*)\d,/, "$19,"), "RECON_INPUT_TRUNCATED", 15]
])("%s is refused", async (_, text, code, line) => {
  expect(await refusalOf(readStatement(bytesOf(text)))).toMatchObject({ code, line })
})
