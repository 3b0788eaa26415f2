import type { Sql } from "../sql.ts"

/** Numbered, append-only: a migration that has shipped is never edited. */
export const migrations: readonly { readonly number: number; readonly name: string; readonly statements: readonly string[] }[] = [
  {
    number: 1,
    name: "payouts, attempts, events, pauses",
    statements: [
      `CREATE TABLE payouts (
        no INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        tenant TEXT NOT NULL,
        payout_id TEXT NOT NULL,
        idempotency_key TEXT NOT NULL,
        scope TEXT NOT NULL,
        operation TEXT NOT NULL,
        rail TEXT NOT NULL,
        amount_paise INTEGER NOT NULL CHECK (amount_paise BETWEEN 1 AND 9007199254740991),
        beneficiary_name TEXT NOT NULL,
        account_number TEXT NOT NULL,
        ifsc TEXT NOT NULL,
        remark TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        beneficiary_hash TEXT NOT NULL,
        status TEXT NOT NULL,
        review_reason TEXT,
        created_at INTEGER NOT NULL,
        due_at INTEGER,
        epoch INTEGER NOT NULL DEFAULT 0,
        lease_owner TEXT,
        lease_until INTEGER,
        last_seq INTEGER NOT NULL,
        last_hash TEXT NOT NULL,
        UNIQUE (scope, idempotency_key)
      ) STRICT`,
      // What is due, in order, for each of the two lanes: a claim reads the head of an index and sorts nothing.
      "CREATE INDEX payouts_due_sends ON payouts (due_at, no) WHERE status = 'queued' AND due_at IS NOT NULL",
      "CREATE INDEX payouts_due_enquiries ON payouts (due_at, no) WHERE status <> 'queued' AND due_at IS NOT NULL",
      "CREATE INDEX payouts_leased ON payouts (lease_owner) WHERE lease_owner IS NOT NULL",
      "CREATE INDEX payouts_twins ON payouts (beneficiary_hash, amount_paise)",
      `CREATE TABLE attempts (
        reference TEXT NOT NULL PRIMARY KEY,
        payout_id TEXT NOT NULL REFERENCES payouts (id),
        number INTEGER NOT NULL,
        fingerprint TEXT NOT NULL,
        business_date TEXT NOT NULL,
        epoch INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('reserved','sending','pending','accepted','unknown','settled','rejected','not-sent','reversed')),
        reserved_at INTEGER NOT NULL,
        sending_at INTEGER,
        plaintext_digest TEXT,
        unknown_since INTEGER,
        asked INTEGER NOT NULL DEFAULT 0,
        technical_code TEXT,
        technical_at INTEGER,
        not_sent_count INTEGER NOT NULL DEFAULT 0,
        rrn TEXT,
        last_code TEXT,
        proved_failed_at INTEGER CHECK (proved_failed_at IS NULL OR state IN ('rejected','not-sent','reversed')),
        UNIQUE (payout_id, number)
      ) STRICT`,
      // L2: a payout has at most one attempt that is not proved failed. An index, not a check in code.
      "CREATE UNIQUE INDEX one_live_attempt ON attempts (payout_id) WHERE proved_failed_at IS NULL",
      `CREATE TABLE events (
        payout_id TEXT NOT NULL,
        seq INTEGER NOT NULL,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        detail TEXT NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (payout_id, seq)
      ) STRICT, WITHOUT ROWID`,
      // L9: history is append-only, whoever opens the file.
      "CREATE TRIGGER events_keep BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
      "CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
      "CREATE TRIGGER attempts_stay BEFORE DELETE ON attempts BEGIN SELECT RAISE(ABORT, 'attempts are never deleted'); END",
      `CREATE TRIGGER attempts_proof_stays BEFORE UPDATE ON attempts
        WHEN OLD.proved_failed_at IS NOT NULL AND NEW.proved_failed_at IS NOT OLD.proved_failed_at
        BEGIN SELECT RAISE(ABORT, 'a proof of failure is never taken back'); END`,
      "CREATE TABLE pauses (rail TEXT NOT NULL PRIMARY KEY, reason TEXT NOT NULL, at INTEGER NOT NULL) STRICT"
    ]
  },
  {
    number: 2,
    name: "payouts to a UPI address",
    statements: ["ALTER TABLE payouts ADD COLUMN vpa TEXT"]
  },
  {
    number: 3,
    name: "anchors",
    statements: [
      "ALTER TABLE payouts ADD COLUMN anchored_seq INTEGER NOT NULL DEFAULT 0",
      "CREATE INDEX payouts_unanchored ON payouts (id) WHERE last_seq > anchored_seq",
      "CREATE TABLE anchors (no INTEGER PRIMARY KEY, at INTEGER NOT NULL, payouts INTEGER NOT NULL, hash TEXT NOT NULL) STRICT",
      `CREATE TABLE anchor_heads (
        anchor INTEGER NOT NULL REFERENCES anchors (no),
        payout_id TEXT NOT NULL,
        seq INTEGER NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (anchor, payout_id)
      ) STRICT, WITHOUT ROWID`,
      ...["anchors", "anchor_heads"].flatMap((table) =>
        ["UPDATE", "DELETE"].map(
          (verb) => `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table} BEGIN SELECT RAISE(ABORT, 'anchors are append-only'); END`
        )
      )
    ]
  },
  {
    number: 4,
    name: "holds, schedules, limits",
    statements: [
      "ALTER TABLE payouts ADD COLUMN scheduled_for INTEGER",
      "ALTER TABLE payouts ADD COLUMN hold_kind TEXT",
      "ALTER TABLE payouts ADD COLUMN hold_reason TEXT",
      // When it was let through, the IST date that counts it, and when it was settled: set for payouts that met a gate.
      "ALTER TABLE payouts ADD COLUMN admitted_at INTEGER",
      "ALTER TABLE payouts ADD COLUMN admitted_day TEXT",
      "ALTER TABLE payouts ADD COLUMN settled_at INTEGER",
      "DROP INDEX payouts_due_sends",
      "DROP INDEX payouts_due_enquiries",
      "CREATE INDEX payouts_due_sends ON payouts (due_at, no) WHERE status IN ('queued', 'scheduled', 'awaiting-approval') AND due_at IS NOT NULL",
      "CREATE INDEX payouts_due_enquiries ON payouts (due_at, no) WHERE status NOT IN ('queued', 'scheduled', 'awaiting-approval') AND due_at IS NOT NULL",
      "CREATE INDEX payouts_admitted ON payouts (admitted_at) WHERE admitted_at IS NOT NULL",
      "CREATE INDEX payouts_admitted_to ON payouts (beneficiary_hash, admitted_at) WHERE admitted_at IS NOT NULL",
      "CREATE INDEX payouts_outstanding ON payouts (amount_paise) WHERE admitted_at IS NOT NULL AND settled_at IS NULL",
      "CREATE INDEX payouts_spent_since ON payouts (settled_at, amount_paise) WHERE settled_at IS NOT NULL",
      `CREATE TABLE spends (
        over TEXT NOT NULL,
        day TEXT NOT NULL,
        paise INTEGER NOT NULL CHECK (paise BETWEEN 0 AND 9007199254740991),
        count INTEGER NOT NULL CHECK (count >= 0),
        PRIMARY KEY (over, day)
      ) STRICT, WITHOUT ROWID`
    ]
  },
  {
    number: 5,
    name: "fewer and narrower indexes: one for all that is due, rows joined by number, events in order of writing",
    // What is written together lies together: a commit writes every page that it touched.
    statements: [
      `CREATE TABLE payouts_5 (
        no INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        tenant TEXT NOT NULL,
        payout_id TEXT NOT NULL,
        idempotency_key TEXT NOT NULL,
        scope TEXT NOT NULL,
        operation TEXT NOT NULL,
        rail TEXT NOT NULL,
        amount_paise INTEGER NOT NULL CHECK (amount_paise BETWEEN 1 AND 9007199254740991),
        beneficiary_name TEXT NOT NULL,
        account_number TEXT NOT NULL,
        ifsc TEXT NOT NULL,
        vpa TEXT,
        remark TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        beneficiary_hash TEXT NOT NULL,
        status TEXT NOT NULL,
        review_reason TEXT,
        hold_kind TEXT,
        hold_reason TEXT,
        created_at INTEGER NOT NULL,
        scheduled_for INTEGER,
        due_at INTEGER,
        epoch INTEGER NOT NULL DEFAULT 0,
        lease_owner TEXT,
        lease_until INTEGER,
        lane INTEGER NOT NULL DEFAULT 0,
        look_at INTEGER,
        admitted_at INTEGER,
        admitted_day TEXT,
        settled_at INTEGER,
        last_seq INTEGER NOT NULL,
        last_hash TEXT NOT NULL,
        UNIQUE (scope, idempotency_key)
      ) STRICT`,
      `INSERT INTO payouts_5 SELECT no, id, tenant, payout_id, idempotency_key, scope, operation, rail, amount_paise, beneficiary_name,
        account_number, ifsc, vpa, remark, fingerprint, beneficiary_hash, status, review_reason, hold_kind, hold_reason, created_at,
        scheduled_for, due_at, epoch, lease_owner, lease_until, status NOT IN ('queued', 'scheduled', 'awaiting-approval'),
        max(due_at, coalesce(lease_until, 0)), admitted_at, admitted_day, settled_at, last_seq, last_hash FROM payouts`,
      `CREATE TABLE attempts_5 (
        reference TEXT NOT NULL UNIQUE,
        payout_no INTEGER NOT NULL REFERENCES payouts_5 (no),
        number INTEGER NOT NULL,
        fingerprint TEXT NOT NULL,
        business_date TEXT NOT NULL,
        epoch INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('reserved','sending','pending','accepted','unknown','settled','rejected','not-sent','reversed')),
        reserved_at INTEGER NOT NULL,
        sending_at INTEGER,
        plaintext_digest TEXT,
        unknown_since INTEGER,
        asked INTEGER NOT NULL DEFAULT 0,
        technical_code TEXT,
        technical_at INTEGER,
        not_sent_count INTEGER NOT NULL DEFAULT 0,
        rrn TEXT,
        last_code TEXT,
        proved_failed_at INTEGER CHECK (proved_failed_at IS NULL OR state IN ('rejected','not-sent','reversed')),
        PRIMARY KEY (payout_no, number)
      ) STRICT, WITHOUT ROWID`,
      `INSERT INTO attempts_5 SELECT a.reference, p.no, a.number, a.fingerprint, a.business_date, a.epoch, a.state, a.reserved_at, a.sending_at,
        a.plaintext_digest, a.unknown_since, a.asked, a.technical_code, a.technical_at, a.not_sent_count, a.rrn, a.last_code,
        a.proved_failed_at FROM attempts AS a JOIN payouts AS p ON p.id = a.payout_id`,
      // In order of writing: "no" is the cursor of whoever follows the history.
      `CREATE TABLE events_5 (
        no INTEGER PRIMARY KEY,
        payout_no INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        detail TEXT NOT NULL,
        hash TEXT NOT NULL,
        status TEXT,
        UNIQUE (payout_no, seq)
      ) STRICT`,
      `INSERT INTO events_5 (payout_no, seq, at, kind, detail, hash)
        SELECT p.no, e.seq, e.at, e.kind, e.detail, e.hash FROM events AS e JOIN payouts AS p ON p.id = e.payout_id ORDER BY e.at, p.no, e.seq`,
      "DROP TABLE events",
      "DROP TABLE attempts",
      "DROP TABLE payouts",
      "ALTER TABLE payouts_5 RENAME TO payouts",
      "ALTER TABLE attempts_5 RENAME TO attempts",
      "ALTER TABLE events_5 RENAME TO events",
      // A claim reads the head of one lane: 0 waits to be sent, 1 is everything else. "look_at" is when a claim could succeed.
      "CREATE INDEX payouts_look ON payouts (lane, look_at) WHERE look_at IS NOT NULL",
      "CREATE INDEX payouts_twins ON payouts (beneficiary_hash, amount_paise)",
      "CREATE INDEX payouts_admitted ON payouts (admitted_at) WHERE admitted_at IS NOT NULL",
      "CREATE INDEX payouts_admitted_to ON payouts (beneficiary_hash, admitted_at) WHERE admitted_at IS NOT NULL",
      "CREATE INDEX payouts_outstanding ON payouts (amount_paise) WHERE admitted_at IS NOT NULL AND settled_at IS NULL",
      "CREATE INDEX payouts_spent_since ON payouts (settled_at, amount_paise) WHERE settled_at IS NOT NULL",
      // L2: a payout has at most one attempt that is not proved failed. An index, not a check in code.
      "CREATE UNIQUE INDEX one_live_attempt ON attempts (payout_no) WHERE proved_failed_at IS NULL",
      "CREATE TRIGGER events_keep BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
      "CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
      "CREATE TRIGGER attempts_stay BEFORE DELETE ON attempts BEGIN SELECT RAISE(ABORT, 'attempts are never deleted'); END",
      `CREATE TRIGGER attempts_proof_stays BEFORE UPDATE OF proved_failed_at ON attempts
        WHEN OLD.proved_failed_at IS NOT NULL AND NEW.proved_failed_at IS NOT OLD.proved_failed_at
        BEGIN SELECT RAISE(ABORT, 'a proof of failure is never taken back'); END`,
      // The last event that an anchor covers; the anchors before this one say nothing, so that the next covers every chain.
      "ALTER TABLE anchors ADD COLUMN up_to INTEGER NOT NULL DEFAULT 0"
    ]
  },
  {
    number: 6,
    name: "a later try may take another rail; facts that an operation has of its own",
    statements: [
      "ALTER TABLE attempts ADD COLUMN operation TEXT",
      "ALTER TABLE attempts ADD COLUMN rail TEXT",
      `UPDATE attempts SET operation = (SELECT operation FROM payouts WHERE no = payout_no),
        rail = (SELECT rail FROM payouts WHERE no = payout_no)`,
      "ALTER TABLE payouts ADD COLUMN details TEXT"
    ]
  }
]

/** Brings the tables up to the newest number; safe to run at every start. Returns the numbers it applied. */
export const migrate = (sql: Sql, now: number): readonly number[] =>
  sql.transact(() => {
    sql.all("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL) STRICT")
    const done = new Set(sql.all("SELECT number FROM migrations").map((row) => row["number"]))
    const due = migrations.filter(({ number }) => !done.has(number))
    for (const { number, name, statements } of due) {
      for (const statement of statements) sql.all(statement)
      sql.all("INSERT INTO migrations (number, name, at) VALUES (?1, ?2, ?3)", number, name, now)
    }
    return due.map(({ number }) => number)
  })
