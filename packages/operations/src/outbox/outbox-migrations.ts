import type { Migration } from "../store/sql.ts"

/**
 * A delivery waits with `next_at` set when it may be tried, and with null while an earlier event of its payout still waits for the same
 * endpoint: finding what is due never reads what is blocked.
 */
export const outboxMigrations: readonly Migration[] = [
  {
    number: 1,
    name: "events and deliveries",
    statements: [
      "CREATE TABLE outbox_cursor (only INTEGER PRIMARY KEY CHECK (only = 1), cursor TEXT) STRICT",
      `CREATE TABLE outbox_payouts (
        payout_id TEXT PRIMARY KEY, seq INTEGER NOT NULL, mark TEXT NOT NULL, at INTEGER NOT NULL, is_final INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX outbox_payouts_final ON outbox_payouts (at) WHERE is_final = 1",
      `CREATE TABLE outbox_events (
        id TEXT PRIMARY KEY, payout_id TEXT NOT NULL, seq INTEGER NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL,
        collected_at INTEGER NOT NULL, body TEXT NOT NULL
      ) STRICT`,
      "CREATE INDEX outbox_events_at ON outbox_events (at)",
      "CREATE INDEX outbox_events_collected ON outbox_events (collected_at)",
      "CREATE TABLE outbox_disabled (endpoint TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID",
      `CREATE TABLE outbox_deliveries (
        endpoint TEXT NOT NULL,
        event TEXT NOT NULL REFERENCES outbox_events (id),
        payout_id TEXT NOT NULL,
        seq INTEGER NOT NULL,
        state TEXT NOT NULL DEFAULT 'waiting',
        tries INTEGER NOT NULL DEFAULT 0,
        first_at INTEGER,
        next_at INTEGER,
        lease INTEGER NOT NULL DEFAULT 0,
        ended_at INTEGER,
        last_fault TEXT,
        PRIMARY KEY (endpoint, event)
      ) STRICT`,
      "CREATE INDEX outbox_deliveries_due ON outbox_deliveries (endpoint, next_at) WHERE state = 'waiting' AND next_at IS NOT NULL",
      "CREATE INDEX outbox_deliveries_waiting ON outbox_deliveries (endpoint, payout_id, seq) WHERE state = 'waiting'",
      "CREATE INDEX outbox_deliveries_event ON outbox_deliveries (event)",
      "CREATE INDEX outbox_deliveries_ended ON outbox_deliveries (ended_at) WHERE ended_at IS NOT NULL"
    ]
  }
]
