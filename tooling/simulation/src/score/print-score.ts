import type { Score } from "./score-client.ts"

const head = ["payout", "fault", "money moved", "debits", "client said", "verdict"] as const

/** The score as a table for people; `only` limits it to what went wrong. */
export const printScore = (score: Score, only: "all" | "wrong" = "all"): string => {
  const shown = score.verdicts.filter(({ wrong }) => only === "all" || wrong.length > 0)
  const rows = shown.map(({ payoutId, fault, moneyMoved, debits, said, wrong }) =>
    [payoutId, fault, moneyMoved ? "yes" : "no", String(debits), said, wrong.length === 0 ? "ok" : wrong.join(", ").toUpperCase()])
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const toLine = (cells: readonly string[]): string => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()
  const { payouts, paidTwice, lost, misStated, stray, unknown } = score
  return [
    toLine(head),
    toLine(widths.map((width) => "-".repeat(width))),
    ...rows.map(toLine),
    "",
    `${payouts} payouts: ${paidTwice} paid twice, ${lost} lost, ${misStated} mis-stated, ${stray} stray debits; ${unknown} left open as unknown`
  ].join("\n")
}

/** The score as one line for programs: `where` holds only what went wrong. */
export const toJsonLine = ({ client, payouts, paidTwice, lost, misStated, stray, unknown, works, verdicts }: Score): string => {
  const where = verdicts.filter(({ wrong }) => wrong.length > 0)
  return JSON.stringify({ client, payouts, paidTwice, lost, misStated, stray, unknown, works, where })
}
