import type { PayoutChange } from "@hundi/core"
import { type ChangeFeed, createOutbox, type Outbox, type SendWebhook, signWebhook } from "@hundi/operations/outbox"
import type { Sql } from "@hundi/operations/sqlite"
import type { EventLog, EventRow } from "../store/event-log.ts"

/** Where events go: https, or http to this machine. */
export interface Receiver {
  readonly url: string
  /** `whsec_...`, the newest first. */
  readonly secrets: readonly string[]
}

export interface HandOnOptions {
  readonly sql: Sql
  readonly events: EventLog
  readonly receiver: Receiver
  readonly send: typeof fetch
  /** ms since 1970 (UTC). */
  readonly now: () => number
}

/** The one endpoint. Its deliveries are remembered under this id. */
const ENDPOINT = "default"

/**
 * Hands events on through the outbox of the operations: at least once, signed, the events of one UTR or reference in their order, with its
 * repeats, dead letters and leases. The outbox was made for payouts and writes a body of its own; what leaves is the event's body, signed
 * anew under the same id and time.
 * @throws HundiError CONFIGURATION for an address or a secret that would leak or fail
 */
export const createHandOn = ({ sql, events, receiver, send, now }: HandOnOptions): Outbox => {
  const sendEvent: SendWebhook = async (url, request) => {
    const { data } = JSON.parse(request.body) as { readonly data: { readonly payoutId: string; readonly seq: number } }
    const body = events.body(data.payoutId, data.seq)
    // Forgotten, because it is older than what the outbox keeps.
    if (body === undefined) return { status: 200 }
    const id = request.headers["webhook-id"] ?? ""
    const timestampS = Number(request.headers["webhook-timestamp"])
    const headers = { ...request.headers, "webhook-signature": signWebhook({ id, timestampS, body }, receiver.secrets) }
    return send(url, { ...request, headers, body })
  }
  return createOutbox({ sql, journal: feedOf(events), now, send: sendEvent, endpoints: [{ id: ENDPOINT, ...receiver }] })
}

/** The log as the outbox reads it. */
const feedOf = (events: EventLog): ChangeFeed => ({
  changesSince: async (cursor, limit) => {
    const rows = events.after(Number(cursor ?? 0), limit)
    const last = rows.at(-1)
    return { changes: rows.map(changeOf), cursor: last === undefined ? cursor : String(last.id) }
  }
})

/**
 * Held for another reason is news each time, so that no event is left out; and an ended subject's mark may be forgotten, which keeps the
 * outbox small.
 */
const changeOf = ({ id, subject, seq, at }: EventRow): PayoutChange => ({
  ...{ payoutId: `callbacks/${subject}`, seq, at, kind: "held", status: "cancelled", amountPaise: 0n },
  ...{ reference: null, rrn: null, reason: `event ${id}` }
})
