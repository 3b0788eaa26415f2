import type { Migration, Sql, SqlRow } from "../store/sql.ts"
import type { CheckResult } from "./check-order.ts"

/** The tables of the checks. Nothing in them tells an account or a beneficiary's name. */
export const migrations: readonly Migration[] = [
  {
    number: 1,
    name: "results, drops and consents",
    statements: [
      `CREATE TABLE beneficiaries_results (
        tenant TEXT NOT NULL, account_hash TEXT NOT NULL, name_hash TEXT NOT NULL, status TEXT NOT NULL, found_by TEXT NOT NULL,
        name_score INTEGER, reasons TEXT NOT NULL, next TEXT NOT NULL, at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
        PRIMARY KEY (tenant, account_hash, name_hash)
      ) STRICT, WITHOUT ROWID`,
      `CREATE TABLE beneficiaries_drops (
        payout_id TEXT PRIMARY KEY, tenant TEXT NOT NULL, account_hash TEXT NOT NULL, key_id TEXT NOT NULL, asked_by TEXT NOT NULL,
        day TEXT NOT NULL, amount_paise INTEGER NOT NULL, opened_at INTEGER NOT NULL, leased_by TEXT, leased_until INTEGER NOT NULL,
        taken_on_at INTEGER, closed_at INTEGER, outcome TEXT
      ) STRICT, WITHOUT ROWID`,
      // Single flight: whatever the code does, an account has at most one drop that is not final.
      "CREATE UNIQUE INDEX beneficiaries_drops_open ON beneficiaries_drops (account_hash) WHERE closed_at IS NULL",
      "CREATE INDEX beneficiaries_drops_by_time ON beneficiaries_drops (opened_at)",
      "CREATE INDEX beneficiaries_drops_by_day ON beneficiaries_drops (day)",
      "CREATE INDEX beneficiaries_drops_by_account ON beneficiaries_drops (account_hash)",
      `CREATE TABLE beneficiaries_consents (
        seq INTEGER PRIMARY KEY, tenant TEXT NOT NULL, account_hash TEXT NOT NULL, kind TEXT NOT NULL, who TEXT NOT NULL, how TEXT NOT NULL,
        at INTEGER NOT NULL
      ) STRICT`,
      "CREATE INDEX beneficiaries_consents_by_account ON beneficiaries_consents (tenant, account_hash)",
      `CREATE TRIGGER beneficiaries_consents_kept BEFORE UPDATE ON beneficiaries_consents
        BEGIN SELECT RAISE(ABORT, 'consents are only added to'); END`,
      `CREATE TRIGGER beneficiaries_consents_stay BEFORE DELETE ON beneficiaries_consents
        BEGIN SELECT RAISE(ABORT, 'consents are only added to'); END`
    ]
  }
]

/** A penny drop's row. Times are ms since 1970 (UTC). */
export interface DropRow {
  readonly payoutId: string
  readonly tenant: string
  readonly openedAt: number
  readonly leasedUntil: number
  /** Null: the payout may or may not have been taken on. */
  readonly takenOnAt: number | null
}

/** Whose word about which account. */
export interface Subject {
  readonly tenant: string
  readonly accountHash: string
}

/** One line of the consents, never changed. */
export interface ConsentEntry {
  readonly kind: "given" | "withdrawn"
  readonly who: string
  readonly how: string
  /** ms since 1970 (UTC). */
  readonly at: number
}

/** Results for every name of an account stand under this hash. */
export const ANY_NAME = ""

/** The newest result that has not run out, of this name or of the account as such. */
export const readResult = (sql: Sql, { tenant, accountHash }: Subject, nameHash: string, now: number): CheckResult | undefined => {
  const [row] = sql.all(
    `SELECT * FROM beneficiaries_results
      WHERE tenant = ?1 AND account_hash = ?2 AND name_hash IN (?3, '') AND expires_at > ?4 ORDER BY at DESC, name_hash DESC LIMIT 1`,
    ...[tenant, accountHash, nameHash, now]
  )
  if (row === undefined) return undefined
  return {
    status: row["status"] as CheckResult["status"],
    by: "stored",
    ...(row["name_score"] === null ? {} : { nameScore: Number(row["name_score"]) }),
    reasons: JSON.parse(String(row["reasons"])) as readonly string[],
    at: Number(row["at"]),
    expiresAt: Number(row["expires_at"]),
    next: String(row["next"])
  }
}

