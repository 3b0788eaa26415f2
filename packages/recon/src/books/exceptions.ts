import { ageingBucketOf } from "../clocks/ageing.ts"
import type { FindingLine, ReconFinding, ReconOutcome } from "../result.ts"
import { BooksError } from "./books-error.ts"
import { daysBetween } from "./days-between.ts"
import { checkPerson, checkWords, isSamePerson } from "./person.ts"
import { fromColumn, type Sql, type SqlRow, textOf, textOrNull, toColumn } from "./sql.ts"
import { PROGRAM, say, type Word, wordsAbout } from "./words.ts"

/** `proposed`: one person says that it can be closed. `cleared`: a later run found its explanation. */
export type ExceptionStatus = "open" | "proposed" | "closed" | "cleared"

/** A difference that somebody has to look at. Amounts are paise, a debit below zero. */
export interface ReconException {
  /** The finding's id: the same difference found again is the same exception. */
  readonly id: string
  readonly account: string
  /** IST date of its first row. */
  readonly on: string
  readonly outcome: ReconOutcome
  readonly why: string
  readonly journalPaise: bigint
  readonly statementPaise: bigint
  readonly payoutIds: readonly string[]
  readonly lines: readonly Pick<FindingLine, "file" | "lineNo" | "narration">[]
  /** The run that found it last. */
  readonly run: string
  readonly status: ExceptionStatus
  readonly assignee: string | null
  readonly proposedBy: string | null
  /** Calendar days since `on`, and the bucket that reports count it in. */
  readonly ageDays: number
  readonly age: string
}

/** Which exceptions to list; `asOf` is the IST date that ages count to. */
export interface ExceptionQuery {
  readonly asOf: string
  /** Open and proposed ones unless told. */
  readonly status?: ExceptionStatus | "all"
  readonly account?: string
  readonly assignee?: string
}

/** One person's word about an exception. */
export interface ExceptionOrder {
  /** The id, or as much of its beginning as is unique; at least six characters. */
  readonly id: string
  /** Who says so; whoever calls must have made sure that it is this person. */
  readonly by: string
}

/** The queue of differences. Errors are {@link BooksError}: `INVALID`, `NOT_FOUND`, `FOUR_EYES`, `ALREADY_DONE`. */
export interface Exceptions {
  readonly list: (query: ExceptionQuery) => readonly ReconException[]
  readonly get: (id: string, asOf: string) => ReconException & { readonly words: readonly Word[] }
  readonly assign: (order: ExceptionOrder & { readonly to: string }) => void
  readonly note: (order: ExceptionOrder & { readonly text: string }) => void
  /** The first word proposes, another person's word closes. Answers what it did. */
  readonly close: (order: ExceptionOrder & { readonly reason: string }) => "proposed" | "closed"
}

/** The queue over the tables of the books. */
export const makeExceptions = (sql: Sql, now: () => number): Exceptions => {
  const change = (order: ExceptionOrder, work: (row: SqlRow, id: string, by: string) => void): void => {
    const by = checkPerson(order.by)
    sql.transact(() => {
      const row = findRow(sql, order.id)
      if (row["status"] === "closed" || row["status"] === "cleared") throw new BooksError("ALREADY_DONE", `exception ${textOf(row, "id").slice(0, 12)} is ${textOf(row, "status")}`)
      work(row, textOf(row, "id"), by)
    })
  }
  return {
    list: (query) => listRows(sql, query).map((row) => toException(row, query.asOf)),
    get: (id, asOf) => {
      const row = findRow(sql, id)
      return { ...toException(row, asOf), words: wordsAbout(sql, textOf(row, "id")) }
    },
    assign: (order) =>
      change(order, (_, id, by) => {
        const to = checkPerson(order.to)
        sql.all("UPDATE exceptions SET assignee = ?2 WHERE id = ?1", id, to)
        say(sql, id, { at: now(), kind: "assigned", by, text: `to ${to}` })
      }),
    note: (order) => change(order, (_, id, by) => say(sql, id, { at: now(), kind: "noted", by, text: checkWords("text", order.text) })),
    close: (order) => {
      let done: "proposed" | "closed" = "proposed"
      change(order, (row, id, by) => {
        const text = checkWords("reason", order.reason)
        const proposedBy = textOrNull(row, "proposed_by")
        if (proposedBy !== null && isSamePerson(proposedBy, by)) {
          throw new BooksError("FOUR_EYES", `${proposedBy} proposed to close it: the second person must be another one`, "by")
        }
        done = proposedBy === null ? "proposed" : "closed"
        sql.all("UPDATE exceptions SET status = ?2, proposed_by = coalesce(proposed_by, ?3) WHERE id = ?1", id, done, by)
        say(sql, id, { at: now(), kind: done, by, text })
      })
      return done
    }
  }
}

