import type { LedgerEntry, StatementLine } from "@hundi/recon/books"
import { expect, it } from "vitest"
import { collectNames, isNamed } from "./named-payments.ts"

const namesOf = async (narration: string): Promise<ReadonlySet<string>> => {
  const names = new Set<string>()
  const lines = (async function* () {
    yield { narration } as StatementLine
  })()
  for await (const _ of collectNames(lines, names)) void _
  return names
}

it.each([
  ["MMT/IMPS/603100000001/T012AY00000000A/ASHA", true], ["MMT/IMPS/999999999999/T012AY000000/ASHA", true], ["MMT/IMPS/999999999999/T012AY00000/ASHA", false],
  ["MMT/IMPS/603100000001/other/ASHA", true], ["INF/INFT/000031000017/rent", false], ["", false]
])("%j speaks of the payment: %s", async (narration, speaks) => {
  const entry = { reference: "T012AY00000000A", rrn: "603100000001" } as LedgerEntry
  expect(isNamed(entry, await namesOf(narration))).toBe(speaks)
})

it("a host reference of nine digits stands on the statement with zeros before it", async () => {
  expect(isNamed({ reference: "T012AY00000000A", rrn: "310000178" } as LedgerEntry, await namesOf("INF/INFT/000310000178/rent"))).toBe(true)
})
