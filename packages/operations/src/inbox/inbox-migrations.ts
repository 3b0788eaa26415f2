import type { Migration } from "../store/sql.ts"

/** No body, account, name or address: a digest, our reference, and the bank's words and number. */
export const inboxMigrations: readonly Migration[] = [
  {
    number: 1,
    name: "hints and wakes",
    statements: [
      `CREATE TABLE inbox_hints (
        id INTEGER PRIMARY KEY,
        digest TEXT NOT NULL UNIQUE,
        content TEXT NOT NULL UNIQUE,
        source TEXT NOT NULL,
        reference TEXT NOT NULL,
        code TEXT NOT NULL,
        bank_number TEXT,
        says TEXT NOT NULL,
        payout_id TEXT,
        received_at INTEGER NOT NULL,
        state TEXT NOT NULL DEFAULT 'open',
        looks INTEGER NOT NULL DEFAULT 0,
        next_at INTEGER,
        closed_at INTEGER
      ) STRICT`,
      "CREATE INDEX inbox_hints_due ON inbox_hints (next_at) WHERE next_at IS NOT NULL",
      "CREATE INDEX inbox_hints_payout ON inbox_hints (payout_id)",
      "CREATE INDEX inbox_hints_closed ON inbox_hints (closed_at) WHERE closed_at IS NOT NULL",
      "CREATE TABLE inbox_wakes (payout_id TEXT NOT NULL, at INTEGER NOT NULL) STRICT",
      "CREATE INDEX inbox_wakes_payout ON inbox_wakes (payout_id, at)",
      "CREATE INDEX inbox_wakes_at ON inbox_wakes (at)"
    ]
  }
]
