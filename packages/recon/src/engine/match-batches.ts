import type { Database } from "./database.ts"
import { entryNode } from "./label-groups.ts"
import { openEntries, openLines } from "./open-rows.ts"
import type { ReconRules } from "./rules.ts"

/**
 * A bulk file may be one debit: the rows of a batch that were sent, against one debit of just their sum. The batch is written in the
 * ledger, so this is stronger than equal amounts and comes before them. With a second batch or debit that fits, only one that the
 * narration names is taken; else nobody is.
 */
export const matchBatches = async (db: Database, { batchDays }: ReconRules): Promise<void> => {
  await db.run(`CREATE TEMP TABLE batches AS SELECT aid, batch, min(lid) AS first, sum(paise) AS paise, count(*) AS entries,
      min(bdate) AS since, max(bdate) AS until FROM ${openEntries} WHERE batch IS NOT NULL GROUP BY aid, batch HAVING count(*) > 1`)
  await db.run(`CREATE TEMP TABLE batch_fits AS SELECT b.aid, b.batch, b.first, b.entries, s.sid, contains(s.text, upper(b.batch)) AS named
    FROM batches b JOIN ${openLines} s ON s.aid = b.aid AND -s.paise = b.paise
    WHERE s.posted BETWEEN b.since AND b.until + ${batchDays} AND s.sort = 'debit' AND NOT s.own`)
  await db.run(`CREATE TEMP TABLE batch_pairs AS SELECT * FROM
      (SELECT *, count(*) OVER (PARTITION BY aid, batch) AS lines, count(*) OVER (PARTITION BY sid) AS claims
      FROM (FROM batch_fits QUALIFY named OR NOT (bool_or(named) OVER (PARTITION BY aid, batch) OR bool_or(named) OVER (PARTITION BY sid))))
    WHERE lines = 1 AND claims = 1`)
  await db.run(`INSERT INTO findings SELECT ${entryNode("first")} * 8 + 1, 'matched', 'group', CASE WHEN named THEN 98 ELSE 92 END,
      'One debit for the ' || entries || ' payouts of a bulk file; the sum agrees' || CASE WHEN named THEN ', and the narration names the file'
        ELSE '' END, true, aid FROM batch_pairs`)
  await db.run(`INSERT INTO in_s SELECT ${entryNode("first")} * 8 + 1, sid FROM batch_pairs`)
  await db.run(`INSERT INTO in_l SELECT ${entryNode("p.first")} * 8 + 1, e.lid FROM batch_pairs p
    JOIN (FROM ${openEntries}) e ON e.aid = p.aid AND e.batch = p.batch`)
}

