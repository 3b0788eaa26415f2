import { addDays, istDate, istMidnight } from "@hundi/catalog/calendar"
import { invalid } from "@hundi/core"
import type { ApprovalRow } from "./approval-row.ts"

/** Refuses rows that the report's own head would contradict. @throws HundiError INVALID_REQUEST */
export const checkRows = (from: string, to: string, rows: readonly ApprovalRow[]): void => {
  const begin = instantOf(from, "from")
  const end = instantOf(to, "to")
  if (end < begin) throw invalid("to", `${from} or after`)
  const endsAt = istMidnight(addDays(to, 1))
  const ids = new Set<string>()
  for (const [index, { payoutId, amountPaise, maker, decidedAt, approvals }] of rows.entries()) {
    const at = `rows[${index}]`
    if (ids.has(payoutId)) throw invalid(`${at}.payoutId`, `${payoutId} stands in the report already: one row a payout`)
    ids.add(payoutId)
    if (typeof amountPaise !== "bigint" || amountPaise <= 0n) throw invalid(`${at}.amountPaise`, "paise as a bigint above 0")
    if (maker.trim() === "") throw invalid(`${at}.maker`, "who ordered the payout")
    if (!(decidedAt >= begin && decidedAt < endsAt)) {
      throw invalid(`${at}.decidedAt`, `from ${from} to ${to}: ${payoutId} ${Number.isFinite(decidedAt) ? `was decided on ${istDate(decidedAt)}` : "has no time"}`)
    }
    if (approvals.some((step) => step.by.trim() === "" || step.action.trim() === "" || !Number.isSafeInteger(step.at))) {
      throw invalid(`${at}.approvals`, "each with by, at (ms since 1970) and action")
    }
  }
}

const instantOf = (date: string, field: string): number => {
  try {
    return istMidnight(date)
  } catch {
    throw invalid(field, "an IST date, YYYY-MM-DD")
  }
}
