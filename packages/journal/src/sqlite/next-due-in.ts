import type { Sql } from "../sql.ts"

/**
 * When the journal has something to do next, ms since 1970 (UTC), read in the caller's own turn, as a Durable Object needs it to set its
 * alarm in the commit that made it due; null when nothing waits. Both queues, as `nextDueAt` reads them: what is paused waits for people.
 */
export const nextDueIn = (sql: Sql): number | null => {
  const [row] = sql.all(
    `SELECT min(at) AS at FROM (
       SELECT min(look_at) AS at FROM payouts WHERE lane = 0 AND look_at IS NOT NULL AND rail NOT IN (SELECT rail FROM pauses)
       UNION ALL SELECT min(look_at) FROM payouts WHERE lane = 1 AND look_at IS NOT NULL)`
  )
  const at = row?.["at"] ?? null
  return at === null ? null : Number(at)
}
