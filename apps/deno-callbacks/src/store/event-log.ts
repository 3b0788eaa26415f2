import type { Vault } from "@hundi/operations/at-rest"
import type { Sql } from "@hundi/operations/sqlite"

/** What is handed on. A hint proves nothing; only `collection.authenticated` says that value may be given, once for a UTR. */
export type EventType =
  | "callback.upi"
  | "callback.cib"
  | "collection.held"
  | "collection.reported"
  | "collection.authenticated"
  | "collection.conflict"
  | "collection.unproved"

/** One event as the receiver sees it. */
export interface HandOn {
  readonly type: EventType
  readonly data: Readonly<Record<string, unknown>>
}

/** Where an event stands in the log. */
export interface EventRow {
  readonly id: number
  readonly subject: string
  readonly seq: number
  readonly at: number
}

export type EventLog = ReturnType<typeof openEventLog>

/** The events in the order in which they became durable; their bodies are closed by the vault, because they name payers (L10). */
export const openEventLog = (sql: Sql, vault: Vault) => ({
  /** To be called in the transaction that does what the event tells of. */
  add: (subject: string, { type, data }: HandOn, at: number): void => {
    const seq = Number(sql.all("SELECT coalesce(max(seq), 0) + 1 AS n FROM callback_events WHERE subject = ?1", subject)[0]?.["n"])
    const text = JSON.stringify({ type, version: 1, timestamp: new Date(at).toISOString(), data: { subject, seq, ...data } }, writeBigint)
    const body = vault.seal(text, placeOf(subject, seq))
    sql.all("INSERT INTO callback_events (subject, seq, type, at, body) VALUES (?1, ?2, ?3, ?4, ?5)", subject, seq, type, at, body)
  },
  after: (id: number, limit: number): readonly EventRow[] =>
    sql.all("SELECT id, subject, seq, at FROM callback_events WHERE id > ?1 ORDER BY id LIMIT ?2", id, limit).map((row) => ({
      id: Number(row["id"]), subject: String(row["subject"]), seq: Number(row["seq"]), at: Number(row["at"])
    })),
  /** The body as it is sent, JSON. @throws HundiError CONFIGURATION when the vault's key is missing */
  body: (subject: string, seq: number): string | undefined => {
    const row = sql.all("SELECT body FROM callback_events WHERE subject = ?1 AND seq = ?2", subject, seq)[0]
    return row === undefined ? undefined : vault.open(String(row["body"]), placeOf(subject, seq))
  },
  forget: (before: number): void => void sql.all("DELETE FROM callback_events WHERE at < ?1", before)
})

const placeOf = (subject: string, seq: number) => ({ row: `${subject} ${seq}`, column: "event" })

/** Money is a decimal string of paise. */
const writeBigint = (_: string, value: unknown): unknown => (typeof value === "bigint" ? value.toString() : value)
