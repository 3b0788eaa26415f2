import type { Sql } from "@hundi/operations/sqlite"

/** Numbered and append-only: what has shipped is never edited. */
const steps: readonly (readonly string[])[] = [
  [
    // One row for each content, however often and however sealed it came. Kept for good: a UTR must not count as new years later.
    `CREATE TABLE callbacks (
      id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, match TEXT NOT NULL, decision TEXT, at INTEGER NOT NULL,
      UNIQUE (kind, key)
    ) STRICT`,
    // The bytes as they came: a repeat of the same bytes costs no RSA.
    "CREATE TABLE callback_digests (digest TEXT PRIMARY KEY, callback INTEGER NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE INDEX callback_digests_at ON callback_digests (at)",
    `CREATE TABLE callback_credits (
      utr TEXT PRIMARY KEY, match TEXT NOT NULL, amount_paise INTEGER NOT NULL CHECK (amount_paise BETWEEN 0 AND 9007199254740991),
      state TEXT NOT NULL CHECK (state IN ('held', 'reported', 'authenticated', 'people')),
      is_reported INTEGER NOT NULL, has_conflict INTEGER NOT NULL DEFAULT 0, proved_by TEXT,
      asks INTEGER NOT NULL DEFAULT 0, ask_at INTEGER, at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    "CREATE INDEX callback_credits_due ON callback_credits (ask_at) WHERE ask_at IS NOT NULL",
    `CREATE TABLE callback_events (
      id INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT NOT NULL, seq INTEGER NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL,
      body TEXT NOT NULL, UNIQUE (subject, seq)
    ) STRICT`,
    "CREATE INDEX callback_events_at ON callback_events (at)"
  ]
]

/** Brings the tables up to the newest number; safe at every start. */
export const migrate = (sql: Sql, at: number): void =>
  sql.transact(() => {
    sql.all("CREATE TABLE IF NOT EXISTS callback_migrations (number INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT")
    const done = Number(sql.all("SELECT coalesce(max(number), 0) AS n FROM callback_migrations")[0]?.["n"])
    for (const [index, statements] of steps.entries()) {
      if (index < done) continue
      for (const statement of statements) sql.all(statement)
      sql.all("INSERT INTO callback_migrations (number, at) VALUES (?1, ?2)", index + 1, at)
    }
  })
