import type { Journal } from "@hundi/core"
import { planRetention, type RetentionItem } from "@hundi/operations/evidence"
import type { PeopleCommand } from "../cli/parse-people-command.ts"
import { printTable } from "../file/print-summary.ts"
import { withOperations } from "./with-operations.ts"

/** One line of the plan: how many things of one kind stand alike. */
export interface RetentionLine {
  readonly kind: string
  readonly decision: string
  readonly rule: string
  readonly count: number
  /** IST date from which the first of them may go; null while that is not known. */
  readonly from: string | null
  readonly why: string
}

/** Prints what must be kept, and how long. Deletes nothing. Returns the exit code. */
export const retention = ({ json }: Extract<PeopleCommand, { readonly name: "retention" }>): Promise<number> =>
  withOperations(async ({ journal, now }) => {
    const lines = await planJournal(journal, now())
    const cells = lines.map(({ kind, decision, rule, count, from, why }) => [kind, String(count), decision, from ?? "", rule, why])
    const table = printTable(["What", "How many", "Decision", "May go from", "Rule", "Why"], cells, new Set([1]))
    process.stdout.write(json ? `${JSON.stringify({ lines })}\n` : `${table}\n\nNothing was deleted. Have your lawyer read the rules: they are no advice.\n`)
    return 0
  })

const CHUNK = 500

/** Payouts with their histories, and anchors. A payout counts from the last thing that happened to it. */
export const planJournal = async (journal: Journal, now: number): Promise<readonly RetentionLine[]> => {
  const last = await readLast(journal)
  const items: RetentionItem[] = []
  const ids = [...last.keys()]
  for (let start = 0; start < ids.length; start += CHUNK) {
    for (const { id, status, dueAt } of await journal.standings(ids.slice(start, start + CHUNK))) {
      const fact = { at: last.get(id) ?? now, status, dueAt }
      items.push({ kind: "payout", ...fact }, { kind: "history", ...fact })
    }
  }
  for (const { at } of await journal.anchors()) items.push({ kind: "anchor", at })
  const lines = new Map<string, RetentionLine>()
  for (const { item, decision, rule, from, why } of planRetention({ now, items })) {
    const key = [item.kind, decision, rule].join()
    const line = lines.get(key)
    const first = line === undefined || line.from === null || (from !== null && from < line.from)
    const earliest = first ? { from, why } : { from: line.from, why: line.why }
    lines.set(key, { kind: item.kind, decision, rule, count: (line?.count ?? 0) + 1, ...earliest })
  }
  return [...lines.values()]
}

const readLast = async (journal: Journal): Promise<ReadonlyMap<string, number>> => {
  const last = new Map<string, number>()
  let cursor: string | null = null
  for (;;) {
    const page: Awaited<ReturnType<Journal["changesSince"]>> = await journal.changesSince(cursor, CHUNK)
    if (page.changes.length === 0) return last
    for (const { payoutId, at } of page.changes) last.set(payoutId, at)
    cursor = page.cursor
  }
}
