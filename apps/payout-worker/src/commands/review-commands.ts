import type { Payout } from "@hundi/core"
import { payoutRow } from "@hundi/operations/http"
import { createReview } from "@hundi/operations/review"
import type { ReviewCommand } from "../cli/parse-beneficiary-command.ts"
import { groupRupees } from "../file/print-summary.ts"
import { allowed } from "./approval-commands.ts"
import { withOperations } from "./with-operations.ts"

const PAGE = 200

/** What is in review, or one person's word about it; where money is takes two. Returns the exit code. */
export const review = (command: ReviewCommand): Promise<number> =>
  withOperations(async ({ journal, now }) => {
    if (command.act === "list") {
      const found: Payout[] = []
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await journal.list({ tenant: "default", status: "review", limit: PAGE, ...(cursor === undefined ? {} : { cursor }) })
        found.push(...page.data)
        cursor = page.nextCursor
      }
      if (command.json) print(JSON.stringify({ data: found.map((payout) => payoutRow(payout, undefined)) }))
      else print(found.length === 0 ? "nothing is in review" : found.map(describe).join("\n\n"))
      return 0
    }
    const { act: action, payoutId, person: by, reason, evidence } = command
    const { decided, view } = await allowed(() => createReview({ journal, owner: "command", now }).act({ payoutId, action, by, reason, ...evidence }))
    if (!decided) print(`${by}'s word is written down: a second person must say the same, with the same evidence`)
    else print(action === "ask-again" ? `${payoutId} is asked about now` : `decided: ${payoutId} is ${view.payout.status}`)
    return 0
  })

const describe = ({ payoutId, amountPaise, rail, reviewReason }: Payout): string =>
  [
    `${payoutId}: Rs ${groupRupees(amountPaise)} over ${rail.toUpperCase()}: ${reviewReason ?? "people must look"}`,
    `  it was paid: hundi-worker review confirm-paid ${payoutId} --rrn NUMBER --by NAME --reason TEXT`,
    `  all of it came back: hundi-worker review confirm-returned ${payoutId} --rrn NUMBER --amount-paise ${amountPaise} --by NAME --reason TEXT`,
    `  it was never paid: hundi-worker review confirm-not-paid ${payoutId} --from DATE --to DATE --by NAME --reason TEXT`,
    `  ask the bank again: hundi-worker review ask-again ${payoutId} --by NAME --reason TEXT`
  ].join("\n")

const print = (text: string): void => void process.stdout.write(`${text}\n`)
