import type { AccountTotals, ReconOutcome, ReconRun } from "../result.ts"
import type { StatementHead } from "../rows.ts"
import type { Database } from "./database.ts"
import { digestText } from "./files.node.ts"
import { cleanPairs } from "./match-clean.ts"
import { expectedPaise, placeOfLine } from "./tables.ts"

/** Every outcome, so that a count of none is there too. */
export const outcomes: readonly ReconOutcome[] = [
  "matched", "amount-differs", "sent-no-debit", "debit-not-ours", "credit-not-ours", "duplicate-debit", "reversed", "reversed-in-part",
  "returned", "declined-with-reversal", "orphan-reversal", "penny-drop", "own-account", "charge", "gst", "late-money", "pending",
  "not-sent", "statement-incomplete", "ambiguous"
]

/** Each finding's sums, and a print of its rows that no order changes. */
export const sumUp = async (db: Database): Promise<void> => {
  await db.run(`CREATE TABLE sums AS SELECT gid, sum(journal)::BIGINT AS journal, sum(statement)::BIGINT AS statement,
      greatest(sum(sent), sum(out), sum(back))::BIGINT AS about, min(day) AS on, sum(print) AS print
    FROM (SELECT gid, ${expectedPaise("ll")} AS journal, 0 AS statement, ll.paise AS sent, 0 AS out, 0 AS back, bdate AS day,
        hash(payout_id, attempt)::HUGEINT AS print FROM in_l JOIN ll USING (lid)
      UNION ALL SELECT gid, 0, paise, 0, greatest(-paise, 0), greatest(paise, 0), posted, ${placeOfLine}::HUGEINT FROM in_s JOIN ls USING (sid))
    GROUP BY gid`)
  // What is clean is everything less what is not: adding up the few is cheaper than joining the many.
  await db.run(`CREATE TABLE clean_sums AS SELECT a.kind, a.n - coalesce(o.n, 0) AS pairs, a.paise - coalesce(o.paise, 0) AS paise
    FROM (SELECT kind, count(*) AS n, sum(paise) AS paise FROM ledger GROUP BY kind) a
    LEFT JOIN (SELECT kind, count(*) AS n, sum(paise) AS paise FROM in_l JOIN ll USING (lid) GROUP BY kind) o ON o.kind = a.kind`)
}

/**
 * Gives each finding its id, made of what its rows are; equal rows of one content (two equal charges) are told apart by their place in the
 * files. Only reading and saving need ids.
 */
export const nameFindings = (db: Database): Promise<void> => db.run(`CREATE TABLE IF NOT EXISTS ids AS WITH parts AS (
      SELECT gid, ${entryPart("ll")} AS part, NULL AS standing FROM in_l JOIN ll USING (lid)
      UNION ALL SELECT gid, ${linePart("s")}, concat(s.digest, lpad(s.line_no::VARCHAR, 10, '0'))
        FROM in_s i JOIN ls s ON s.sid = i.sid JOIN accounts a ON a.aid = s.aid),
    seeds AS (SELECT gid, string_agg(part, chr(10) ORDER BY part) AS seed, min(standing) AS standing FROM parts GROUP BY gid)
    SELECT gid, ${idOf("seed", "row_number() OVER (PARTITION BY seed ORDER BY standing)")} AS id FROM seeds`)

export const entryPart = (l: string): string => `concat('L|', ${l}.payout_id, '|', ${l}.attempt)`
export const linePart = (s: string): string => `concat('S|', a.account, '|', ${s}.posted, '|', ${s}.paise, '|', ${s}.narration)`
export const idOf = (seed: string, occurrence: string): string => `'F' || left(sha256(concat(${seed}, '|', ${occurrence})), 24)`

/** Counts and money by outcome; the money is the greatest of what was sent, what went out and what came back. */
export const countOutcomes = async (db: Database): Promise<ReconRun["counts"]> => {
  const rows = await db.rows(`SELECT outcome, sum(findings)::BIGINT AS findings, sum(paise) AS paise FROM (
      SELECT CASE kind WHEN 'verification' THEN 'penny-drop' WHEN 'own-account' THEN 'own-account' ELSE 'matched' END AS outcome,
        pairs AS findings, paise FROM clean_sums
      UNION ALL SELECT outcome, count(*), sum(about) FROM findings JOIN sums USING (gid) GROUP BY ALL) GROUP BY outcome`)
  const counted = new Map(rows.map((row) => [row["outcome"], { findings: Number(row["findings"]), paise: BigInt(row["paise"] as bigint) }]))
  return Object.fromEntries(outcomes.map((outcome) => [outcome, counted.get(outcome) ?? { findings: 0, paise: 0n }])) as ReconRun["counts"]
}

