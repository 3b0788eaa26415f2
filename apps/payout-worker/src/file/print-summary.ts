import { formatRupees } from "@hundi/catalog"
import { idOf, type Standing } from "@hundi/core"
import { type Holds, printEnded, printHolds } from "./held.ts"
import { type OutcomeName, outcomeNames, outcomeOf } from "./outcome-of.ts"
import type { Summary } from "./summarise.ts"

/** What each outcome means to the person who closes the day. */
const meanings: Readonly<Record<OutcomeName, string>> = {
  settled: "paid, the beneficiary has it",
  accepted: "debited, the credit is under way",
  rejected: "refused by the bank, no money moved",
  pending: "it waits: at the bank, or here for a person, a limit or its time",
  unknown: "not known yet: the bank is asked again, nothing is paid twice",
  review: "needs a person: see the page",
  reversed: "debited and given back",
  notSent: "not sent to the bank"
}

/** The result of a file as a table. */
export const printSummary = (
  summary: Summary,
  standings: readonly Standing[],
  amountsById: ReadonlyMap<string, bigint>,
  holds: Holds = new Map(),
  ended: Holds = new Map()
): string => {
  const paise = new Map<OutcomeName, bigint>()
  const amountsByKey = new Map([...amountsById].map(([payoutId, amountPaise]) => [idOf(payoutId), amountPaise]))
  for (const standing of standings) {
    const outcome = outcomeOf(standing, holds.has(standing.id))
    paise.set(outcome, (paise.get(outcome) ?? 0n) + (amountsByKey.get(standing.id) ?? 0n))
  }
  const total = [...paise.values()].reduce((sum, one) => sum + one, 0n)
  const rows = [
    ...outcomeNames
      .filter((name) => summary[name] > 0)
      .map((name) => [labelOf(name), String(summary[name]), groupRupees(paise.get(name) ?? 0n), meanings[name]]),
    ["All payouts", String(summary.payouts), groupRupees(total), ""]
  ]
  return [
    printTable(["Outcome", "Payouts", "Rupees", "What it means"], rows, new Set([1, 2])),
    "",
    `Rows that were not taken on: ${summary.invalid}${summary.invalid > 0 ? " (each is named above, with line, column and rule)" : ""}`,
    `Debits standing at the bank: ${summary.bankDebits}`,
    `Paid twice:                  ${summary.doublePaid}`,
    `Time:                        ${(summary.elapsedMs / 1000).toFixed(1)} s`,
    ...(holds.size === 0 ? [] : ["", printHolds(holds)]),
    ...(ended.size === 0 ? [] : ["", printEnded(ended)])
  ].join("\n")
}

const labelOf = (name: OutcomeName): string => (name === "notSent" ? "Not sent" : name.slice(0, 1).toUpperCase() + name.slice(1))

/** Paise as rupees in Indian grouping: `12345678n` is `"1,23,456.78"`. */
export const groupRupees = (amountPaise: bigint): string => {
  const [whole = "", decimals] = formatRupees(amountPaise).split(".")
  const head = whole.slice(0, -3).replace(/\B(?=(\d{2})+$)/g, ",")
  return `${head === "" ? "" : `${head},`}${whole.slice(-3)}.${decimals}`
}

/** Columns side by side; those in `right` are aligned to the right. */
export const printTable = (head: readonly string[], rows: readonly (readonly string[])[], right = new Set<number>()): string => {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => (right.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join("  ").trimEnd()
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n")
}
