import type { Database } from "./database.ts"
import type { ReconRules } from "./rules.ts"

/**
 * Joins left-over lines to entries, clean ones included, by what is in their narrations: our reference, whole or cut; the bank's number,
 * with rail and date, since numbers come again over time and across rails; the number that a return names. Writes `links (lid, sid, how,
 * rank, conflict)`: of each line only its best rank is kept, so that a weak trace never competes with a strong one. An equal rank to two
 * entries stays, and becomes an ambiguous group. A number alone, with another amount, counts last, and only for an entry that has nothing
 * better: neighbours' numbers differ by a digit.
 */
export const linkEvidence = async (db: Database, rules: ReconRules, hasLines: boolean): Promise<void> => {
  await db.run("CREATE TABLE traces (lid BIGINT, sid BIGINT, how VARCHAR)")
  if (hasLines) await traceTokens(db)
  await db.run(`CREATE TABLE ll AS SELECT *, lid NOT IN (FROM left_l) AS clean
    FROM (SELECT * FROM ledger WHERE lid IN (FROM left_l UNION SELECT lid FROM traces))`)
  if (!hasLines) return
  await db.run(`CREATE TABLE links AS
    WITH seen AS (SELECT lid, sid, bool_or(how = 'ref') AS has_ref, bool_or(how = 'num') AS has_num, bool_or(how = 'cut') AS has_cut
      FROM traces GROUP BY lid, sid),
    weighed AS (SELECT t.*, s.sort, l.paise = abs(s.paise) AS same_amount, s.posted - l.bdate AS days, l.paise AS l_paise, abs(s.paise) AS s_paise,
        s.rail IS NULL OR s.rail = l.rail AS same_rail, ${otherReference} AS other_reference,
        ${numbersDiffer} OR (NOT has_ref AND ${otherReference}) AS conflict, ${foreignRemark} AS foreign_remark, l.clean
      FROM seen t JOIN ll l ON l.lid = t.lid JOIN ls s ON s.sid = t.sid WHERE l.aid = s.aid),
    ranked AS (SELECT *, CASE
        WHEN sort = 'debit' AND has_ref AND has_num AND same_amount AND days BETWEEN -1 AND ${rules.referenceDays} THEN 1
        WHEN sort = 'debit' AND has_ref AND same_amount AND days BETWEEN -1 AND 1 THEN 2
        WHEN sort = 'debit' AND has_num AND same_rail AND same_amount AND abs(days) <= ${rules.bankNumberDays} THEN 3
        WHEN sort = 'debit' AND has_ref AND same_amount AND days BETWEEN -1 AND ${rules.referenceDays} THEN 4
        WHEN sort = 'debit' AND has_ref AND days BETWEEN -1 AND ${rules.referenceDays} THEN 5
        WHEN sort = 'debit' AND has_cut AND same_amount AND days BETWEEN -1 AND ${rules.referenceDays} THEN 6
        WHEN sort = 'debit' AND has_num AND same_rail AND abs(days) <= ${rules.bankNumberDays} AND NOT foreign_remark
          AND NOT other_reference AND NOT clean THEN 7
        WHEN sort = 'debit' OR days < 0 OR days > ${rules.returnDays} THEN NULL
        WHEN has_ref AND has_num AND same_amount THEN 1
        WHEN has_ref AND same_amount THEN 2
        WHEN has_num AND same_rail AND same_amount THEN 3
        WHEN has_ref AND s_paise < l_paise THEN 4
        WHEN has_num AND same_rail AND s_paise < l_paise AND NOT other_reference THEN 5
        WHEN has_cut AND same_rail AND same_amount THEN 6 END AS rank FROM weighed)
    SELECT lid, sid, sort, CASE WHEN has_ref THEN 'ref' WHEN has_num THEN 'num' ELSE 'cut' END AS how, rank, conflict
    FROM ranked WHERE rank IS NOT NULL
    QUALIFY rank = min(rank) OVER (PARTITION BY sid) AND (rank < 7 OR min(rank) OVER (PARTITION BY lid) = 7)`)
}

/**
 * Finds what the tokens lead to, in as few looks at the whole ledger as there are sorts of tokens. A cut reference has twelve characters
 * or more, and a letter, since bank numbers have twelve digits.
 */
const traceTokens = async (db: Database): Promise<void> => {
  await db.run(`INSERT INTO traces SELECT l.lid, t.sid, 'ref' AS how FROM ledger l JOIN tokens t ON l.reference = t.token
    UNION ALL SELECT l.lid, t.sid, 'num' FROM ledger l JOIN tokens t ON l.rrn = t.token`)
  const longest = await db.count("SELECT max(strlen(reference)) FROM ledger")
  await db.run(`CREATE TEMP TABLE cut AS SELECT sid, token, left(token, 12) AS head FROM tokens
    WHERE strlen(token) BETWEEN 12 AND ${longest - 1} AND regexp_matches(token, '[A-Za-z]')`)
  if ((await db.count("SELECT count(*) FROM cut")) > 0) {
    await db.run(`INSERT INTO traces SELECT l.lid, t.sid, 'cut' FROM ledger l JOIN cut t ON left(l.reference, 12) = t.head
      WHERE strlen(t.token) < strlen(l.reference) AND starts_with(l.reference, t.token)`)
  }
  // NEFT and RTGS: the first UTR is cut where the column ends, so amount and rail must agree as well.
  await db.run(`CREATE TEMP TABLE cut_returns AS SELECT sid, paise, rail, return_of FROM ls
    WHERE sort = 'return' AND return_of IS NOT NULL AND rail IN ('neft', 'rtgs')`)
  if ((await db.count("SELECT count(*) FROM cut_returns")) > 0) {
    await db.run(`INSERT INTO traces SELECT l.lid, s.sid, 'cut' FROM ledger l JOIN cut_returns s ON l.paise = s.paise AND l.rail = s.rail
      WHERE starts_with(l.rrn, s.return_of) AND l.rrn <> s.return_of`)
  }
}

/** Texts of one length that differ in two places, next to each other and crosswise. */
const isSwap = (a: string, b: string): string => `CASE WHEN hamming(${a}, ${b}) = 2 THEN damerau_levenshtein(${a}, ${b}) = 1 ELSE false END`

/** Our remarks begin with our reference: one that is readable and does not is somebody else's payment. */
export const foreignRemark =
  "coalesce(length(s.remark) >= 2 AND s.remark <> 'NA' AND left(s.remark, 2) <> left(l.reference, 2), false)"

/** A whole reference that is not this entry's, a swap of two neighbours aside. */
const otherReference = `CASE WHEN strlen(s.remark) = strlen(l.reference) AND regexp_full_match(s.remark, '[0-9A-Z]{12,}') AND s.remark <> l.reference
  THEN NOT ${isSwap("s.remark", "l.reference")} ELSE false END`

/** Two numbers of one kind that differ, a swap of two neighbours aside: the line may be another payment's. */
export const numbersDiffer = `CASE WHEN s.sort = 'debit' AND l.rail <> 'internal' AND s.rail = l.rail AND l.rrn <> s.number
  THEN CASE WHEN strlen(l.rrn) = strlen(s.number) THEN NOT ${isSwap("l.rrn", "s.number")} ELSE true END ELSE false END`
