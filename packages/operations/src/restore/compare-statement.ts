import { istMidnight } from "@hundi/catalog/calendar"
import type { Journal } from "@hundi/core"
import { type DebitLine, plainNumber, readDebits } from "./read-line.ts"
import { askUnlessBusy, lastDayOf, readStatus, type RestoreContext, standingFreeze } from "./restore-context.ts"
import type { LineRow } from "./restore-store.ts"
import type { ComparedStatement, RestoreStatus } from "./restore-types.ts"

const DAY_MS = 86_400_000
const PAGE = 1000

/** Finds the debits that the journal lacks, and those that it has learnt of since. @internal */
export const compareStatement = async (context: RestoreContext, { from, to, lines }: ComparedStatement): Promise<RestoreStatus> => {
  const { store, options: { sql, journal, now, environment } } = context
  const freeze = standingFreeze(context)
  for (const id of store.asked(freeze.no)) {
    const view = await journal.get(id)
    if (view !== undefined) await askUnlessBusy(context, view)
  }
  const numbers = await readNumbers(journal)
  const isKnown = async ({ reference, bankNumber }: DebitLine): Promise<boolean> =>
    reference === null ? bankNumber !== null && numbers.has(bankNumber) : (await journal.findByReference(reference)) !== undefined
  const [lacking, learnt]: [DebitLine[], LineRow[]] = [[], []]
  for (const debit of readDebits(lines, environment)) if (debit.day >= freeze.since && !(await isKnown(debit))) lacking.push(debit)
  for (const line of store.lines(freeze.no)) if (line.state === "open" && (await isKnown(line))) learnt.push(line)
  const lastDay = lastDayOf(context, freeze)
  sql.transact(() => {
    for (const debit of lacking) store.addLine(freeze.no, debit)
    for (const { line } of learnt) store.setLine(freeze.no, line, { state: "known" })
    // A day that has not ended may still bring debits.
    if (from <= freeze.since && to >= lastDay && now() >= istMidnight(lastDay) + DAY_MS) store.cover(freeze.no, now())
  })
  return readStatus(context)
}

/** Every number of the bank's that the journal knows a payment by. */
const readNumbers = async (journal: Journal): Promise<ReadonlySet<string>> => {
  const numbers = new Set<string>()
  let cursor: string | null = null
  for (;;) {
    const page = await journal.changesSince(cursor, PAGE)
    for (const { rrn } of page.changes) if (rrn !== null) numbers.add(plainNumber(rrn))
    if (page.changes.length < PAGE) return numbers
    cursor = page.cursor
  }
}
