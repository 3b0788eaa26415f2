import type { Database } from "./database.ts"
import { cleanPairs } from "./match-clean.ts"
import { entryNode, labelGroups, lineNode } from "./label-groups.ts"
import type { ReconRules } from "./rules.ts"

/**
 * Makes groups of what the links hold together, and of returns with left-over debits that nobody of ours sent. A clean pair that gets a
 * link is taken back and joins the group. Writes `group_l (label, lid)` and `group_s (label, sid)`.
 */
export const groupEvidence = async (db: Database, rules: ReconRules): Promise<void> => {
  await db.run("CREATE TABLE returns (back BIGINT, debit BIGINT)")
  if ((await db.count("SELECT count(*) FROM ls WHERE paise > 0")) > 0) {
    await db.run(`INSERT INTO returns SELECT back, debit FROM (${returnsToDebits(rules)})
      WHERE back NOT IN (SELECT sid FROM links) QUALIFY rank() OVER (PARTITION BY back ORDER BY whole DESC) = 1`)
    await linkToCleanDebits(db, rules)
  }
  await takeBackClean(db)
  await db.run(`CREATE TABLE evidence AS
    SELECT ${entryNode("lid")} AS a, ${lineNode("sid")} AS b FROM links
    UNION SELECT ${entryNode("lid")}, ${lineNode("sid")} FROM taken_back
    UNION SELECT ${lineNode("back")}, ${lineNode("debit")} FROM returns`)
  await labelGroups(db, "evidence", "grouped")
  await db.run(`CREATE TABLE group_l AS SELECT label, node // 2 AS lid FROM grouped WHERE node % 2 = 0;
    CREATE TABLE group_s AS SELECT label, node // 2 AS sid FROM grouped WHERE node % 2 = 1`)
}

/**
 * Credits that name the number of a left-over debit: whole, or cut on a return whose own number takes the room; then the amount must be the
 * same. Three joins on equal values instead of one with OR, which would compare every line with every other.
 */
const returnsToDebits = ({ returnDays }: ReconRules): string => {
  const join = (on: string): string => `SELECT s.sid AS back, d.sid AS debit, d.paise = -s.paise AS whole
    FROM ls s JOIN ls d ON d.aid = s.aid AND ${on}
    WHERE d.sort = 'debit' AND s.posted BETWEEN d.posted AND d.posted + ${returnDays} AND s.paise <= -d.paise
      AND (s.rail IS NULL OR d.rail IS NULL OR s.rail = d.rail)`
  return [
    join("d.number = s.number AND s.sort = 'return'"),
    join("d.number = s.return_of AND s.sort IN ('return', 'credit')"),
    join("d.paise = -s.paise AND s.sort = 'return' AND s.rail IN ('neft', 'rtgs') AND starts_with(d.number, s.return_of)")
  ].join(" UNION ")
}

/**
 * Returns that no entry's number explains may belong to a clean debit whose number the journal never learnt: a transfer inside the bank,
 * a payment found by its reference. Only then are all narrations read once more.
 */
const linkToCleanDebits = async (db: Database, { returnDays }: ReconRules): Promise<void> => {
  await db.run(`CREATE TEMP TABLE seeking AS SELECT sid, aid, posted, paise, number FROM ls
    WHERE sort = 'return' AND number IS NOT NULL AND sid NOT IN (SELECT sid FROM links) AND sid NOT IN (SELECT back FROM returns)`)
  if ((await db.count("SELECT count(*) FROM seeking")) === 0) return
  await db.run(`INSERT INTO links SELECT p.lid, k.sid, 'return', 'num', 3, false
    FROM (SELECT sid AS debit, aid, posted, paise, split_part(narration, '/', CASE WHEN narration LIKE 'UPI/%' OR narration LIKE 'RTGS/%'
      THEN 2 ELSE 3 END) AS number FROM stmt WHERE paise < 0) d
    JOIN seeking k ON d.number = k.number AND d.aid = k.aid
    JOIN ${cleanPairs} p ON p.sid = d.debit
    WHERE k.posted BETWEEN d.posted AND d.posted + ${returnDays} AND k.paise <= -d.paise`)
  await db.run("INSERT INTO ll SELECT *, true FROM ledger WHERE lid IN (SELECT lid FROM links) AND lid NOT IN (SELECT lid FROM ll)")
}

const takeBackClean = async (db: Database): Promise<void> => {
  // What was traced and then not linked is as clean as before.
  await db.run(`DELETE FROM ll WHERE clean AND lid NOT IN (SELECT lid FROM links);
    CREATE TABLE taken_back AS SELECT lid, sid FROM pairs WHERE good AND lid IN (SELECT lid FROM ll WHERE clean);
    INSERT INTO left_l SELECT lid FROM taken_back; INSERT INTO left_s SELECT sid FROM taken_back;
    INSERT INTO ls SELECT *, upper(narration) AS text, true, 0, 'debit', false, NULL, NULL, '', NULL
      FROM stmt WHERE sid IN (SELECT sid FROM taken_back)`)
}
