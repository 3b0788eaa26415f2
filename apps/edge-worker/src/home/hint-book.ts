import type { ObjectStorage } from "cloudflare:workers"
import { objectSql } from "../journal/object-sql.ts"

/** What is remembered of one order for a day: keyed digests and two times, so that nothing of the payment can be read from it. */
export interface Hint {
  readonly state: "asked" | "taken"
  /** ms since 1970 (UTC) */
  readonly at: number
}

/** The hints of one object, each deleted within a day by the object's alarm. */
export interface HintBook {
  readonly note: (digest: string, state: Hint["state"], now: number) => Promise<void>
  readonly find: (digest: string) => Hint | undefined
  /** Deletes what is old, and sets the alarm for the next. */
  readonly forget: (now: number) => Promise<void>
}

/**
 * At most a day: what is processed abroad is to be deleted there within 24 hours (RBI, Storage of Payment System Data of 6 April 2018, and
 * its questions and answers of 26 June 2019). An hour is left for a late alarm.
 */
const KEEP_MS = 23 * 3_600_000

export const openHintBook = (storage: ObjectStorage): HintBook => {
  const sql = objectSql(storage)
  sql.all("CREATE TABLE IF NOT EXISTS edge_hints (digest TEXT PRIMARY KEY, state TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID")
  sql.all("CREATE INDEX IF NOT EXISTS edge_hints_at ON edge_hints (at)")
  const oldest = (): number | undefined => {
    const [row] = sql.all("SELECT min(at) AS at FROM edge_hints")
    const at = row?.["at"] ?? null
    return at === null ? undefined : Number(at)
  }
  const arm = (): void => {
    const at = oldest()
    if (at !== undefined) void storage.setAlarm(at + KEEP_MS).catch(() => undefined)
  }
  return {
    note: async (digest, state, now) => {
      const isFirst = oldest() === undefined
      // The first time counts: an order that is repeated every hour is forgotten all the same.
      sql.all("INSERT INTO edge_hints (digest, state, at) VALUES (?1, ?2, ?3) ON CONFLICT (digest) DO UPDATE SET state = ?2", digest, state, now)
      // In the turn of the write: what is kept has its end.
      if (isFirst) arm()
      await storage.sync()
    },
    find: (digest) => {
      const [row] = sql.all("SELECT state, at FROM edge_hints WHERE digest = ?1", digest)
      return row === undefined ? undefined : { state: row["state"] === "taken" ? "taken" : "asked", at: Number(row["at"]) }
    },
    forget: async (now) => {
      sql.all("DELETE FROM edge_hints WHERE at <= ?1", now - KEEP_MS)
      arm()
      await storage.sync()
    }
  }
}
