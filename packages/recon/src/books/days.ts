import type { AccountTotals, ReconFinding, ReconRun } from "../result.ts"
import { BooksError } from "./books-error.ts"
import { recordFindings } from "./exceptions.ts"
import { checkPerson } from "./person.ts"
import { fromColumn, type Sql, type SqlRow, textOf, toColumn } from "./sql.ts"
import { maskAccount } from "./write-rupees.ts"

/** A span of one account that a run was saved for. Amounts are paise, dates IST. */
export interface SavedDay {
  readonly account: string
  readonly from: string
  readonly to: string
  readonly run: string
  readonly openingPaise: bigint | null
  readonly creditsPaise: bigint
  readonly debitsPaise: bigint
  readonly closingPaise: bigint | null
  readonly balanced: boolean
  readonly unexplainedPaise: bigint
  readonly savedBy: string
}

/** Which run is the day's run. */
export interface Days {
  /**
   * Makes a run the day's run of its accounts and dates, and brings the exceptions up to date. Saving the same run again changes nothing.
   * `findings` are those that somebody has to look at; `awaited` the payments (`payout id/attempt`) that still wait for their debit.
   * Throws BooksError `LOCKED` over a closed period.
   */
  readonly save: (run: ReconRun, findings: readonly ReconFinding[], by: string, awaited?: readonly ReconFinding[]) => void
  /** Payments of an account that saved runs left waiting for their debit, `payout id/attempt`. */
  readonly awaited: (account: string) => ReadonlySet<string>
  /** The newest runs that cover the dates of an account, each date once, in order. */
  readonly covering: (account: string, from: string, to: string) => readonly SavedDay[]
}

/** The day's runs over the tables of the books. */
export const makeDays = (sql: Sql, now: () => number): Days => ({
  save: (run, findings, by, awaited = []) => {
    const savedBy = checkPerson(by)
    sql.transact(() => {
      const spans = run.totals
      const changed = spans.filter((totals) => !isSaved(sql, totals, run.digest))
      for (const totals of changed) checkUnlocked(sql, totals)
      for (const totals of changed) insert(sql, totals, run.digest, now(), savedBy)
      if (changed.length > 0) recordFindings(sql, now(), run.digest, spans, findings.filter(({ explained }) => !explained))
      if (changed.length > 0) recordAwaited(sql, spans, awaited)
    })
  },
  awaited: (account) => new Set(sql.all("SELECT payout FROM awaited WHERE account = ?1", account).map((row) => textOf(row, "payout"))),
  covering: (account, from, to) => coveringDays(sql, account, from, to)
})

/** The newest saved spans inside the dates; an older one counts only where no newer one reaches. */
export const coveringDays = (sql: Sql, account: string, from: string, to: string): readonly SavedDay[] => {
  const newestFirst = sql.all("SELECT * FROM days WHERE account = ?1 AND from_on >= ?2 AND to_on <= ?3 ORDER BY no DESC", account, from, to).map(toDay)
  const taken: SavedDay[] = []
  for (const day of newestFirst) if (!taken.some((one) => one.from <= day.to && day.from <= one.to)) taken.push(day)
  return taken.sort((one, other) => (one.from < other.from ? -1 : 1))
}

type Totals = AccountTotals

/** A run was given everything that waited up to its last day: what it does not leave waiting has been found, or is an exception now. */
const recordAwaited = (sql: Sql, spans: readonly Totals[], findings: readonly ReconFinding[]): void => {
  for (const { account, to } of spans) sql.all("DELETE FROM awaited WHERE account = ?1 AND business_date <= ?2", account, to)
  for (const { account, journal } of findings) {
    for (const { payoutId, attempt, businessDate } of journal) {
      sql.all("INSERT OR IGNORE INTO awaited (account, payout, business_date) VALUES (?1, ?2, ?3)", account, `${payoutId}/${attempt}`, businessDate)
    }
  }
}

const isSaved = (sql: Sql, { account, from, to }: Totals, run: string): boolean =>
  sql.all("SELECT run FROM days WHERE account = ?1 AND from_on = ?2 AND to_on = ?3 ORDER BY no DESC LIMIT 1", account, from, to)[0]?.["run"] === run

const checkUnlocked = (sql: Sql, { account, from, to }: Totals): void => {
  const [closed] = sql.all(
    "SELECT from_on, to_on FROM periods WHERE account = ?1 AND reopened_at IS NULL AND from_on <= ?3 AND to_on >= ?2 LIMIT 1",
    ...[account, from, to]
  )
  if (closed === undefined) return
  const span = `${textOf(closed, "from_on")} to ${textOf(closed, "to_on")}`
  throw new BooksError("LOCKED", `${span} of account ${maskAccount(account)} is closed: two people must reopen it before another run can become the day's run`)
}

const insert = (sql: Sql, totals: Totals, run: string, at: number, by: string): void => {
  const { account, from, to, openingPaise, creditsPaise, debitsPaise, closingPaise, balanced, unexplainedPaise } = totals
  sql.all(
    `INSERT INTO days (account, from_on, to_on, run, opening_paise, credits_paise, debits_paise, closing_paise, balanced, unexplained_paise, saved_at, saved_by)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)`,
    ...[account, from, to, run, openingPaise === null ? null : toColumn(openingPaise), toColumn(creditsPaise), toColumn(debitsPaise)],
    ...[closingPaise === null ? null : toColumn(closingPaise), balanced ? 1 : 0, toColumn(unexplainedPaise), at, by]
  )
}

const toDay = (row: SqlRow): SavedDay => ({
  ...{ account: textOf(row, "account"), from: textOf(row, "from_on"), to: textOf(row, "to_on"), run: textOf(row, "run") },
  openingPaise: row["opening_paise"] === null ? null : fromColumn(row["opening_paise"]),
  ...{ creditsPaise: fromColumn(row["credits_paise"]), debitsPaise: fromColumn(row["debits_paise"]) },
  closingPaise: row["closing_paise"] === null ? null : fromColumn(row["closing_paise"]),
  ...{ balanced: row["balanced"] === 1, unexplainedPaise: fromColumn(row["unexplained_paise"]), savedBy: textOf(row, "saved_by") }
})
