import { asHundiError, HundiError, idOf, invalid, type Journal } from "@hundi/core"
import type { Sql } from "../store/sql.ts"
import { checkEndpoint, type Endpoint } from "./check-endpoint.ts"
import { type DeadLetter, type EndpointStanding, openDeliveryStore, type TryEnd } from "./delivery-store.ts"
import { openEventStore } from "./event-store.ts"
import { sendDelivery, type SendWebhook } from "./send-delivery.ts"

/** What the outbox needs of the journal: to read on in its history. */
export type ChangeFeed = Pick<Journal, "changesSince">

export interface OutboxOptions {
  readonly sql: Sql
  readonly journal: ChangeFeed
  /** ms since 1970 (UTC). */
  readonly now: () => number
  /** `fetch`, or what fits. */
  readonly send: SendWebhook
  readonly endpoints: readonly Endpoint[]
  /** Deliveries under way at once per endpoint; 8 unless told. */
  readonly parallel?: number
  /** 15 s unless told. */
  readonly timeoutMs?: number
  /** How long events are kept for a replay, ms; 30 days unless told, at least seven. */
  readonly keepForMs?: number
  /** Events of payouts' changes before this time are not sent, ms since 1970 (UTC): set it where the journal is older than its webhooks. */
  readonly collectFrom?: number
}

/** What one round did. */
export interface TickResult {
  /** Changes that became events. */
  readonly collected: number
  readonly delivered: number
  /** Tries that failed and are repeated. */
  readonly failed: number
  /** Deliveries given up. */
  readonly dead: number
  /** The journal could not be read; what was collected before was delivered all the same. */
  readonly fault?: HundiError
  /** When to call again at the latest, ms since 1970 (UTC); null when nothing waits. New changes want a call as well. */
  readonly nextAt: number | null
}

/** Which events to send again. */
export interface Replay {
  /** Events since then, ms since 1970 (UTC). */
  readonly from: number
  /** Your own id of one payout; all payouts unless told. */
  readonly payoutId?: string
  readonly tenant?: string
  /** All endpoints unless told. */
  readonly endpointId?: string
}

export interface Outbox {
  /** Collects, and delivers what is due. `signal` ends it after what is under way. Faults of receivers and journal are in the result. */
  readonly tick: (signal?: AbortSignal) => Promise<TickResult>
  /** Reads the journal's new changes. Returns how many became events. Rejects when the journal cannot be read; nothing is skipped. */
  readonly collect: () => Promise<number>
  /**
   * Sends kept events again, under their old ids. Returns how many deliveries began anew.
   * @throws HundiError NOT_FOUND for an endpoint that is not set up
   */
  readonly replay: (order: Replay) => number
  /** Lets an endpoint that answered 410 be called again; what has waited goes first. @throws HundiError NOT_FOUND */
  readonly enable: (endpointId: string) => void
  /** Deliveries that were given up, newest first. */
  readonly deadLetters: (limit?: number) => readonly DeadLetter[]
  readonly standings: () => readonly EndpointStanding[]
  readonly nextDueAt: () => number | null
}

const DAY_MS = 86_400_000
const PAGE = 500
/** Over the time-out, so that a lease does not lapse while its holder still waits for the answer. */
const LEASE_MARGIN_MS = 15_000

/**
 * Tells your own systems what became of payouts: signed (Standard Webhooks), at least once, each payout's events in order, replayable.
 * An event goes out only after the journal has it. A receiver handles each `webhook-id` once.
 *
 * @throws HundiError CONFIGURATION for an endpoint that would leak or fail
 * @example
 * const endpoints = [{ id: "erp", url: "https://erp.example/hooks/hundi", secrets: [secret] }]
 * const outbox = createOutbox({ sql: openOperationsSql(".hundi/journal.sqlite"), journal, now: Date.now, send: fetch, endpoints })
 * const { nextAt } = await outbox.tick()
 */
