import type { Migration } from "./sql.ts"

const EXACT = "BETWEEN -9007199254740991 AND 9007199254740991"

/** The tables of the books. Words of people are only ever added. */
export const booksMigrations: readonly Migration[] = [
  {
    number: 1,
    name: "days, exceptions, periods",
    statements: [
      // The newest row of a span is the day's run; those before it stay as history.
      `CREATE TABLE days (
        no INTEGER PRIMARY KEY,
        account TEXT NOT NULL,
        from_on TEXT NOT NULL,
        to_on TEXT NOT NULL,
        run TEXT NOT NULL,
        opening_paise INTEGER CHECK (opening_paise ${EXACT}),
        credits_paise INTEGER NOT NULL CHECK (credits_paise ${EXACT}),
        debits_paise INTEGER NOT NULL CHECK (debits_paise ${EXACT}),
        closing_paise INTEGER CHECK (closing_paise ${EXACT}),
        balanced INTEGER NOT NULL,
        unexplained_paise INTEGER NOT NULL CHECK (unexplained_paise ${EXACT}),
        saved_at INTEGER NOT NULL,
        saved_by TEXT NOT NULL
      ) STRICT`,
      "CREATE INDEX days_of_account ON days (account, from_on)",
      // Payments that a saved run left within their window: later runs look for their debit.
      `CREATE TABLE awaited (
        account TEXT NOT NULL,
        payout TEXT NOT NULL,
        business_date TEXT NOT NULL,
        PRIMARY KEY (account, payout)
      ) STRICT, WITHOUT ROWID`,
      `CREATE TABLE exceptions (
        id TEXT NOT NULL PRIMARY KEY,
        account TEXT NOT NULL,
        dated TEXT NOT NULL,
        outcome TEXT NOT NULL,
        why TEXT NOT NULL,
        journal_paise INTEGER NOT NULL CHECK (journal_paise ${EXACT}),
        statement_paise INTEGER NOT NULL CHECK (statement_paise ${EXACT}),
        payouts TEXT NOT NULL,
        lines TEXT NOT NULL,
        run TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('open', 'proposed', 'closed', 'cleared')),
        assignee TEXT,
        proposed_by TEXT,
        opened_at INTEGER NOT NULL
      ) STRICT`,
      "CREATE INDEX exceptions_of_account ON exceptions (account, dated)",
      `CREATE TABLE words (
        no INTEGER PRIMARY KEY,
        about TEXT NOT NULL,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        person TEXT NOT NULL,
        text TEXT NOT NULL
      ) STRICT`,
      "CREATE INDEX words_about ON words (about, no)",
      "CREATE TRIGGER words_keep BEFORE UPDATE ON words BEGIN SELECT RAISE(ABORT, 'what people said is append-only'); END",
      "CREATE TRIGGER words_stay BEFORE DELETE ON words BEGIN SELECT RAISE(ABORT, 'what people said is append-only'); END",
      `CREATE TABLE periods (
        no INTEGER PRIMARY KEY,
        account TEXT NOT NULL,
        from_on TEXT NOT NULL,
        to_on TEXT NOT NULL,
        proof TEXT NOT NULL,
        closed_at INTEGER NOT NULL,
        closed_by TEXT NOT NULL,
        reopen_by TEXT,
        reopened_at INTEGER
      ) STRICT`,
      "CREATE INDEX periods_of_account ON periods (account, from_on)"
    ]
  }
]
