import type { Sql, SqlRow } from "../store/sql.ts"
import type { Endpoint } from "./check-endpoint.ts"
import { wants } from "./event-store.ts"
import type { PayoutEventType } from "./payout-event.ts"

/** One delivery under a lease. Times are ms since 1970 (UTC). */
export interface Delivery {
  readonly endpointId: string
  readonly eventId: string
  readonly payoutId: string
  readonly body: string
  /** This one included. */
  readonly tries: number
  readonly firstAt: number
  /** The right to say what came of it. */
  readonly lease: number
}

/** A delivery that was given up. `replay` sends it again. */
export interface DeadLetter {
  readonly endpointId: string
  readonly eventId: string
  readonly payoutId: string
  readonly type: PayoutEventType
  readonly tries: number
  /** What the last try met. */
  readonly fault: string
  readonly endedAt: number
}

export interface EndpointStanding {
  readonly id: string
  /** When it answered 410 Gone; nothing is sent to it until `enable`. */
  readonly disabledAt: number | null
  readonly waiting: number
  readonly dead: number
}

/** What came of a try. */
export type TryEnd =
  | { readonly kind: "delivered" }
  | { readonly kind: "again"; readonly at: number; readonly fault: string }
  | { readonly kind: "dead"; readonly fault: string }
  | { readonly kind: "gone" }

interface ReplayOf {
  readonly from: number
  /** The journal's id; all payouts when undefined. */
  readonly payoutId: string | undefined
}

/** Who is to get what, and when. @internal */
export const openDeliveryStore = (sql: Sql) => ({ ...openTries(sql), ...openRounds(sql), ...openStandings(sql) })

/** Lets the next event of that payout go. */
const advance = (sql: Sql, endpointId: string, payoutId: string, now: number): void =>
  void sql.all(
    `UPDATE outbox_deliveries SET next_at = ?3 WHERE endpoint = ?1 AND payout_id = ?2 AND state = 'waiting' AND next_at IS NULL
     AND seq = (SELECT min(seq) FROM outbox_deliveries WHERE endpoint = ?1 AND payout_id = ?2 AND state = 'waiting')`,
    ...([endpointId, payoutId, now] as const)
  )

/** One try after the other. */
const openTries = (sql: Sql) => ({
  /** The next delivery for an endpoint, leased: until `leaseUntil` nobody else gets it. Undefined: nothing is due, or it is disabled. */
  claim: (endpointId: string, now: number, leaseUntil: number): Delivery | undefined => {
    const row = sql.all(
      `UPDATE outbox_deliveries SET tries = tries + 1, first_at = coalesce(first_at, ?2), next_at = ?3, lease = lease + 1
       WHERE endpoint = ?1 AND event = (
         SELECT event FROM outbox_deliveries WHERE endpoint = ?1 AND state = 'waiting' AND next_at <= ?2 ORDER BY next_at LIMIT 1)
       AND NOT EXISTS (SELECT 1 FROM outbox_disabled WHERE endpoint = ?1)
       RETURNING *, (SELECT body FROM outbox_events WHERE id = event) AS body`,
      ...([endpointId, now, leaseUntil] as const)
    )[0]
    return row === undefined ? undefined : deliveryOf(row)
  },
  /** Writes what came of a try. False: the lease has lapsed and somebody else has it, or a replay began it anew. */
  end: ({ endpointId, eventId, payoutId, lease }: Delivery, end: TryEnd, now: number): boolean =>
    sql.transact(() => {
      const isOver = end.kind === "delivered" || end.kind === "dead"
      const nextAt = isOver ? null : end.kind === "again" ? end.at : now
      const fault = end.kind === "delivered" ? null : end.kind === "gone" ? "HTTP 410" : end.fault
      const written = sql.all(
        `UPDATE outbox_deliveries SET state = ?4, next_at = ?5, ended_at = ?6, last_fault = ?7
         WHERE endpoint = ?1 AND event = ?2 AND lease = ?3 AND state = 'waiting' RETURNING event`,
        ...([endpointId, eventId, lease, isOver ? end.kind : "waiting", nextAt, isOver ? now : null, fault] as const)
      )
      if (end.kind === "gone") sql.all("INSERT INTO outbox_disabled (endpoint, at) VALUES (?1, ?2) ON CONFLICT DO NOTHING", endpointId, now)
      if (written.length > 0 && isOver) advance(sql, endpointId, payoutId, now)
      return written.length > 0
    })
})

