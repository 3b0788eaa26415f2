import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"
import { migrateArea, type Sql, type SqlRow } from "../store/sql.ts"
import { inboxMigrations } from "./inbox-migrations.ts"
import type { CallbackFacts, CallbackSource, Says } from "./read-callback.ts"

/**
 * Where a hint stands. `open`: it will be looked at again at `nextAt`. `asked`: our enquiry was made due. `agrees`: it said what was known,
 * or was out of date. `answered`: the contradiction that it told of has been resolved. `held`: the payout waits for people.
 * `people`: no program can resolve it.
 */
export type HintState = "open" | "asked" | "agrees" | "answered" | "held" | "people"

/** One kept hint. Times are ms since 1970 (UTC). */
export interface HintView extends CallbackFacts {
  readonly id: number
  readonly source: CallbackSource
  /** The journal's id; null while the journal could not be asked. */
  readonly payoutId: string | null
  readonly receivedAt: number
  readonly state: HintState
  /** How often it was followed up. */
  readonly looks: number
  readonly nextAt: number | null
}

/** Which hints; newest first. */
export interface HintQuery {
  readonly state?: HintState
  readonly payoutId?: string
  /** The id of the last one of the page before. */
  readonly before?: number
  /** 50 unless told. */
  readonly limit?: number
}

export type HintStore = ReturnType<typeof openHintStore>

/** A wake-up is remembered for this long, to bound how often a payout's callbacks may ask. */
const WAKE_WINDOW_MS = 2 * 3_600_000
/** NPCI's rule for UPI: at most three enquiries within two hours (MONEY.md, Ladders). */
const WAKES_PER_WINDOW = 3
const WAKE_GAP_MS = 30_000

