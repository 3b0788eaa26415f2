import type * as Catalog from "@hundi/catalog"
import type { AnyDeclaration } from "@hundi/catalog"
import type * as Calendar from "@hundi/catalog/calendar"
import * as Schema from "effect/Schema"
import { assertSame, assertTrue, thrownBy } from "../assert.ts"
import type { Env, Runner } from "../suite.ts"

/** The catalogue, its calendar, and the families of declarations to check. */
export interface CatalogLibrary {
  readonly catalog: typeof Catalog
  readonly calendar: typeof Calendar
  readonly families: Readonly<Record<string, Readonly<Record<string, AnyDeclaration>>>>
}

/** Declarations read and write the bank's own bytes; paise and Indian time are exact. */
export function catalogSuite(runner: Runner, lib: CatalogLibrary, _env: Env): void {
  for (const declaration of Object.values(lib.families).flatMap((family) => Object.values(family))) sampleTests(runner, declaration)
  paiseTests(runner, lib.catalog)
  calendarTests(runner, lib.calendar)
}

function sampleTests({ test }: Runner, declaration: AnyDeclaration): void {
  for (const side of ["request", "response"] as const)
    test(`${declaration.id}: the sample ${side} is read and written back`, async () => {
      const codec = declaration[side] as Schema.Codec<unknown, unknown>
      const decoded = Schema.decodeUnknownSync(codec)(declaration.samples[side])
      const encoded = Schema.encodeSync(codec)(decoded)
      assertSame(encoded, declaration.samples[side])
      // The exact text counts, not only its fields: a repeat of a request has to have the same bytes (law L3).
      return [decoded, JSON.stringify(encoded)]
    })
  test(`${declaration.id}: a request of the wrong shape is refused by rule`, async () => {
    const codec = declaration.request as Schema.Codec<unknown, unknown>
    const sevens = Object.fromEntries(Object.keys(declaration.samples.request as object).map((key) => [key, 7]))
    const error = await thrownBy(() => Schema.decodeUnknownSync(codec)(sevens))
    return error.message
  })
}

function paiseTests({ test }: Runner, { Rupees, formatRupees, parseRupees }: typeof Catalog): void {
  test("paise and rupees round trip exactly, up to thirteen digits of rupees", async () => {
    const amounts = [0n, 1n, 9n, 10n, 99n, 100n, 10_050n, 2n ** 32n + 1n, 10n ** 15n - 1n]
    return amounts.map((paise) => {
      const text = formatRupees(paise)
      assertSame(parseRupees(text), paise)
      assertSame(Schema.decodeSync(Rupees)(text), paise)
      assertSame(Schema.encodeSync(Rupees)(paise), text)
      return text
    })
  })
  test("what is not an amount is not read as one", async () => {
    for (const text of ["", "1.234", "-1", "1,000", "1e3", " 1", "1.", ".5", "१", "Infinity", "0x10", "10000000000000"]) assertSame(parseRupees(text), undefined, text)
  })
}

function calendarTests({ test }: Runner, lib: typeof Calendar): void {
  test("the Indian date turns over at 18:30 UTC, whatever the machine's time zone", async () => {
    const midnight = Date.UTC(2026, 10, 22, 18, 30)
    const instants = [0, -1, midnight - 1, midnight, Date.UTC(2028, 1, 29, 18, 30), 4_102_444_800_000]
    const shown = instants.map((ms) => [lib.istDate(ms), lib.istCompact(ms)])
    assertSame(shown.slice(2, 4), [["2026-11-22", "20261122235959"], ["2026-11-23", "20261123000000"]])
    return shown
  })
  test("a date that does not exist is a RangeError", async () => {
    for (const date of ["2026-02-30", "22-11-2026", "2026-13-01", ""]) assertSame((await thrownBy(() => lib.istMidnight(date))).name, "RangeError", date)
  })
  test("business days of five years", async () => {
    const days = Array.from({ length: 5 * 365 }, (_, index) => lib.addDays("2026-01-01", index))
    const open = days.map((day) => lib.isBusinessDay(day))
    assertTrue(open.includes(true) && open.includes(false), "open and closed days")
    assertSame(lib.addBusinessDays("2026-11-13", 2), "2026-11-17")
    return [open, days.map((day) => lib.startOfBusinessDay(day, 2))]
  })
}