/** What concerns many deliveries at once. */
const openRounds = (sql: Sql) => ({
  /** Begins deliveries of kept events anew for one endpoint, in order per payout. Returns how many. */
  replay: (endpoint: Endpoint, { from, payoutId }: ReplayOf, now: number): number =>
    sql.transact(() => {
      const events = sql
        .all("SELECT id, payout_id, seq, type FROM outbox_events WHERE at >= ?1 AND (?2 IS NULL OR payout_id = ?2)", from, payoutId ?? null)
        .filter((row) => wants(endpoint, String(row["type"]), String(row["payout_id"])))
      for (const row of events) {
        sql.all(
          `INSERT INTO outbox_deliveries (endpoint, event, payout_id, seq) VALUES (?1, ?2, ?3, ?4)
           ON CONFLICT (endpoint, event) DO UPDATE SET
             state = 'waiting', tries = 0, first_at = NULL, next_at = NULL, lease = lease + 1, ended_at = NULL, last_fault = NULL`,
          ...([endpoint.id, String(row["id"]), String(row["payout_id"]), Number(row["seq"])] as const)
        )
      }
      for (const id of new Set(events.map((row) => String(row["payout_id"])))) {
        sql.all("UPDATE outbox_deliveries SET next_at = NULL WHERE endpoint = ?1 AND payout_id = ?2 AND state = 'waiting'", endpoint.id, id)
        advance(sql, endpoint.id, id, now)
      }
      return events.length
    }),
  enable: (endpointId: string, now: number): void =>
    sql.transact(() => {
      sql.all("DELETE FROM outbox_disabled WHERE endpoint = ?1", endpointId)
      sql.all(
        `UPDATE outbox_deliveries SET tries = 0, first_at = NULL, next_at = ?2, lease = lease + 1
         WHERE endpoint = ?1 AND state = 'waiting' AND next_at IS NOT NULL`,
        ...([endpointId, now] as const)
      )
    }),
  /** What waited for that long becomes a dead letter first, so that nothing goes without a trace. */
  forget: (before: number, now: number): void =>
    sql.transact(() => {
      const late = sql.all(
        `UPDATE outbox_deliveries SET state = 'dead', next_at = NULL, ended_at = ?2, last_fault = coalesce(last_fault, 'waited too long')
         WHERE state = 'waiting' AND event IN (SELECT id FROM outbox_events WHERE collected_at < ?1) RETURNING endpoint, payout_id`,
        ...([before, now] as const)
      )
      for (const row of late) advance(sql, String(row["endpoint"]), String(row["payout_id"]), now)
      sql.all("DELETE FROM outbox_deliveries WHERE ended_at < ?1", before)
      sql.all("DELETE FROM outbox_events WHERE collected_at < ?1 AND NOT EXISTS (SELECT 1 FROM outbox_deliveries WHERE event = id)", before)
      sql.all("DELETE FROM outbox_payouts WHERE is_final = 1 AND at < ?1", before)
    })
})

/** What people look at. */
const openStandings = (sql: Sql) => {
  const disabledAt = (endpointId: string): number | null => {
    const at = sql.all("SELECT at FROM outbox_disabled WHERE endpoint = ?1", endpointId)[0]?.["at"]
    return typeof at === "number" ? at : null
  }
  return {
    standing: (endpointId: string): EndpointStanding => {
      const count = (state: string): number =>
        Number(sql.all("SELECT count(*) AS n FROM outbox_deliveries WHERE endpoint = ?1 AND state = ?2", endpointId, state)[0]?.["n"] ?? 0)
      return { id: endpointId, disabledAt: disabledAt(endpointId), waiting: count("waiting"), dead: count("dead") }
    },
    deadLetters: (limit: number): readonly DeadLetter[] =>
      sql
        .all(
          `SELECT d.*, e.type AS type FROM outbox_deliveries d JOIN outbox_events e ON e.id = d.event
           WHERE d.state = 'dead' ORDER BY d.ended_at DESC, d.seq DESC LIMIT ?1`,
          limit
        )
        .map(deadLetterOf),
    nextDueAt: (endpointId: string): number | null => {
      if (disabledAt(endpointId) !== null) return null
      const at = sql.all(
        "SELECT min(next_at) AS at FROM outbox_deliveries WHERE endpoint = ?1 AND state = 'waiting' AND next_at IS NOT NULL",
        endpointId
      )[0]?.["at"]
      return typeof at === "number" ? at : null
    }
  }
}

const deliveryOf = (row: SqlRow): Delivery => ({
  endpointId: String(row["endpoint"]),
  eventId: String(row["event"]),
  payoutId: String(row["payout_id"]),
  body: String(row["body"]),
  tries: Number(row["tries"]),
  firstAt: Number(row["first_at"]),
  lease: Number(row["lease"])
})

const deadLetterOf = (row: SqlRow): DeadLetter => ({
  endpointId: String(row["endpoint"]),
  eventId: String(row["event"]),
  payoutId: String(row["payout_id"]),
  type: row["type"] as PayoutEventType,
  tries: Number(row["tries"]),
  fault: String(row["last_fault"] ?? ""),
  endedAt: Number(row["ended_at"])
})
