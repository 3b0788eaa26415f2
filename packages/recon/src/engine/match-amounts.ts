import type { Database } from "./database.ts"
import { entryNode, labelGroups, lineNode } from "./label-groups.ts"
import { foreignRemark, numbersDiffer } from "./link-evidence.ts"
import { openDebits, openEntries } from "./open-rows.ts"
import type { ReconRules } from "./rules.ts"

/**
 * The last resort: account, amount and date agree, and nothing contradicts. Made by itself only when neither side has a second candidate
 * and something of the beneficiary or of our reference agrees too; everything else that fits is ambiguous, and shown as one group.
 */
export const matchAmounts = async (db: Database, { nearDays, minScore }: ReconRules): Promise<void> => {
  await db.run(`CREATE TABLE near AS
    SELECT l.lid, s.sid, l.aid, s.posted - l.bdate AS days, ${nameAgrees} AS named, ${beginsAlike} AS alike, ${foreignRemark} AS foreign_remark,
      s.rail = l.rail AS same_rail
    FROM ${openEntries} l JOIN ${openDebits} s ON s.aid = l.aid AND -s.paise = l.paise
    WHERE s.posted BETWEEN l.bdate - ${nearDays} AND l.bdate + ${nearDays} AND (s.rail IS NULL OR s.rail = l.rail)
      AND NOT ${numbersDiffer}`)
  await db.run(`CREATE TABLE near_scores AS SELECT *, 40 + CASE WHEN days = 0 THEN 20 ELSE 12 END + CASE WHEN same_rail THEN 10 ELSE 0 END
      + CASE WHEN named AND NOT foreign_remark THEN 25 WHEN alike THEN 15 ELSE 0 END AS score,
      count(*) OVER (PARTITION BY lid) = 1 AND count(*) OVER (PARTITION BY sid) = 1 AS alone FROM near`)
  await db.run(`CREATE TEMP TABLE near_edges AS SELECT DISTINCT ${entryNode("lid")} AS a, ${lineNode("sid")} AS b FROM near_scores`)
  await labelGroups(db, "near_edges", "near_groups")
  await db.run(`CREATE TABLE near_judged AS SELECT g.label, any_value(n.aid) AS aid, max(n.score) AS score, bool_and(n.alone) AS alone,
      bool_and(n.alone AND n.score >= ${minScore}) AS sure, any_value(n.named) AS named, any_value(n.alike) AS alike, max(abs(n.days)) AS days,
      count(DISTINCT n.lid) AS entries, count(DISTINCT n.sid) AS lines, any_value(l.kind) AS kind
    FROM near_scores n JOIN near_groups g ON g.node = ${entryNode("n.lid")} JOIN ll l ON l.lid = n.lid GROUP BY g.label`)
  await db.run(`INSERT INTO findings SELECT label * 8 + 2, CASE WHEN NOT sure THEN 'ambiguous' WHEN kind = 'verification' THEN 'penny-drop'
      WHEN kind = 'own-account' THEN 'own-account' ELSE 'matched' END, 'amount-date', CASE WHEN alone THEN score ELSE least(score, 60) END,
      CASE WHEN sure THEN 'Account, amount and rail agree, ' || CASE days WHEN 0 THEN 'the date' ELSE 'the date but for a day' END || ' and '
          || CASE WHEN named THEN 'the beneficiary''s name' ELSE 'the beginning of our reference' END || '; nothing else fits'
        WHEN alone THEN 'Account, amount and date agree, but neither our reference nor the bank''s number is there to prove it'
        ELSE entries || CASE entries WHEN 1 THEN ' payout and ' ELSE ' payouts and ' END || lines || CASE lines WHEN 1 THEN ' debit' ELSE ' debits' END
          || ' of one amount around one date: which belongs to which cannot be told' END, sure, aid
    FROM near_judged`)
  await db.run(`INSERT INTO in_l SELECT label * 8 + 2, node // 2 FROM near_groups WHERE node % 2 = 0`)
  await db.run(`INSERT INTO in_s SELECT label * 8 + 2, node // 2 FROM near_groups WHERE node % 2 = 1`)
}

const nameAgrees = "coalesce(length(l.bene_start) >= 4 AND contains(s.text, upper(l.bene_start)), false)"

/** NEFT has room for two characters of the remark; what shows of it must be the reference's own beginning. */
const beginsAlike = `coalesce(CASE WHEN s.rail = 'neft' AND length(regexp_extract(s.text, '${"NEFT/[0-9A-Z]{16}/[A-Z]{4}0[0-9A-Z]{6}/([0-9A-Z]{2,11})$"}', 1)) >= 2
  THEN starts_with(l.reference, regexp_extract(s.text, '([0-9A-Z]{2,11})$', 1)) ELSE false END, false)`
