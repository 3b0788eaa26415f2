import type { Admission, Gate, Payout } from "@hundi/core"
import type { Sql } from "../store/sql.ts"
import { type BreakerRow, makeBreakerRows } from "./breaker-rows.ts"
import { type BreakerSettings, breakerSettings, checkBreakerSettings } from "./breaker-settings.ts"
import type { Health } from "./health-of.ts"
import { migratePlanner } from "./planner-tables.ts"
import { istText, railName } from "./words.ts"

/** What {@link createCircuitBreaker} takes. */
export interface CircuitBreakerOptions {
  readonly sql: Sql
  /** ms since 1970 (UTC). */
  readonly now: () => number
  /** What differs from {@link breakerSettings}. */
  readonly settings?: Partial<BreakerSettings>
}

/** How one rail stands. Times are ms since 1970 (UTC). */
export interface BreakerState {
  readonly rail: string
  readonly state: "open" | "half-open"
  readonly openedAt: number
  /** Until then nothing goes; after it, one payout at a time. */
  readonly probeAt: number
  /** Openings in a row, failed probes included. */
  readonly trips: number
}

/** A gate over the health of rails, and what it is told. */
export interface CircuitBreaker extends Gate {
  /** Tells what a send led to, see `healthOf`. `payoutId` is the journal's id: while a probe is out, only its own outcome counts. */
  readonly note: (rail: string, health: Health, payoutId?: string) => void
  /** The rails that are not closed: for a page, a metric, an alarm. */
  readonly states: () => readonly BreakerState[]
  /** Closes a rail by a person's order, whatever it counted. */
  readonly close: (rail: string) => void
}

/** Who waits for one moment comes back over this stretch, not all at once. */
const SPREAD_SLOTS = 300
const SPREAD_MS = 200

/**
 * Stops sends over a rail while the bank or the network behind it does not answer, for all workers that share the database. Closed, it
 * counts outcomes in a sliding window; open, it holds with kind `circuit` until the probe time; half-open, one payout at a time goes as a
 * probe, and after enough answers the rail is closed again. Holding is safe: nothing was sent. Enquiries do not pass a gate and go on.
 *
 * @throws HundiError INVALID_REQUEST for settings that cannot be meant
 * @example
 * const breaker = createCircuitBreaker({ sql, now: Date.now })
 * breaker.note("imps", healthOf(outcome), payout.id) // after every send
 */
export const createCircuitBreaker = ({ sql, now, settings }: CircuitBreakerOptions): CircuitBreaker => {
  const used: BreakerSettings = { ...breakerSettings, ...settings }
  checkBreakerSettings(used)
  migratePlanner(sql, now())
  const rows = makeBreakerRows(sql)

  const admit = ({ id, rail }: Payout, at: number): Admission => {
    const row = rows.get(rail)
    if (row === undefined) return { kind: "go" }
    if (at < row.probeAt) return hold(row, row.probeAt, "until")
    const isFree = row.probePayout === null || row.probePayout === id || (row.probeUntil ?? 0) <= at
    if (!isFree) return hold(row, at + used.lookAgainMs, "probing")
    rows.put({ ...row, probePayout: id, probeUntil: at + used.probeMs })
    return { kind: "go" }
  }
  const hold = (row: BreakerRow, from: number, why: keyof typeof words): Admission => {
    rows.put({ ...row, held: row.held + 1 })
    const dueAt = from + (row.held % SPREAD_SLOTS) * SPREAD_MS
    return { kind: "hold", hold: { kind: "circuit", status: "queued", dueAt, reason: words[why](row) } }
  }
  const words = {
    until: (row: BreakerRow) => `${troubleText(row)}; sends wait until ${istText(row.probeAt)}, then one goes as a probe. ${patience}`,
    probing: (row: BreakerRow) => `${troubleText(row)}; one payout is out as a probe, and the others wait for its answer. ${patience}`
  }

  const note = (rail: string, health: Health, payoutId?: string): void => {
    const at = now()
    const row = rows.get(rail)
    if (row === undefined) return health === "none" ? undefined : count(rail, health, at)
    // Answers to what was sent before it opened come late, and say nothing about now.
    if (row.probePayout === null || (payoutId !== undefined && payoutId !== row.probePayout)) return undefined
    const free = { ...row, probePayout: null, probeUntil: null }
    if (health === "none") return rows.put(free)
    if (health === "fault") {
      return rows.put({ ...free, trips: row.trips + 1, successes: 0, held: 0, probeAt: at + openMs(row.trips) })
    }
    return row.successes + 1 < used.successesToClose ? rows.put({ ...free, successes: row.successes + 1 }) : rows.remove(rail)
  }
  /** Twice as long after every probe that failed, up to the longest. */
  const openMs = (trips: number): number => Math.min(used.openMs * 2 ** Math.min(trips, 20), used.maxOpenMs)
  const count = (rail: string, health: "answer" | "fault", at: number): void => {
    const { faults, answers } = rows.count(rail, health, at, used.windowMs)
    if (health !== "fault" || faults < used.minFaults || faults < used.faultShare * (faults + answers)) return
    rows.forget(rail)
    rows.put({ ...fresh, rail, openedAt: at, probeAt: at + openMs(0), faults, answers })
  }

  return {
    // Closed is the rule, and reading it takes no lock; an opening that happens meanwhile is seen by the next one.
    admit: async ({ payout }, at) => (rows.get(payout.rail) === undefined ? { kind: "go" } : sql.transact(() => admit(payout, at))),
    note: (rail, health, payoutId) => sql.transact(() => note(rail, health, payoutId)),
    states: () =>
      rows.all().map(({ rail, openedAt, probeAt, trips }) => ({ rail, openedAt, probeAt, trips, state: now() < probeAt ? "open" : "half-open" })),
    close: (rail) =>
      sql.transact(() => {
        rows.remove(rail)
        rows.forget(rail)
      })
  }
}

const fresh = { trips: 1, successes: 0, held: 0, probePayout: null, probeUntil: null } as const

const troubleText = ({ rail, faults, answers, openedAt }: BreakerRow): string =>
  `${railName(rail)} is in trouble since ${istText(openedAt)}: ${faults} of the last ${faults + answers} sends got no usable answer `
  + "(no connection, time-outs, technical declines)"

const patience =
  "Nothing of this payout was sent, and it goes by itself. If it lasts, call the bank, or cancel it and order it over another rail; payouts whose outcome is unknown are asked about as ever"