export const createOutbox = (options: OutboxOptions): Outbox => {
  const { sql, journal, now, send, endpoints, parallel = 8, timeoutMs = 15_000, keepForMs = 30 * DAY_MS, collectFrom = 0 } = options
  check(options)
  const events = openEventStore(sql, endpoints, now(), collectFrom)
  const deliveries = openDeliveryStore(sql)

  const collect = async (): Promise<number> => {
    let collected = 0
    for (;;) {
      const cursor = events.cursor()
      const page = await journal.changesSince(cursor, PAGE)
      if (page.changes.length === 0) return collected
      collected += events.addPage(cursor, page, now()) ?? 0
      if (page.cursor === cursor) throw noCursor()
    }
  }
  const runLane = async (endpoint: Endpoint, ends: TryEnd[], signal: AbortSignal | undefined): Promise<void> => {
    while (signal?.aborted !== true) {
      const delivery = deliveries.claim(endpoint.id, now(), now() + timeoutMs + LEASE_MARGIN_MS)
      if (delivery === undefined) return
      const end = await sendDelivery(delivery, endpoint, { send, now, timeoutMs })
      if (deliveries.end(delivery, end, now())) ends.push(end)
    }
  }
  const endpointsOf = (endpointId?: string): readonly Endpoint[] => {
    const found = endpoints.filter(({ id }) => endpointId === undefined || id === endpointId)
    if (found.length === 0) throw new HundiError("NOT_FOUND", "no endpoint of that id is set up")
    return found
  }
  const nextDueAt = (): number | null => {
    const times = endpoints.map(({ id }) => deliveries.nextDueAt(id)).filter((at) => at !== null)
    return times.length === 0 ? null : Math.min(...times)
  }

  return {
    tick: async (signal) => {
      const read = await collect().then(
        (collected) => ({ collected }),
        (cause: unknown) => ({ collected: 0, fault: asHundiError(cause, "JOURNAL_UNAVAILABLE", "the journal's changes could not be read") })
      )
      const ends: TryEnd[] = []
      const lanes = endpoints.flatMap((endpoint) => Array.from({ length: parallel }, () => runLane(endpoint, ends, signal)))
      await Promise.all(lanes)
      deliveries.forget(now() - keepForMs, now())
      const count = (...kinds: readonly TryEnd["kind"][]): number => ends.filter(({ kind }) => kinds.includes(kind)).length
      return { ...read, delivered: count("delivered"), failed: count("again", "gone"), dead: count("dead"), nextAt: nextDueAt() }
    },
    collect,
    replay: ({ from, payoutId, tenant, endpointId }) => {
      const only = { from, payoutId: payoutId === undefined ? undefined : idOf(payoutId, tenant) }
      return endpointsOf(endpointId).reduce((sum, endpoint) => sum + deliveries.replay(endpoint, only, now()), 0)
    },
    enable: (endpointId) => {
      for (const { id } of endpointsOf(endpointId)) deliveries.enable(id, now())
    },
    deadLetters: (limit = 100) => deliveries.deadLetters(limit),
    standings: () => endpoints.map(({ id }) => deliveries.standing(id)),
    nextDueAt
  }
}

const noCursor = (): HundiError =>
  new HundiError("JOURNAL_UNAVAILABLE", "the journal gave changes without a new cursor: its changesSince is at fault")

const check = ({ endpoints, parallel = 8, timeoutMs = 15_000, keepForMs = 30 * DAY_MS }: OutboxOptions): void => {
  endpoints.forEach(checkEndpoint)
  if (new Set(endpoints.map(({ id }) => id)).size !== endpoints.length) throw new HundiError("CONFIGURATION", "two endpoints have the same id")
  if (!Number.isSafeInteger(parallel) || parallel < 1 || parallel > 64) throw invalid("parallel", "1 to 64")
  if (!Number.isSafeInteger(timeoutMs) || timeoutMs < 1 || timeoutMs > 120_000) throw invalid("timeoutMs", "1 to 120000")
  if (!(keepForMs >= 7 * DAY_MS)) throw invalid("keepForMs", "at least seven days: a delivery is tried for three")
}
