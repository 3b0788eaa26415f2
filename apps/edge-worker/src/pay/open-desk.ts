import { compositeRailsOf } from "@hundi/catalog/composite/rails"
import { createBank, type HundiError, type Journal, type Payouts, type RunningBank, type Sealer, type Transport } from "@hundi/core"
import { createFetchTransport } from "@hundi/core/fetch"
import { createInbox, type Inbox } from "@hundi/operations/inbox"
import { createReview, type Review } from "@hundi/operations/review"
import type { ObjectStorage } from "cloudflare:workers"
import { openObjectJournal, readNextLook } from "../journal/open-object-journal.ts"
import { type CertificateFetcher, type ObjectSettings } from "../settings.ts"
import { instanceOf } from "../shard-of.ts"
import { type AlarmClock, createAlarmClock } from "./alarm-clock.ts"
import { drain } from "./drain.ts"
import { followClock, realClock } from "./follow-clock.ts"

/** One shard that pays: its journal, its payouts, and what its alarm does. */
export interface Desk {
  readonly payouts: Payouts
  readonly journal: Journal
  readonly review: Review
  readonly inbox: Inbox
  /** The bank's time, ms since 1970 (UTC). */
  readonly now: () => number
  readonly clock: AlarmClock
  /** To be awaited before the time is read: the simulator's clock may have gone on. */
  readonly lookAtClock: () => Promise<void>
  /** Something became due: a running drain looks at once. */
  readonly wake: () => void
  /** Does what is due, and returns when nothing is left or its time is over. */
  readonly work: () => Promise<void>
}

/** What a desk is made of. `journal` and `transport` may be wrapped by tests. */
export interface DeskParts {
  readonly shard: number
  readonly storage: ObjectStorage
  readonly settings: ObjectSettings
  readonly sealer: Sealer
  /** The binding of `mtls_certificates`, when there is one. */
  readonly certificate?: CertificateFetcher | undefined
  readonly onFault: (fault: HundiError) => void
  readonly wrapJournal?: (journal: Journal) => Journal
  readonly wrapTransport?: (transport: Transport) => Transport
}

/** While a simulated clock may jump, an alarm looks at it this often. */
const SIMULATED_MS = 1000
/** While something is on the wire: should this object be lost with it, an alarm starts the next one, long before the lease ends. */
const LOST_MS = 10_000

/** Opens the journal of a shard and everything that works on it. */
export const openDesk = async (parts: DeskParts): Promise<Desk> => {
  const { shard, storage, settings } = parts
  const owner = instanceOf(shard)
  const followed = settings.followsSimulator ? followClock(settings.bankUrl, Date.now) : realClock
  await followed.look()
  const now = (): number => Date.now() + followed.offsetMs()
  // The journal's commits set the clock, and the clock reads the journal.
  const made: { clock?: AlarmClock } = {}
  const opened = openObjectJournal(storage, now(), () => made.clock?.arm())
  const journal = parts.wrapJournal?.(opened.journal) ?? opened.journal
  let running: RunningBank | undefined
  const wake = (): void => running?.wake()
  const inbox = createInbox({ sql: opened.sql, journal, owner, now, wake })
  const mostMs = (): number => (settings.followsSimulator ? SIMULATED_MS : running === undefined ? Infinity : LOST_MS)
  const alarms = createAlarmClock(storage, () => readNextLook(opened.sql), { now: Date.now, offsetMs: followed.offsetMs, mostMs })
  made.clock = alarms
  // There is one instance of an object at a time, and a lost one cannot write any more: its leases need not lapse. What it had marked as
  // sending becomes unknown at the next claim, never sent again (MONEY.md, States).
  await opened.journal.takeOver(owner, now())
  alarms.arm()

  const bank = createBank({
    transport: makeTransport(parts),
    sealer: parts.sealer,
    journal,
    families: { composite: compositeRailsOf(settings.partner) },
    settings: settingsOf(settings, owner),
    clockOffsetMs: followed.offsetMs
  })
  const isDue = (): boolean => (readNextLook(opened.sql) ?? Infinity) <= now()
  const work = async (): Promise<void> => {
    await followed.look()
    const { faults } = await inbox.work()
    faults.forEach(parts.onFault)
    await drain({
      start: (options) => (running = bank.start({ ...options, onFault: parts.onFault })),
      ...{ isDue, look: followed.look, graceMs: settings.bankTimeoutMs * 2 }
    })
    running = undefined
    alarms.arm()
  }
  const review = createReview({ journal, owner, now })
  return { payouts: bank.payouts, journal, review, inbox, now, clock: alarms, lookAtClock: followed.look, wake, work }
}

/** `fetch` cannot say that no byte was written: every failure of this transport is `maybe` (MONEY.md, L3). */
const makeTransport = ({ settings, certificate, wrapTransport }: DeskParts): Transport => {
  const baseUrl = settings.bankUrl.href
  // The binding's fetch needs its own `this`.
  const through = certificate === undefined ? {} : { fetch: ((input, init) => certificate.fetch(input, init)) satisfies typeof fetch }
  const transport = createFetchTransport({ baseUrl, ...through })
  return wrapTransport?.(transport) ?? transport
}

const settingsOf = (settings: ObjectSettings, owner: string) => ({
  partner: settings.partner,
  apiKey: settings.apiKey,
  // Of the edge, or of a test there: no Node worker begins a reference so.
  environment: settings.followsSimulator ? "S" : "E",
  instance: owner,
  owner,
  fingerprintKey: settings.fingerprintKey,
  bankTimeoutMs: settings.bankTimeoutMs
})
