import fc from "fast-check"
import { expect, it } from "vitest"
import type { ReconFinding } from "../result.ts"
import { samplePostingMapping } from "./ledger-mapping.ts"
import { outcomesInOrder } from "./outcome-words.data.ts"
import { postEntries, type Posting } from "./post-entries.ts"
import { entryOf, findingOf, lineOf } from "./testing/sample-run.ts"
import { csvRow } from "./write-csv.ts"
import { plainRupees, writeRupees } from "./write-rupees.ts"

const paise = fc.bigInt({ min: 1n, max: 10n ** 14n })
const day = fc.constantFrom("2030-01-30", "2030-01-31", "2030-02-01")
const line = fc.record({ amountPaise: paise, postedOn: day, direction: fc.constantFrom("debit" as const, "credit" as const) }).map(lineOf)
const entry = fc.record({ amountPaise: paise, businessDate: day }).map(entryOf)
const finding: fc.Arbitrary<ReconFinding> = fc
  .record({
    ...{ outcome: fc.constantFrom(...outcomesInOrder), id: fc.uuid() },
    ...{ journal: fc.array(entry, { maxLength: 3 }), lines: fc.array(line, { maxLength: 4 }) }
  })
  .map(({ outcome, ...rest }) => findingOf(outcome, rest))

const post = async (findings: readonly ReconFinding[], voucherPer: "finding" | "day"): Promise<readonly Posting[]> => {
  const postings: Posting[] = []
  for await (const posting of postEntries(findings, { ...samplePostingMapping, voucherPer })) postings.push(posting)
  return postings
}

const sum = (postings: readonly Posting[], keep: (posting: Posting) => boolean): bigint =>
  postings.filter(keep).reduce((total, { amountPaise }) => total + amountPaise, 0n)

it("whatever was found, every voucher sums to zero, and the bank's account moves as the statement does", () =>
  fc.assert(
    fc.asyncProperty(fc.array(finding, { maxLength: 12 }), fc.constantFrom("finding" as const, "day" as const), async (findings, voucherPer) => {
      const postings = await post(findings, voucherPer)
      for (const voucher of new Set(postings.map((one) => one.voucher))) expect(sum(postings, (one) => one.voucher === voucher)).toBe(0n)
      const moved = findings.reduce((total, { statementPaise }) => total + statementPaise, 0n)
      expect(sum(postings, ({ account }) => account.code === "1010")).toBe(moved)
    }),
    { numRuns: 200 }
  ))

it("no cell of a CSV is run by a spreadsheet, and each reads back", () =>
  fc.assert(
    fc.property(fc.string(), (text) => {
      const cell = csvRow([text]).slice(0, -2)
      const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
      if (!/^-?\d+(\.\d+)?$/.test(text)) expect(read).not.toMatch(/^[=+\-@\t\r]/)
      expect([text, `'${text}`]).toContain(read)
    })
  ))

it("rupees read back to the paisa, with and without grouping", () =>
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (amount) => {
      expect(BigInt(plainRupees(amount).replace(".", ""))).toBe(amount)
      expect(writeRupees(amount).replaceAll(",", "")).toBe(plainRupees(amount))
    })
  ))
