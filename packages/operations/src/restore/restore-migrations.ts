import type { Migration } from "../store/sql.ts"

/** No narration, name or account: a line of the statement is kept as its digest, day, amount, the bank's number and our reference. */
export const restoreMigrations: readonly Migration[] = [
  {
    number: 1,
    name: "freezes after a restore",
    statements: [
      `CREATE TABLE restore_freezes (
        no INTEGER PRIMARY KEY, at INTEGER NOT NULL, since TEXT NOT NULL, reason TEXT NOT NULL, covered_at INTEGER,
        proposed_by TEXT, lifted_by TEXT, lifted_at INTEGER
      ) STRICT`,
      "CREATE UNIQUE INDEX restore_one_freeze ON restore_freezes ((1)) WHERE lifted_at IS NULL",
      `CREATE TABLE restore_lines (
        freeze INTEGER NOT NULL, line TEXT NOT NULL, day TEXT NOT NULL, amount_paise INTEGER NOT NULL, reference TEXT, bank_number TEXT,
        state TEXT NOT NULL, payout TEXT, by TEXT, second_by TEXT, reason TEXT, PRIMARY KEY (freeze, line)
      ) STRICT, WITHOUT ROWID`,
      // Payments that may have been made, and are asked about before anything is sent again.
      // `reserved`: the reference that the backup showed as reserved.
      "CREATE TABLE restore_asked (freeze INTEGER NOT NULL, payout TEXT NOT NULL, reserved TEXT, PRIMARY KEY (freeze, payout)) STRICT, WITHOUT ROWID"
    ]
  }
]
