import * as fc from "fast-check"
import { expect, it } from "vitest"
import { readAmount } from "./read-amount.ts"
import { readStatement } from "./read-statement.ts"
import { ReconInputError } from "./recon-input-error.ts"
import { bytesOf, indian, plain, type SampleStatement, writeCib, writeCorporateCsv, writeMt940, writeCamt053, writeRetailCsv, writeSimulatorCsv } from "./testing-statements.ts"

const paise = fc.bigInt({ min: 0n, max: 99_999_999_999_999n })

const western = (amount: bigint): string => plain(amount).replace(/\B(?=(\d{3})+\.)/g, ",")
const forms: readonly ((text: (amount: bigint) => string) => (amount: bigint) => readonly [string, bigint, string | undefined])[] = [
  (text) => (amount) => [text(amount), amount, undefined],
  (text) => (amount) => [`INR ${text(amount)}`, amount, undefined],
  (text) => (amount) => [` Rs. ${text(amount)} `, amount, undefined],
  (text) => (amount) => [`-${text(amount)}`, -amount, undefined],
  (text) => (amount) => [`(${text(amount)})`, -amount, undefined],
  (text) => (amount) => [`${text(amount)}-`, -amount, undefined],
  (text) => (amount) => [`${text(amount)} Dr`, amount, "debit"],
  (text) => (amount) => [`${text(amount)}Cr.`, amount, "credit"],
  (text) => (amount) => [text(amount).replace(/0$/, ""), amount, undefined]
]

it("an amount in any grouping and with any sign reads back exactly", () => {
  fc.assert(fc.property(paise, fc.constantFrom(plain, indian, western), fc.constantFrom(...forms), (amount, text, form) => {
    const [written, expected, side] = form(text)(amount)
    expect(readAmount(written)).toEqual({ paise: expected, ...(side === undefined ? {} : { side }) })
  }), { numRuns: 2000 })
})

it("an amount with a third decimal or a displaced comma is never read", () => {
  fc.assert(fc.property(paise, fc.integer({ min: 0, max: 9 }), (amount, digit) => {
    expect(readAmount(`${plain(amount)}${digit}`)).toBeUndefined()
    expect(readAmount(`${indian(amount).replace(".", ",0.")}`)).toBeUndefined()
  }))
})

const moved = fc.oneof(fc.bigInt({ min: 1n, max: 10n ** 10n }), fc.bigInt({ min: -(10n ** 10n), max: -1n }))
const entries = fc.array(fc.record({ paise: moved }), { minLength: 2, maxLength: 12 })
const statement = fc.record({ account: fc.constant("000000000009"), openingPaise: fc.bigInt({ min: -(10n ** 10n), max: 10n ** 12n }), entries })

const damages = ["cut", "drop", "double", "digit"] as const

/** Does one thing to the transactions of a text; undefined where it changed nothing. */
const damage = (text: string, kind: (typeof damages)[number], at: number, isBody: (line: string) => boolean): string | undefined => {
  const newline = text.includes("\r\n") ? "\r\n" : "\n"
  const lines = text.split(newline)
  const body = lines.flatMap((line, index) => (isBody(line) ? [index] : []))
  const index = body[at % body.length] ?? 0
  const line = lines[index] ?? ""
  if (kind === "cut") return [...lines.slice(0, index), line.slice(0, Math.floor(line.length / 2))].join(newline)
  if (kind === "drop") return lines.toSpliced(index, 1).join(newline)
  if (kind === "double") return lines.toSpliced(index, 0, line).join(newline)
  const changed = line.replace(/(\d)(\.\d\d)(?=[^.]*$)/, (_, digit: string, rest: string) => `${(Number(digit) + 1) % 10}${rest}`)
  return changed === line ? undefined : lines.with(index, changed).join(newline)
}

const bodyOf: readonly (readonly [string, (sample: SampleStatement) => string, (line: string) => boolean])[] = [
  ["simulator's CSV", writeSimulatorCsv, (line) => line.startsWith("S1")],
  ["corporate CSV", writeCorporateCsv, (line) => /^\d+,S1/.test(line)],
  ["retail CSV", writeRetailCsv, (line) => /^\d+,\d\d\//.test(line)],
  ["MT940", (sample) => writeMt940(sample).replaceAll("\r\n:86:", ":86:"), (line) => line.startsWith(":61:")],
  ["camt.053", writeCamt053, (line) => line.startsWith("<Ntry>")],
  ["CIB", (sample) => writeCib(sample).replaceAll('{"TRANS', '\n{"TRANS').replace("}]}", "}\n]}"), (line) => line.startsWith('{"TRANS')]
]

it.each(bodyOf)("%s that was cut, or lost a line, or has one twice, or another digit, is always refused", async (_, write, isBody) => {
  await fc.assert(fc.asyncProperty(statement, fc.constantFrom(...damages), fc.nat(), async (sample, kind, at) => {
    const damaged = damage(write(sample), kind, at, isBody)
    fc.pre(damaged !== undefined)
    const moved = sample.entries.reduce((sum, entry) => sum + entry.paise, 0n)
    const { account, openingPaise } = sample
    const known = { account, openingPaise, closingPaise: openingPaise + moved }
    const undo = (text: string): string => text.replace(/(:61:.*):86:/g, "$1\r\n:86:")
    // The undamaged one is read, so that it is the damage that is refused.
    expect((await readStatement(bytesOf(undo(write(sample))), known)).rows).toBe(sample.entries.length)
    await expect(readStatement(bytesOf(undo(damaged)), known)).rejects.toBeInstanceOf(ReconInputError)
  }), { numRuns: 60 })
})
