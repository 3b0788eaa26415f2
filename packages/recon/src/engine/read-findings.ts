import type { ReconFinding, ReconOutcome } from "../result.ts"
import { type Database, quoteText } from "./database.ts"
import { whyOfGroup } from "./judge-groups.ts"
import { cleanPairs } from "./match-clean.ts"
import { entryPart, idOf, linePart } from "./sum-up.ts"

/** Which findings to read; all that is given must hold. */
export interface FindingsFilter {
  readonly id?: string
  readonly outcomes?: readonly ReconOutcome[]
  readonly explained?: boolean
  readonly account?: string
  /** A payout id, a reference or a bank number; a narration that holds it counts too. */
  readonly about?: string
}

/** Reads findings from a table or view of the form of `findingsSql`, in order of date and id. */
export const readFindings = async function* (db: Database, from: string, filter: FindingsFilter = {}): AsyncGenerator<ReconFinding> {
  const rows = db.stream(`SELECT * FROM ${from}${whereOf(filter)} ORDER BY "on", id`)
  for await (const row of rows) yield row as unknown as ReconFinding
}

/** Every finding as one row, with its rows as lists: what is read, and what is saved. */
export const findingsSql = (): string => `
  SELECT ${idOf(`concat(${entryPart("l")}, chr(10), ${linePart("s")})`, "1")} AS id,
    CASE l.kind WHEN 'verification' THEN 'penny-drop' WHEN 'own-account' THEN 'own-account' ELSE 'matched' END AS outcome,
    CASE WHEN l.rail IN ('neft', 'rtgs') THEN 'bank-number' ELSE 'reference' END AS pass, 100 AS score,
    CASE WHEN l.rail IN ('neft', 'rtgs') THEN 'Rail, bank number, amount and date agree' ELSE 'Our reference is in the narration; amount and date agree' END
      || CASE WHEN l.state IN ('sending', 'pending', 'unknown') THEN '; the journal still has it as ' || l.state ELSE '' END AS why,
    a.account, least(l.bdate, s.posted)::VARCHAR AS "on", [${entryOf("l")}] AS journal, [${lineOf("s")}] AS lines,
    -l.paise AS "journalPaise", s.paise AS "statementPaise", true AS explained
  FROM ${cleanPairs} p JOIN ledger l ON l.lid = p.lid JOIN stmt s ON s.sid = p.sid JOIN accounts a ON a.aid = s.aid
  UNION ALL
  SELECT ids.id, f.outcome, f.pass, f.score, coalesce(f.why, w.why), a.account, sums.on::VARCHAR, coalesce(l.journal, []), coalesce(s.lines, []), sums.journal,
    sums.statement, f.explained
  FROM findings f JOIN sums USING (gid) JOIN ids USING (gid) JOIN accounts a ON a.aid = f.aid
  LEFT JOIN (SELECT gid, ${whyOfGroup} AS why FROM judged) w ON w.gid = f.gid
  LEFT JOIN (SELECT gid, list(${entryOf("ll")} ORDER BY ll.bdate, ll.payout_id, ll.attempt) AS journal FROM in_l JOIN ll USING (lid) GROUP BY gid) l
    ON l.gid = f.gid
  LEFT JOIN (SELECT gid, list(${lineOf("s")} ORDER BY s.posted, s.digest, s.line_no) AS lines
    FROM in_s i JOIN ls s ON s.sid = i.sid GROUP BY gid) s ON s.gid = f.gid`

const entryOf = (l: string): string => `{payoutId: ${l}.payout_id, attempt: ${l}.attempt::INTEGER, reference: ${l}.reference,
  rail: ${l}.rail::VARCHAR, "amountPaise": ${l}.paise, "businessDate": ${l}.bdate::VARCHAR, state: ${l}.state::VARCHAR, rrn: ${l}.rrn}`

const lineOf = (s: string): string => `{file: ${s}.file, "lineNo": ${s}.line_no,
  "postedOn": ${s}.posted::VARCHAR, direction: CASE WHEN ${s}.paise < 0 THEN 'debit' ELSE 'credit' END, "amountPaise": abs(${s}.paise),
  narration: ${s}.narration}`

const whereOf = ({ id, outcomes, explained, account, about }: FindingsFilter): string => {
  const terms = [
    ...(id === undefined ? [] : [`id = ${quoteText(id)}`]),
    ...(outcomes === undefined ? [] : [`outcome IN (${["", ...outcomes].map(quoteText).join(", ")})`]),
    ...(explained === undefined ? [] : [`explained = ${explained}`]),
    ...(account === undefined ? [] : [`account = ${quoteText(account)}`]),
    ...(about === undefined || about === "" ? [] : [aboutOf(quoteText(about))])
  ]
  return terms.length === 0 ? "" : ` WHERE ${terms.join(" AND ")}`
}

const aboutOf = (text: string): string => `(len(list_filter(journal, row -> row.payoutId = ${text} OR row.reference = ${text}
  OR row.rrn = ${text})) > 0 OR len(list_filter(lines, row -> contains(row.narration, ${text}))) > 0)`
