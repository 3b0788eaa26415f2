import { type ChangePage, finalStatuses, HundiError, type PayoutChange } from "@hundi/core"
import { migrateArea, type Sql } from "../store/sql.ts"
import type { Endpoint } from "./check-endpoint.ts"
import { outboxMigrations } from "./outbox-migrations.ts"
import { eventIdOf, eventOf, type PayoutEvent } from "./payout-event.ts"

/** Events as they are collected from the journal's history. @internal */
export const openEventStore = (sql: Sql, endpoints: readonly Endpoint[], now: number, collectFrom: number) => {
  migrateArea(sql, "outbox", outboxMigrations, now)

  const cursor = (): string | null => {
    const value = sql.all("SELECT cursor FROM outbox_cursor")[0]?.["cursor"]
    return typeof value === "string" ? value : null
  }
  const addEvent = (change: PayoutChange, event: PayoutEvent, at: number): void => {
    const id = eventIdOf(change)
    const { payoutId, seq } = change
    sql.all(
      "INSERT INTO outbox_events (id, payout_id, seq, type, at, collected_at, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
      ...([id, payoutId, seq, event.type, change.at, at, JSON.stringify(event)] as const)
    )
    for (const endpoint of endpoints) {
      if (!wants(endpoint, event.type, payoutId)) continue
      sql.all(
        `INSERT INTO outbox_deliveries (endpoint, event, payout_id, seq, next_at)
         SELECT ?1, ?2, ?3, ?4, CASE WHEN EXISTS
           (SELECT 1 FROM outbox_deliveries WHERE endpoint = ?1 AND payout_id = ?3 AND state = 'waiting') THEN NULL ELSE ?5 END
         WHERE true ON CONFLICT DO NOTHING`,
        ...([endpoint.id, id, payoutId, seq, at] as const)
      )
    }
  }
  /** False: it was collected before. */
  const addChange = (change: PayoutChange, at: number): boolean => {
    const known = sql.all("SELECT seq, mark FROM outbox_payouts WHERE payout_id = ?1", change.payoutId)[0]
    const last = known === undefined ? undefined : Number(known["seq"])
    if (last !== undefined && change.seq <= last) return false
    if (last !== undefined && change.seq > last + 1) throw gap(last + 1)
    const { mark, event } = eventOf(change, known === undefined ? undefined : String(known["mark"]))
    sql.all(
      `INSERT INTO outbox_payouts (payout_id, seq, mark, at, is_final) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT (payout_id) DO UPDATE SET seq = ?2, mark = ?3, at = ?4, is_final = ?5`,
      ...([change.payoutId, change.seq, mark, at, finalStatuses.includes(change.status) ? 1 : 0] as const)
    )
    if (event === undefined || change.at < collectFrom) return false
    addEvent(change, event, at)
    return true
  }

  return {
    cursor,
    /** One page and its cursor, all or nothing. Undefined: another worker has taken it meanwhile. */
    addPage: (from: string | null, { changes, cursor: next }: ChangePage, at: number): number | undefined =>
      sql.transact(() => {
        if (cursor() !== from) return undefined
        const added = changes.filter((change) => addChange(change, at)).length
        sql.all("INSERT INTO outbox_cursor (only, cursor) VALUES (1, ?1) ON CONFLICT (only) DO UPDATE SET cursor = ?1", next)
        return added
      })
  }
}

/** @internal */
export const wants = ({ types, tenant }: Endpoint, type: string, payoutId: string): boolean =>
  (types === undefined || types.some((one) => one === type)) && (tenant === undefined || payoutId.startsWith(`${tenant}/`))

const gap = (seq: number): HundiError =>
  new HundiError(
    "JOURNAL_UNAVAILABLE",
    `the journal's history of a payout came without its event ${seq}; nothing was skipped, and the page is read again. If it stays so, run verify-audit`
  )
