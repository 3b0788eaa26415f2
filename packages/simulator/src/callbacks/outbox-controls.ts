import type { Partner } from "../bank-types.ts"
import { findPartner } from "../products/find-partner.ts"
import type { Address, Addresses } from "./addresses.ts"
import { readUrl } from "./addresses.ts"
import type { Entry } from "./outbox-book.ts"

type Order = Readonly<Record<string, unknown>>

/** What the calls look at. */
export interface OutboxControlParts {
  readonly addresses: Addresses
  readonly entries: ReadonlyMap<number, Entry>
  readonly partners: () => readonly Partner[]
  readonly keep: (address: Address) => void
}

/** The most that a list shows: the newest. */
const SHOWN = 1000

/** `POST /_sim/callbacks` registers an address, `GET /_sim/callbacks` shows addresses and call-outs. */
export const outboxControls = (parts: OutboxControlParts): Readonly<Record<string, (order: Order) => unknown>> => ({
  "POST /_sim/callbacks": ({ partner, kind, url }) => {
    const { apiKey, name } = findPartner(parts.partners(), partner)
    if (kind !== undefined && (typeof kind !== "string" || kind === "")) throw new RangeError("kind must be a text such as upi.callback")
    const forKind = kind === undefined ? {} : { kind }
    const read = url === null ? undefined : readUrl(url)
    parts.keep({ partner: apiKey, ...forKind, ...(read === undefined ? {} : { url: read }) })
    return { partner: name, ...forKind, url: read ?? null }
  },
  "GET /_sim/callbacks": ({ partner, kind }) => {
    const { apiKey } = partner === undefined ? {} : findPartner(parts.partners(), partner)
    const isWanted = (one: { readonly partner: string; readonly kind?: string }): boolean =>
      (apiKey === undefined || one.partner === apiKey) && (kind === undefined || one.kind === undefined || one.kind === kind)
    const names = new Map(parts.partners().map((one) => [one.apiKey, one.name]))
    const nameOf = (key: string): string => names.get(key) ?? ""
    const found = [...parts.entries.values()].filter(({ order }) => isWanted(order))
    return {
      addresses: parts.addresses.list().filter(isWanted).map((one) => ({ ...one, partner: nameOf(one.partner) })),
      waiting: found.filter(({ state }) => state === "waiting" || state === "calling").length,
      total: found.length,
      callOuts: found.slice(-SHOWN).map((entry) => viewOf(entry, nameOf))
    }
  }
})

/** Of the bodies nothing is shown, on either side: they hold names and accounts. */
const viewOf = ({ order, tries, state, nextMs }: Entry, nameOf: (apiKey: string) => string) => ({
  id: order.id,
  product: order.product,
  kind: order.kind,
  partner: nameOf(order.partner),
  key: order.key,
  state,
  at: stamp(order.atMs),
  ...(state === "waiting" ? { nextAt: stamp(nextMs) } : {}),
  tries: tries.map(({ atMs, isGood, status }) => ({ at: stamp(atMs), status: status ?? null, good: isGood }))
})

const stamp = (ms: number): string => new Date(ms).toISOString()
