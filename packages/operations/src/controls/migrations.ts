import type { Migration } from "../store/sql.ts"

const appendOnly = (table: string): readonly string[] =>
  ["UPDATE", "DELETE"].map(
    (change) => `CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table}
      BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`
  )

/** Tables of the controls. Numbered and append-only: what has shipped is never edited. */
export const controlsMigrations: readonly Migration[] = [
  {
    number: 1,
    name: "the log of people's words",
    statements: [
      // One chain for all: it grows by what people do, a few thousand lines a day at most.
      `CREATE TABLE controls_log (
        seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, by TEXT NOT NULL,
        detail TEXT NOT NULL, hash TEXT NOT NULL
      ) STRICT`,
      "CREATE INDEX controls_log_subject ON controls_log (subject, seq)",
      "CREATE INDEX controls_log_at ON controls_log (at)",
      ...appendOnly("controls_log"),
      // The rows that a file's digest stands for.
      `CREATE TABLE controls_file_rows (
        file TEXT NOT NULL, payout TEXT NOT NULL, fingerprint TEXT NOT NULL, amount_paise INTEGER NOT NULL, PRIMARY KEY (file, payout)
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX controls_file_rows_payout ON controls_file_rows (payout)",
      ...appendOnly("controls_file_rows"),
      // Payouts that were let through to a beneficiary as it stood then: one that settled ends the first-payment cap.
      `CREATE TABLE controls_first_payments (
        beneficiary TEXT NOT NULL, version INTEGER NOT NULL, payout TEXT NOT NULL, PRIMARY KEY (beneficiary, version, payout)
      ) STRICT, WITHOUT ROWID`,
      `CREATE TABLE controls_proved_beneficiaries (
        beneficiary TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (beneficiary, version)
      ) STRICT, WITHOUT ROWID`
    ]
  }
]
