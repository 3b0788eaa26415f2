import type { Database } from "./database.ts"
import { keyOfEntry, keyOfNarration, unsentStates } from "./tables.ts"

/**
 * The first pass, over everything: one hash join of narrow rows of whole numbers, by the reference or UTR where the bank's form has it.
 * `good` pairs agree in account, amount and bank number, with a date at most one day off. Those that are alone on both sides are clean;
 * `left_l` and `left_s` get every other row, for the passes that look closer. What is clean here may be taken back when a later pass finds
 * a second debit or a return for it.
 */
export const matchClean = async (db: Database): Promise<void> => {
  await db.run(`CREATE TABLE pairs AS SELECT l.lid, s.sid,
      coalesce(l.due = -s.paise AND l.aid = s.aid AND s.posted BETWEEN l.bdate - 1 AND l.bdate + 1 AND (l.number IS NULL OR l.number = s.number), false) AS good
    FROM (SELECT lid, aid, bdate, CASE WHEN state NOT IN ${unsentStates} AND state <> 'reversed' THEN paise END AS due,
        CASE WHEN rail IN ('imps', 'upi') AND rrn IS NOT NULL THEN hash(rrn) END AS number, ${keyOfEntry} AS key
      FROM ledger) l
    FULL JOIN (SELECT sid, aid, posted, paise, ${keyOfNarration} AS key, ${numberInForm} AS number FROM stmt) s
    ON l.key = s.key`)
  // Row numbers are dense: to count by them, a plain array is many times faster than hashing. Up to 2^24 rows; beyond, DuckDB hashes.
  await db.run(`SET perfect_ht_threshold = 24;
    CREATE TEMP TABLE twice_l AS SELECT lid FROM pairs WHERE sid IS NOT NULL AND lid IS NOT NULL GROUP BY lid HAVING count(*) > 1;
    CREATE TEMP TABLE twice_s AS SELECT sid FROM pairs WHERE sid IS NOT NULL AND lid IS NOT NULL GROUP BY sid HAVING count(*) > 1;
    RESET perfect_ht_threshold`)
  await db.run(`CREATE TEMP TABLE rest AS SELECT lid, sid FROM pairs WHERE NOT good
    UNION ALL SELECT lid, sid FROM pairs WHERE lid IN (FROM twice_l)
    UNION ALL SELECT lid, sid FROM pairs WHERE sid IN (FROM twice_s);
    CREATE TABLE left_l AS SELECT DISTINCT lid FROM rest WHERE lid IS NOT NULL;
    CREATE TABLE left_s AS SELECT DISTINCT sid FROM rest WHERE sid IS NOT NULL;
    DROP TABLE twice_l; DROP TABLE twice_s; DROP TABLE rest`)
}

/** Pairs of the first pass that no later pass has taken back. */
export const cleanPairs = "(SELECT lid, sid FROM pairs WHERE good AND lid NOT IN (FROM left_l))"

/** The RRN of the two forms that have one. */
const numberInForm = "hash(substr(narration, CASE WHEN narration LIKE 'UPI/%' THEN 5 ELSE 10 END, 12))"