const MAX_LINES = 20

/** Brings the queue up to date with a run: new ones open, those that the run no longer finds are cleared. Inside a transaction. */
export const recordFindings = (sql: Sql, at: number, run: string, spans: readonly Span[], findings: readonly ReconFinding[]): void => {
  const seen = new Set(findings.map(({ id }) => id))
  for (const finding of findings) open(sql, at, run, finding)
  for (const { account, from, to } of spans) {
    const rows = sql.all("SELECT id FROM exceptions WHERE account = ?1 AND dated BETWEEN ?2 AND ?3 AND status IN ('open', 'proposed')", account, from, to)
    for (const id of rows.map((row) => textOf(row, "id")).filter((one) => !seen.has(one))) {
      sql.all("UPDATE exceptions SET status = 'cleared', proposed_by = NULL WHERE id = ?1", id)
      say(sql, id, { at, kind: "cleared", by: PROGRAM, text: `run ${run.slice(0, 12)} no longer finds it` })
    }
  }
}

interface Span {
  readonly account: string
  readonly from: string
  readonly to: string
}

const open = (sql: Sql, at: number, run: string, finding: ReconFinding): void => {
  const [known] = sql.all("SELECT status FROM exceptions WHERE id = ?1", finding.id)
  if (known !== undefined) {
    // What two people closed stays closed; what a run had cleared and finds again is open again.
    const again = known["status"] === "cleared"
    sql.all("UPDATE exceptions SET run = ?2, status = CASE status WHEN 'cleared' THEN 'open' ELSE status END WHERE id = ?1", finding.id, run)
    if (again) say(sql, finding.id, { at, kind: "opened-again", by: PROGRAM, text: `run ${run.slice(0, 12)} finds it again` })
    return
  }
  const lines = finding.lines.slice(0, MAX_LINES).map(({ file, lineNo, narration }) => ({ file, lineNo, narration }))
  sql.all(
    `INSERT INTO exceptions (id, account, dated, outcome, why, journal_paise, statement_paise, payouts, lines, run, status, opened_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'open', ?11)`,
    ...[finding.id, finding.account, finding.on, finding.outcome, finding.why],
    ...[toColumn(finding.journalPaise), toColumn(finding.statementPaise)],
    ...[JSON.stringify(finding.journal.map(({ payoutId }) => payoutId)), JSON.stringify(lines), run, at]
  )
  say(sql, finding.id, { at, kind: "opened", by: PROGRAM, text: `found by run ${run.slice(0, 12)}` })
}

const listRows = (sql: Sql, { status, account, assignee }: ExceptionQuery): readonly SqlRow[] =>
  sql.all(
    `SELECT * FROM exceptions WHERE (?1 = 'all' OR status = ?1 OR (?1 = 'waiting' AND status IN ('open', 'proposed')))
       AND (?2 IS NULL OR account = ?2 OR account LIKE '%' || ?2) ORDER BY dated, id`,
    ...[status ?? "waiting", account ?? null]
  ).filter((row) => assignee === undefined || isSamePerson(textOf(row, "assignee"), assignee))

const findRow = (sql: Sql, id: string): SqlRow => {
  if (!/^[0-9A-Za-z_-]{6,128}$/.test(id)) throw new BooksError("INVALID", "id: the exception's id, or at least its first six characters", "id")
  const rows = sql.all("SELECT * FROM exceptions WHERE substr(id, 1, length(?1)) = ?1 LIMIT 2", id)
  const [row] = rows
  if (row === undefined) throw new BooksError("NOT_FOUND", "there is no exception of that id: see hundi-recon exceptions list")
  if (rows.length > 1) throw new BooksError("INVALID", "id: several exceptions begin like this: give more of it", "id")
  return row
}

const toException = (row: SqlRow, asOf: string): ReconException => {
  const on = textOf(row, "dated")
  return {
    ...{ id: textOf(row, "id"), account: textOf(row, "account"), on, outcome: textOf(row, "outcome") as ReconOutcome, why: textOf(row, "why") },
    ...{ journalPaise: fromColumn(row["journal_paise"]), statementPaise: fromColumn(row["statement_paise"]) },
    payoutIds: JSON.parse(textOf(row, "payouts")) as readonly string[],
    lines: JSON.parse(textOf(row, "lines")) as ReconException["lines"],
    ...{ run: textOf(row, "run"), status: textOf(row, "status") as ExceptionStatus },
    ...{ assignee: textOrNull(row, "assignee"), proposedBy: textOrNull(row, "proposed_by") },
    ...{ ageDays: Math.max(0, daysBetween(on, asOf)), age: ageingBucketOf(on, asOf).name }
  }
}