/** Keeps a result until it runs out. */
export const writeResult = (
  sql: Sql,
  { tenant, accountHash }: Subject,
  nameHash: string,
  result: CheckResult & { readonly expiresAt: number }
): void => {
  const { status, by, nameScore, reasons, next, at, expiresAt } = result
  sql.all(
    "INSERT OR REPLACE INTO beneficiaries_results VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    ...[tenant, accountHash, nameHash, status, by, nameScore ?? null, JSON.stringify(reasons), next, at, expiresAt]
  )
}

/** Forgets what was found out about an account. Returns how many results that were. */
export const deleteResults = (sql: Sql, { tenant, accountHash }: Subject): number =>
  sql.all("DELETE FROM beneficiaries_results WHERE tenant = ?1 AND account_hash = ?2 RETURNING 1", tenant, accountHash).length

/** What the bank says against an account ends what was found for it before, whoever asked. */
export const endResults = (sql: Sql, accountHash: string): void => {
  sql.all("DELETE FROM beneficiaries_results WHERE account_hash = ?1", accountHash)
}

/** The account's drop that is not final. */
export const openDropOf = (sql: Sql, accountHash: string): DropRow | undefined =>
  sql.all("SELECT * FROM beneficiaries_drops WHERE account_hash = ?1 AND closed_at IS NULL", accountHash).map(toDrop)[0]

/** Drops that are not final and were made under another key: one of them may be to any account. The 50 oldest. */
export const foreignDrops = (sql: Sql, keyId: string): readonly DropRow[] =>
  sql.all("SELECT * FROM beneficiaries_drops WHERE key_id <> ?1 AND closed_at IS NULL ORDER BY opened_at LIMIT 50", keyId).map(toDrop)

/** Ends a drop; false when it was ended before. */
export const closeDrop = (sql: Sql, payoutId: string, outcome: string, now: number): boolean =>
  sql.all(
    "UPDATE beneficiaries_drops SET closed_at = ?2, outcome = ?3 WHERE payout_id = ?1 AND closed_at IS NULL RETURNING 1",
    ...[payoutId, now, outcome]
  ).length > 0

/** The payout exists: from now on the drop is only looked at. */
export const markTakenOn = (sql: Sql, payoutId: string, now: number): void => {
  sql.all("UPDATE beneficiaries_drops SET taken_on_at = COALESCE(taken_on_at, ?2), leased_until = 0 WHERE payout_id = ?1", payoutId, now)
}

/** Who may give the payout to the payouts API; another one may when the time is up. */
export const leaseDrop = (sql: Sql, payoutId: string, owner: string, until: number): void => {
  sql.all("UPDATE beneficiaries_drops SET leased_by = ?2, leased_until = ?3 WHERE payout_id = ?1", payoutId, owner, until)
}

/** Adds to the consents; the same word of the same person is added once a day. */
export const addConsent = (sql: Sql, { tenant, accountHash }: Subject, { kind, who, how, at }: ConsentEntry, dayStart: number): void => {
  sql.all(
    `INSERT INTO beneficiaries_consents (tenant, account_hash, kind, who, how, at) SELECT ?1, ?2, ?3, ?4, ?5, ?6
      WHERE NOT EXISTS (
        SELECT 1 FROM (SELECT * FROM beneficiaries_consents WHERE tenant = ?1 AND account_hash = ?2 ORDER BY seq DESC LIMIT 1)
        WHERE kind = ?3 AND who = ?4 AND how = ?5 AND at >= ?7
      )`,
    ...[tenant, accountHash, kind, who, how, at, dayStart]
  )
}

/** In the order they were given. */
export const readConsents = (sql: Sql, { tenant, accountHash }: Subject): readonly ConsentEntry[] =>
  sql
    .all("SELECT kind, who, how, at FROM beneficiaries_consents WHERE tenant = ?1 AND account_hash = ?2 ORDER BY seq", tenant, accountHash)
    .map((row) => ({ kind: row["kind"] as ConsentEntry["kind"], who: String(row["who"]), how: String(row["how"]), at: Number(row["at"]) }))

const toDrop = (row: SqlRow): DropRow => ({
  payoutId: String(row["payout_id"]),
  tenant: String(row["tenant"]),
  openedAt: Number(row["opened_at"]),
  leasedUntil: Number(row["leased_until"]),
  takenOnAt: row["taken_on_at"] === null ? null : Number(row["taken_on_at"])
})
