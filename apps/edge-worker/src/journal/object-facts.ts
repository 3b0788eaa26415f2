import type { Sql } from "@hundi/journal/sql"

/** What an object must never forget about itself. */
export interface ObjectFacts {
  /** Refuses a change of mode, which would make known orders unknown. Returns the rule that is broken; undefined when all is well. */
  readonly keepMode: (mode: "home" | "object") => string | undefined
  readonly mode: () => string | undefined
  readonly keepShard: (shard: number) => void
  readonly shard: () => number | undefined
  /**
   * Binds an idempotency key to a payout id, for ever: the key's shard is not always the id's. Returns the id that it is bound to.
   * Within one rail, as the journal's own scope has it (MONEY.md, L6).
   */
  readonly bindKey: (rail: string, key: string, payoutId: string) => string
}

/** Opens the few rows beside the journal. */
export const openObjectFacts = (sql: Pick<Sql, "all">): ObjectFacts => {
  sql.all("CREATE TABLE IF NOT EXISTS edge_facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID")
  sql.all("CREATE TABLE IF NOT EXISTS edge_keys (rail TEXT NOT NULL, key TEXT NOT NULL, payout_id TEXT NOT NULL, PRIMARY KEY (rail, key)) STRICT, WITHOUT ROWID")
  const read = (name: string): string | undefined => {
    const [row] = sql.all("SELECT value FROM edge_facts WHERE name = ?1", name)
    return row === undefined ? undefined : String(row["value"])
  }
  const keep = (name: string, value: string): string => {
    sql.all("INSERT INTO edge_facts (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING", name, value)
    return read(name) ?? value
  }
  return {
    keepMode: (mode) => {
      const kept = keep("mode", mode)
      if (kept === mode) return undefined
      return `HUNDI_EDGE_JOURNAL was another when these objects took their first order, and the journal of that time is ${kept === "home" ? "at home" : "in them"}: set it back, or deploy under another name and with new ids`
    },
    mode: () => read("mode"),
    keepShard: (shard) => void keep("shard", String(shard)),
    shard: () => {
      const kept = read("shard")
      return kept === undefined ? undefined : Number(kept)
    },
    bindKey: (rail, key, payoutId) => {
      sql.all("INSERT INTO edge_keys (rail, key, payout_id) VALUES (?1, ?2, ?3) ON CONFLICT (rail, key) DO NOTHING", rail, key, payoutId)
      const [row] = sql.all("SELECT payout_id FROM edge_keys WHERE rail = ?1 AND key = ?2", rail, key)
      return String(row?.["payout_id"])
    }
  }
}
