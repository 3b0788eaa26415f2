import { asHundiError, type HundiError, invalid, type Journal } from "@hundi/core"
import type { Sql } from "../store/sql.ts"
import { contentOf, type HintQuery, type HintView, openHintStore } from "./hint-store.ts"
import { makeLook } from "./look-at-hint.ts"
import { type CallbackSource, readCallback } from "./read-callback.ts"

/** What the inbox needs of the journal: it wakes and holds, and has no way to write an outcome. */
export type InboxJournal = Pick<Journal, "findByReference" | "get" | "claim" | "release" | "hold">

export interface InboxOptions {
  readonly sql: Sql
  readonly journal: InboxJournal
  /** Names the holder of leases, as everywhere: the instance. */
  readonly owner: string
  /** ms since 1970 (UTC). */
  readonly now: () => number
  /** How long closed hints are kept, ms; 90 days unless told, at least one. A repeat that comes later is new. */
  readonly keepForMs?: number
  /** Called when a payout became due: `wake` of the running loop. */
  readonly wake?: () => void
}

/** One callback, opened. */
export interface Callback {
  readonly source: CallbackSource
  /** What the envelope held. Four facts are taken from it; the rest is not kept. */
  readonly body: unknown
  /** SHA-256 of the bytes as they came, hex. */
  readonly digest: string
  /** ms since 1970 (UTC). */
  readonly receivedAt: number
}

/**
 * What became of a callback. `unrelated`: it is not about a payout of ours, nothing is kept, and it is yours to handle.
 * `acknowledge: false`: answer with an error, so that the bank comes again; it is safe to receive it any number of times.
 */
export interface Receipt {
  readonly kind: "new" | "duplicate" | "unrelated"
  readonly acknowledge: boolean
}

/** What one round of {@link Inbox.work} did. */
export interface WorkResult {
  readonly looked: number
  /** Payouts made due. */
  readonly woken: number
  /** Those stay open and are looked at again. */
  readonly faults: readonly HundiError[]
  /** When to call again, ms since 1970 (UTC); null when nothing is open. */
  readonly nextAt: number | null
}

export interface Inbox {
  /**
   * Takes a callback on, durably, before it says `acknowledge`. Once per content, however often it comes and however it is sealed.
   * @throws HundiError INVALID_REQUEST for a digest or time in another form
   */
  readonly receive: (callback: Callback) => Promise<Receipt>
  /** Looks at what is open and due, and forgets what is old. Call it at start-up and at `nextAt`. */
  readonly work: (limit?: number) => Promise<WorkResult>
  readonly nextDueAt: () => number | null
  /** Hints that are still to be looked at. */
  readonly pending: (limit?: number) => readonly HintView[]
  /** Newest first; with `state: "people"`, those that somebody must look at. */
  readonly list: (query?: HintQuery) => readonly HintView[]
}

const DAY_MS = 86_400_000
const KEEP_MS = 90 * DAY_MS
const DIGEST = /^[0-9a-f]{64}$/
/** One honest payment has two or three. More of them is noise, and the first ones ask already. */
const MOST_PER_PAYOUT = 50
/** Callbacks that came while the journal could not be asked. */
const MOST_UNPLACED = 10_000

/**
 * The bank's callbacks as hints. They are sealed to a public certificate and signed by nobody, so that one moves no status: it makes our
 * own enquiry due (MONEY.md, last line of Laws). A hint against what is settled or failed asks too, and again for four days.
 *
 * @example
 * const inbox = createInbox({ sql: openOperationsSql(".hundi/journal.sqlite"), journal, owner: "01", now: Date.now, wake: running.wake })
 * const { acknowledge } = await inbox.receive({ source: "cib", body, digest, receivedAt: Date.now() })
 */
export const createInbox = (options: InboxOptions): Inbox => {
  const { sql, journal, now, keepForMs = KEEP_MS, wake } = options
  if (!(keepForMs >= DAY_MS)) throw invalid("keepForMs", "at least one day: a repeat that comes after it counts as new")
  const store = openHintStore(sql, now())
  const look = makeLook({ ...options, store })
  const lookSafely = async (hint: HintView): Promise<{ readonly woke: boolean; readonly fault?: HundiError }> => {
    try {
      const woke = await look(hint)
      if (woke) wake?.()
      return { woke }
    } catch (cause) {
      store.again(hint.id, now() + FAULT_GAP_MS, hint.looks)
      const what = "the journal could not be asked about a callback; it stays open"
      return { woke: false, fault: asHundiError(cause, "JOURNAL_UNAVAILABLE", what) }
    }
  }
  /** Undefined: no payout of ours. Null: the journal cannot be asked. */
  const find = (reference: string): Promise<string | null | undefined> => journal.findByReference(reference).catch(() => null)

  return {
    receive: async ({ source, body, digest, receivedAt }) => {
      if (!DIGEST.test(digest)) throw invalid("digest", "SHA-256 of the callback's bytes, 64 hex digits in lower case")
      if (!Number.isSafeInteger(receivedAt) || receivedAt < 0) throw invalid("receivedAt", "a time, in milliseconds since 1970 (UTC)")
      const facts = readCallback(source, body)
      if (facts === undefined) return { kind: "unrelated", acknowledge: true }
      const content = contentOf(source, facts)
      const known = store.find(digest, content)
      if (known !== undefined && known.payoutId !== null) return { kind: "duplicate", acknowledge: true }
      const payoutId = await find(facts.reference)
      if (payoutId === undefined) {
        if (known !== undefined) store.remove(known.id)
        return { kind: "unrelated", acknowledge: true }
      }
      const most = payoutId === null ? MOST_UNPLACED : MOST_PER_PAYOUT
      const kept = { ...facts, digest, content, source, payoutId, receivedAt, nextAt: now() }
      const added = known === undefined ? store.add(kept, most) : undefined
      // Durable from here on. Until it can be told whose it is, the bank had better come again.
      if (payoutId === null) return { kind: added === undefined ? "duplicate" : "new", acknowledge: false }
      const hint = added ?? (known === undefined ? undefined : store.place(known.id, payoutId))
      if (hint !== undefined) await lookSafely(hint)
      return { kind: hint === undefined ? "duplicate" : "new", acknowledge: true }
    },
    work: async (limit = 100) => {
      const hints = store.due(now(), limit)
      const faults: HundiError[] = []
      let woken = 0
      for (const hint of hints) {
        const { woke, fault } = await lookSafely(hint)
        if (woke) woken++
        if (fault !== undefined) faults.push(fault)
      }
      store.forget(now() - keepForMs, now())
      return { looked: hints.length, woken, faults, nextAt: store.nextDueAt() }
    },
    nextDueAt: store.nextDueAt,
    pending: (limit = 100) => store.list({ state: "open", limit }),
    list: (query = {}) => store.list(query)
  }
}

const FAULT_GAP_MS = 15_000
