import type { Database } from "./database.ts"
import { entryNode, lineNode } from "./label-groups.ts"
import { openLines } from "./open-rows.ts"
import { type ReconRules } from "./rules.ts"
import { quoteText } from "./database.ts"

/** Entries from before the statement come along so that returns find them; so much further back is still no mistake. */
const LOOK_BACK_SLACK_DAYS = 5

/**
 * What is still alone: an entry without a debit, a line that is not ours. `coverage` has the days of each account that a statement tells
 * of; a payout from `waitingFrom` on is still within its window.
 */
export const judgeRest = async (db: Database, { knownCredits, returnDays }: ReconRules, waitingFrom: string): Promise<void> => {
  const known = knownCredits.length === 0 ? "false" : `regexp_matches(text, ${quoteText(knownCredits.map((one) => `(?:${one})`).join("|"))})`
  await db.run(`CREATE TEMP TABLE alone_l AS SELECT l.*, bdate >= DATE '${waitingFrom}' AS waiting,
      EXISTS (SELECT 1 FROM coverage c WHERE c.aid = l.aid AND l.bdate BETWEEN c.since AND c.until) AS covered,
      coalesce(l.bdate BETWEEN first.since - ${returnDays + LOOK_BACK_SLACK_DAYS} AND first.since - 1, false) AS earlier
    FROM ll l LEFT JOIN (SELECT aid, min(since) AS since FROM coverage GROUP BY aid) first ON first.aid = l.aid WHERE lid NOT IN (SELECT lid FROM in_l)`)
  await db.run(`INSERT INTO findings SELECT ${entryNode("lid")} * 8 + 4,
      CASE WHEN state IN ('reserved', 'not-sent', 'rejected') THEN 'not-sent'
        WHEN state = 'reversed' AND covered THEN 'reversed'
        WHEN waiting THEN 'pending' WHEN NOT covered THEN 'statement-incomplete' ELSE 'sent-no-debit' END AS outcome,
      'none', 100,
      CASE WHEN state = 'rejected' THEN 'The bank declined it, and the statement has no debit' WHEN state IN ('reserved', 'not-sent')
          THEN 'Nothing was sent, and the statement has no debit'
        WHEN state = 'reversed' AND covered THEN 'The journal says reversed; the statement shows neither debit nor reversal'
        WHEN waiting THEN 'No debit yet; its window is still open'
        WHEN earlier THEN 'Its date is before the statement begins: an earlier run has its debit'
        WHEN NOT covered THEN 'No statement covers its date'
        ELSE 'The journal has it as ' || state || ', but the statement has no debit for it' END,
      outcome = 'statement-incomplete' AND earlier OR outcome NOT IN ('sent-no-debit', 'statement-incomplete'), aid FROM alone_l`)
  await db.run(`INSERT INTO in_l SELECT ${entryNode("lid")} * 8 + 4, lid FROM alone_l`)
  await db.run(`CREATE TEMP TABLE alone_s AS SELECT *, ${known} AS known FROM ${openLines}`)
  await db.run(`INSERT INTO findings SELECT ${lineNode("sid")} * 8 + 5,
      CASE WHEN own THEN 'own-account' WHEN sort = 'gst' THEN 'gst' WHEN sort = 'charge' THEN 'charge' WHEN sort = 'return' THEN 'orphan-reversal'
        WHEN sort = 'credit' THEN 'credit-not-ours' ELSE 'debit-not-ours' END AS outcome,
      CASE WHEN own OR sort IN ('gst', 'charge') OR known THEN 'rule' ELSE 'none' END, 100,
      CASE WHEN own THEN 'A pattern of the rules says: between own accounts' WHEN sort = 'gst' THEN 'Tax on a charge of the bank'
        WHEN sort = 'charge' THEN 'A charge of the bank' WHEN sort = 'return' THEN 'Money came back, but nothing that left fits it'
        WHEN sort = 'credit' AND known THEN 'Money came in; a pattern of the rules knows it'
        WHEN sort = 'credit' THEN 'Money came in that is not a return of ours'
        ELSE 'No payout of ours: neither reference, number, nor amount with date lead to one' END,
      own OR sort IN ('gst', 'charge') OR (sort = 'credit' AND known), aid FROM alone_s`)
  await db.run(`INSERT INTO in_s SELECT ${lineNode("sid")} * 8 + 5, sid FROM alone_s`)
}
