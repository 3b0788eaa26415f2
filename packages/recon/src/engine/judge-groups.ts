import type { Database } from "./database.ts"
import type { ReconRules } from "./rules.ts"
import { unsentStates } from "./tables.ts"

/**
 * Says what each evidence group is. One entry with one debit is the common case; further debits are duplicates unless together they make
 * the amount; credits are what came back. Several entries in one group is a state that nobody but a person can leave.
 */
export const judgeGroups = async (db: Database, rules: ReconRules, waitingFrom: string): Promise<void> => {
  await db.run(`CREATE TABLE judged AS
    WITH l AS (SELECT label, count(*) AS entries, sum(ll.paise) AS sent, any_value(ll.state) AS state, any_value(ll.kind) AS kind,
        any_value(ll.rail) AS rail, any_value(ll.bdate) AS bdate, any_value(ll.aid) AS aid
      FROM group_l g JOIN ll USING (lid) GROUP BY label),
    s AS (SELECT label, count(*) FILTER (paise < 0) AS debits, coalesce(-sum(paise) FILTER (paise < 0), 0) AS out,
        coalesce(sum(paise) FILTER (paise > 0), 0) AS back, count(*) FILTER (paise > 0) AS credits, max(-paise) AS largest,
        min(posted) FILTER (paise < 0) AS debited_on, any_value(ls.aid) AS aid
      FROM group_s g JOIN ls USING (sid) GROUP BY label),
    k AS (SELECT label, min(rank) FILTER (sort = 'debit') AS rank, coalesce(bool_or(conflict AND sort = 'debit'), false) AS conflict,
        min(how) FILTER (sort = 'debit') = 'cut' AS cut_only
      FROM links JOIN group_l USING (lid) GROUP BY label),
    facts AS (SELECT s.label, coalesce(entries, 0) AS entries, sent, state, kind, rail, debits, credits, out, back, largest, conflict, rank,
        cut_only, debited_on - bdate AS late, coalesce(l.aid, s.aid) AS aid, bdate >= DATE '${waitingFrom}' AS waiting
      FROM s LEFT JOIN l USING (label) LEFT JOIN k USING (label))
    SELECT label * 8 AS gid, *, CASE
      WHEN entries = 0 AND out = back THEN 'declined-with-reversal'
      WHEN entries = 0 AND back < out AND debits = 1 THEN 'reversed-in-part'
      WHEN entries <> 1 THEN 'ambiguous'
      WHEN debits = 0 THEN 'orphan-reversal'
      WHEN debits = 1 AND credits = 0 AND conflict THEN 'ambiguous'
      WHEN debits > 1 AND credits = 0 AND out = sent AND largest < sent AND NOT cut_only THEN ${standing}
      WHEN debits > 1 AND cut_only THEN 'ambiguous'
      WHEN debits > 1 AND out > back AND out - back <> 0 THEN 'duplicate-debit'
      WHEN back > out THEN 'amount-differs'
      WHEN back = out AND state IN ${unsentStates} THEN 'declined-with-reversal'
      WHEN back = out AND rail IN ('neft', 'rtgs') THEN 'returned'
      WHEN back = out THEN 'reversed'
      WHEN back > 0 THEN 'reversed-in-part'
      WHEN out <> sent THEN 'amount-differs'
      ELSE ${standing} END AS outcome FROM facts`)
  await db.run(`INSERT INTO findings SELECT label * 8, outcome,
      CASE WHEN credits > 0 AND debits > 0 THEN 'return' WHEN debits > 1 THEN 'group' WHEN rank IN (1, 2, 4, 5, 6) OR rank IS NULL
        THEN 'reference' ELSE 'bank-number' END,
      ${scoreOf}, NULL, ${explainedOf(rules)}, aid
    FROM judged; INSERT INTO in_l SELECT label * 8, lid FROM group_l; INSERT INTO in_s SELECT label * 8, sid FROM group_s`)
}

/** The same table when there is nothing to judge. */
export const noJudged = `CREATE TABLE judged (gid BIGINT, outcome VARCHAR, entries BIGINT, sent HUGEINT, state state, debits BIGINT, credits BIGINT, out HUGEINT,
  back HUGEINT, conflict BOOLEAN, rank INTEGER, cut_only BOOLEAN, late BIGINT)`