/** The control totals of every account, in order of account. */
export const totalAccounts = async (
  db: Database,
  accounts: readonly string[],
  heads: readonly StatementHead[]
): Promise<readonly AccountTotals[]> => {
  const lines = await byAccount(db, "SELECT aid, sum(paise) FILTER (paise > 0) AS credits, -sum(paise) FILTER (paise < 0) AS debits FROM stmt GROUP BY aid")
  const sent = await byAccount(db, `SELECT aid, sum(${expectedPaise("l")}) AS journal, min(bdate)::VARCHAR AS since, max(bdate)::VARCHAR AS until
    FROM ledger l GROUP BY aid`)
  const open = await byAccount(db, `SELECT f.aid, sum(journal - statement) FILTER (explained) AS explained,
      sum(journal - statement) FILTER (NOT explained) AS net,
      sum(CASE WHEN outcome = 'ambiguous' OR journal = statement THEN about ELSE abs(journal - statement) END) FILTER (NOT explained) AS gross
    FROM findings f JOIN sums USING (gid) GROUP BY f.aid`)
  return accounts.map((account, aid): AccountTotals => {
    const own = heads.filter((head) => head.account === account)
    const first = own.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : 1))[0]
    const last = own.toSorted((a, b) => (a.to < b.to ? 1 : a.to > b.to ? -1 : a.from < b.from ? 1 : -1))[0]
    const creditsPaise = money(lines.get(aid)?.["credits"])
    const debitsPaise = money(lines.get(aid)?.["debits"])
    const openingPaise = first?.openingPaise ?? null
    const closingPaise = last?.closingPaise ?? null
    return {
      account,
      from: first?.from ?? text(sent.get(aid)?.["since"]),
      to: last?.to ?? text(sent.get(aid)?.["until"]),
      openingPaise,
      creditsPaise,
      debitsPaise,
      closingPaise,
      balanced: openingPaise !== null && closingPaise !== null && openingPaise + creditsPaise - debitsPaise === closingPaise,
      differencePaise: money(sent.get(aid)?.["journal"]) - (creditsPaise - debitsPaise),
      explainedPaise: money(open.get(aid)?.["explained"]),
      unexplainedNetPaise: money(open.get(aid)?.["net"]),
      unexplainedPaise: money(open.get(aid)?.["gross"])
    }
  }).toSorted((a, b) => (a.account < b.account ? -1 : 1))
}

/**
 * SHA-256 over inputs, rules, date, totals, counts, and sums over rows and findings that no order changes. Clean pairs are in it by what
 * they are made from: all rows, less those of the other findings.
 */
export const digestRun = async (db: Database, run: Omit<ReconRun, "digest">): Promise<string> => {
  const [prints] = await db.rows(`SELECT
    (SELECT coalesce(sum(hash(paise, bdate, state, rail)::HUGEINT), 0)::VARCHAR FROM ledger) AS entries,
    (SELECT coalesce(sum(hash(paise, posted, line_no)::HUGEINT), 0)::VARCHAR FROM stmt) AS lines,
    (SELECT coalesce(sum(hash(outcome, pass, score, explained, journal, statement, print)::HUGEINT), 0)::VARCHAR
      FROM findings JOIN sums USING (gid)) AS findings`)
  const inputs = run.inputs.map(({ digest, rows }) => `${digest} ${rows}`).toSorted()
  const content = { form: 1, ...run, inputs, prints }
  return digestText(JSON.stringify(content, (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value)))
}

/** The promise that no row is lost or used twice, kept by counting. */
export const proveComplete = async (db: Database, entries: number, lines: number): Promise<void> => {
  const [row] = await db.rows(`SELECT (SELECT count(*) FROM ${cleanPairs}) AS clean, (SELECT count(*) FROM in_l) AS entries,
    (SELECT count(DISTINCT lid) FROM in_l) AS different_entries, (SELECT count(*) FROM in_s) AS lines,
    (SELECT count(DISTINCT sid) FROM in_s) AS different_lines, (SELECT count(*) FROM findings) AS findings,
    (SELECT count(DISTINCT gid) FROM findings) AS different_findings`)
  const number = (name: string): number => Number(row?.[name] ?? 0)
  const whole = number("clean") + number("entries") === entries && number("entries") === number("different_entries")
    && number("clean") + number("lines") === lines && number("lines") === number("different_lines")
    && number("findings") === number("different_findings")
  if (!whole) throw new Error("recon: a row is in no finding, or in two: this is a mistake of the engine, please report it")
}

type Row = Readonly<Record<string, unknown>>

const byAccount = async (db: Database, sql: string): Promise<ReadonlyMap<number, Row>> =>
  new Map((await db.rows(sql)).map((row) => [Number(row["aid"]), row]))

const money = (cell: unknown): bigint => (typeof cell === "bigint" ? cell : 0n)
const text = (cell: unknown): string => (typeof cell === "string" ? cell : "")
