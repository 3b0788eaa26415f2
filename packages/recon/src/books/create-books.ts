import { type Days, makeDays } from "./days.ts"
import { type Exceptions, makeExceptions } from "./exceptions.ts"
import { booksMigrations } from "./migrations.ts"
import { makePeriods, type Periods } from "./periods.ts"
import { migrateBooks, type Sql } from "./sql.ts"

/** What {@link createBooks} takes. */
export interface BooksOptions {
  readonly sql: Sql
  /** ms since 1970 (UTC). */
  readonly now: () => number
}

/** The books of those who close the day: what needs a person, who took it on, what was closed. */
export interface Books {
  readonly days: Days
  readonly exceptions: Exceptions
  readonly periods: Periods
}

/** The books over a SQLite seam; tables are made or brought up to date. `openBooks` does this for a file. */
export const createBooks = ({ sql, now }: BooksOptions): Books => {
  migrateBooks(sql, booksMigrations, now())
  return { days: makeDays(sql, now), exceptions: makeExceptions(sql, now), periods: makePeriods(sql, now) }
}