/** A debit that stands, with nothing back. */
const standing = `CASE WHEN state IN ${unsentStates} THEN 'late-money' WHEN state = 'reversed' AND waiting THEN 'pending'
  WHEN state = 'reversed' THEN 'reversed-in-part' WHEN kind = 'verification' THEN 'penny-drop' WHEN kind = 'own-account' THEN 'own-account'
  ELSE 'matched' END`

const scoreOf = `CASE WHEN outcome = 'ambiguous' THEN 50 WHEN rank = 1 OR rank = 2 THEN 100 WHEN rank = 3 THEN 97 WHEN rank = 4 THEN 95
  WHEN rank = 5 THEN 90 WHEN rank = 6 THEN 90 WHEN rank = 7 THEN 80 ELSE 95 END`

const explainedOf = ({ tolerancePaise }: ReconRules): string => `CASE
  WHEN outcome IN ('matched', 'penny-drop', 'own-account', 'reversed', 'returned', 'declined-with-reversal', 'pending') THEN true
  WHEN outcome = 'duplicate-debit' THEN out - back = sent
  WHEN outcome = 'amount-differs' THEN back = 0 AND abs(out - sent) <= ${tolerancePaise} ELSE false END`

const found = `CASE WHEN cut_only THEN 'The beginning of our reference is in the narration; the amount agrees'
  WHEN rank IN (1, 2, 4, 5) OR rank IS NULL THEN 'Our reference is in the narration'
  ELSE 'Rail, bank number and date agree' END`

const rupees = (paise: string): string => `'Rs ' || (${paise}) // 100 || '.' || lpad(((${paise}) % 100)::VARCHAR, 2, '0')`

/** Why a group is what it is, in words; only made when somebody reads them. `judged` has a row for each finding of that `gid`. */
export const whyOfGroup = `CASE outcome
  WHEN 'ambiguous' THEN CASE
    WHEN entries = 0 THEN 'Several debits and credits name the same number, and their sums do not settle which belongs to which'
    WHEN entries > 1 THEN 'Several payouts claim the same line: reference or number was used more than once'
    WHEN conflict AND rank IN (3, 7) THEN 'Rail, bank number and date agree, but the narration carries another reference'
    WHEN conflict THEN 'Our reference is in the narration, but the bank number is not the one that the journal has'
    ELSE 'Several debits carry the beginning of our reference' END
  WHEN 'declined-with-reversal' THEN CASE WHEN entries = 0 THEN 'A debit that the journal does not know, and its reversal; together nothing'
    ELSE 'The bank declined it: debit and reversal are both on the statement, and cancel' END
  WHEN 'orphan-reversal' THEN 'Money came back for this payout, but its debit is not on the statement'
  WHEN 'duplicate-debit' THEN debits || ' debits for one payout of ' || ${rupees("sent")} || CASE WHEN back = 0 THEN ''
    ELSE '; ' || ${rupees("back")} || ' came back' END
  WHEN 'amount-differs' THEN CASE WHEN back > 0 THEN 'More came back than had left: ' || ${rupees("back")} || ' against ' || ${rupees("out")}
    ELSE ${found} || ', but the bank took ' || ${rupees("out")} || ' for ' || ${rupees("sent")} END
  WHEN 'returned' THEN 'Debited, and returned in full by the beneficiary bank'
  WHEN 'reversed' THEN 'Debited, and reversed in full' || CASE WHEN state = 'reversed' THEN '' ELSE '; the journal has not learnt of it' END
  WHEN 'reversed-in-part' THEN CASE WHEN back = 0 THEN 'The journal says reversed, but nothing has come back'
    ELSE 'Only ' || ${rupees("back")} || ' of ' || ${rupees("out")} || ' came back' END
  WHEN 'late-money' THEN 'The journal holds this payout for failed (' || state || '), yet the debit stands'
  WHEN 'pending' THEN 'The journal says reversed; the credit may still come'
  ELSE ${found} || CASE WHEN debits > 1 THEN ': ' || debits || ' debits make the amount together' ELSE '; amount agrees' END
    || CASE WHEN late > 1 OR late < -1 THEN '; booked ' || late || ' days after the business date' ELSE '' END
    || CASE WHEN state IN ('sending', 'pending', 'unknown') THEN '; the journal still has it as ' || state ELSE '' END END`