/** The inbox's tables. @internal */
export const openHintStore = (sql: Sql, now: number) => {
  migrateArea(sql, "inbox", inboxMigrations, now)
  const first = (text: string, ...parameters: Parameters<Sql["all"]> extends [string, ...infer P] ? P : never): SqlRow | undefined =>
    sql.all(text, ...parameters)[0]
  const close = (id: number, state: HintState, at: number): void =>
    void sql.all("UPDATE inbox_hints SET state = ?2, next_at = NULL, closed_at = ?3 WHERE id = ?1", id, state, at)

  return {
    /** The hint of the same bytes, or of the same reference, words and number: envelopes of one message differ. */
    find: (digest: string, content: string): HintView | undefined => {
      const row = first("SELECT * FROM inbox_hints WHERE digest = ?1 OR content = ?2 ORDER BY id LIMIT 1", digest, content)
      return row === undefined ? undefined : viewOf(row)
    },
    /** Undefined: it is known, or the payout has so many that one more says nothing. */
    add: (hint: NewHint, most: number): HintView | undefined =>
      sql.transact(() => {
        const { digest, content, source, reference, code, bankNumber, says, payoutId, receivedAt, nextAt } = hint
        const kept = first("SELECT count(*) AS n FROM (SELECT 1 FROM inbox_hints WHERE payout_id IS ?1 LIMIT ?2)", payoutId, most)
        if (Number(kept?.["n"]) >= most) return undefined
        const row = first(
          `INSERT INTO inbox_hints (digest, content, source, reference, code, bank_number, says, payout_id, received_at, next_at)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING RETURNING *`,
          ...([digest, content, source, reference, code, bankNumber, says, payoutId, receivedAt, nextAt] as const)
        )
        return row === undefined ? undefined : viewOf(row)
      }),
    place: (id: number, payoutId: string): HintView | undefined => {
      const row = first("UPDATE inbox_hints SET payout_id = ?2 WHERE id = ?1 RETURNING *", id, payoutId)
      return row === undefined ? undefined : viewOf(row)
    },
    remove: (id: number): void => void sql.all("DELETE FROM inbox_hints WHERE id = ?1", id),
    again: (id: number, nextAt: number, looks: number): void =>
      void sql.all("UPDATE inbox_hints SET next_at = ?2, looks = ?3 WHERE id = ?1", id, nextAt, looks),
    close,
    /** After the journal has made the payout due, so that a crash in between asks twice rather than never. */
    woke: (hint: HintView, payoutId: string, at: number, next: { readonly at: number; readonly looks: number } | undefined): void =>
      sql.transact(() => {
        sql.all("INSERT INTO inbox_wakes (payout_id, at) VALUES (?1, ?2)", payoutId, at)
        if (next === undefined) close(hint.id, "asked", at)
        else sql.all("UPDATE inbox_hints SET next_at = ?2, looks = ?3 WHERE id = ?1", hint.id, next.at, next.looks)
      }),
    wokenSince: (payoutId: string, since: number): boolean =>
      first("SELECT 1 FROM inbox_wakes WHERE payout_id = ?1 AND at >= ?2 LIMIT 1", payoutId, since) !== undefined,
    /** When callbacks may make this payout due again. */
    nextWakeAt: (payoutId: string, now: number): number => {
      const recent = sql.all("SELECT at FROM inbox_wakes WHERE payout_id = ?1 AND at > ?2 ORDER BY at DESC", payoutId, now - WAKE_WINDOW_MS)
      const times = recent.map((row) => Number(row["at"]))
      const last = times[0]
      const oldest = times[WAKES_PER_WINDOW - 1]
      return Math.max(now, last === undefined ? 0 : last + WAKE_GAP_MS, oldest === undefined ? 0 : oldest + WAKE_WINDOW_MS)
    },
    due: (now: number, limit: number): readonly HintView[] =>
      sql.all("SELECT * FROM inbox_hints WHERE next_at <= ?1 ORDER BY next_at, id LIMIT ?2", now, limit).map(viewOf),
    nextDueAt: (): number | null => {
      const at = first("SELECT min(next_at) AS at FROM inbox_hints WHERE next_at IS NOT NULL")?.["at"]
      return typeof at === "number" ? at : null
    },
    list: ({ state, payoutId, before, limit = 50 }: HintQuery): readonly HintView[] =>
      sql
        .all(
          `SELECT * FROM inbox_hints WHERE (?1 IS NULL OR state = ?1) AND (?2 IS NULL OR payout_id = ?2) AND (?3 IS NULL OR id < ?3)
           ORDER BY id DESC LIMIT ?4`,
          ...([state ?? null, payoutId ?? null, before ?? null, limit] as const)
        )
        .map(viewOf),
    forget: (before: number, now: number): void => {
      sql.all("DELETE FROM inbox_hints WHERE closed_at < ?1", before)
      sql.all("DELETE FROM inbox_wakes WHERE at <= ?1", now - WAKE_WINDOW_MS)
    }
  }
}

interface NewHint extends CallbackFacts {
  readonly digest: string
  readonly content: string
  readonly source: CallbackSource
  readonly payoutId: string | null
  readonly receivedAt: number
  readonly nextAt: number
}

/** Two callbacks of the same content are one hint, however they were sealed. @internal */
export const contentOf = (source: CallbackSource, { reference, code, bankNumber }: CallbackFacts): string =>
  bytesToHex(sha256(utf8ToBytes(JSON.stringify([source, reference, code, bankNumber]))))

const viewOf = (row: SqlRow): HintView => ({
  id: Number(row["id"]),
  source: row["source"] as CallbackSource,
  reference: String(row["reference"]),
  code: String(row["code"]),
  bankNumber: textOf(row["bank_number"]),
  says: row["says"] as Says,
  payoutId: textOf(row["payout_id"]),
  receivedAt: Number(row["received_at"]),
  state: row["state"] as HintState,
  looks: Number(row["looks"]),
  nextAt: typeof row["next_at"] === "number" ? row["next_at"] : null
})

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null)
