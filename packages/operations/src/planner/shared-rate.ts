import { type Admission, type Gate, invalid, type Work } from "@hundi/core"
import type { Sql } from "../store/sql.ts"
import { migratePlanner } from "./planner-tables.ts"
import { istText } from "./words.ts"

/** What {@link createSharedRate} takes. Numbers have no defaults: the bank's limits vary by agreement and are not published. */
export interface SharedRateOptions {
  readonly sql: Sql
  /** ms since 1970 (UTC). */
  readonly now: () => number
  /** The budget's name: whoever uses the same name on the same database shares it. */
  readonly name: string
  /** Tokens a second in the long run; 0.5 is one in two seconds. */
  readonly perSecond: number
  /** Tokens that may be spent at once after a rest, 1 or more. */
  readonly burst: number
  /** The rails that it counts; all unless told. */
  readonly rails?: readonly string[]
}

/** A budget of calls that several workers share. */
export interface SharedRate extends Gate {
  /** Takes one token for anything else, an enquiry say. 0: taken; else the ms until there is one, and nothing was taken. */
  readonly take: () => number
}

const US_PER_MS = 1000
const US_PER_SECOND = 1_000_000
/** Longer than any lease: what is asked again within one claim has its token already. */
const GRANT_MS = 600_000

/**
 * A token bucket in SQL: in any stretch of t seconds no more than `burst + perSecond × t` sends, over all processes that share the
 * database and the name. Who must wait gets a turn of his own, one after the other, so that nobody comes for nothing; nobody who is new is
 * let in before those who wait. One claim spends one token however often it is asked about. Workers whose clocks differ by d seconds may
 * let d × perSecond more through: keep them in step.
 *
 * @throws HundiError INVALID_REQUEST for numbers that cannot be meant
 * @example
 * const rate = createSharedRate({ sql, now: Date.now, name: "bank", perSecond: 5, burst: 10 })
 */
export const createSharedRate = ({ sql, now, name, perSecond, burst, rails }: SharedRateOptions): SharedRate => {
  check(name, perSecond, burst)
  migratePlanner(sql, now())
  // Rounded up: the long-run rate is never more than asked for.
  const gapUs = Math.ceil(US_PER_SECOND / perSecond)
  const slackUs = (burst - 1) * gapUs
  const lineGapMs = Math.ceil(gapUs / US_PER_MS)

  const read = (): { readonly turnUs: number; readonly lineAt: number } => {
    const [row] = sql.all("SELECT turn_us, line_at FROM planner_rates WHERE name = ?1", name)
    return { turnUs: Number(row?.["turn_us"] ?? 0), lineAt: Number(row?.["line_at"] ?? 0) }
  }
  const write = (turnUs: number, lineAt: number): void =>
    void sql.all(
      "INSERT INTO planner_rates (name, turn_us, line_at) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET turn_us = ?2, line_at = ?3",
      name,
      turnUs,
      lineAt
    )
  /** ms until a token is there, 0 when one is. */
  const waitMs = (turnUs: number, at: number): number => Math.max(0, Math.ceil((turnUs - slackUs - at * US_PER_MS) / US_PER_MS))
  const spent = (turnUs: number, at: number): number => Math.max(turnUs, at * US_PER_MS) + gapUs

  const admit = ({ payout, epoch }: Work, at: number): Admission => {
    const [grant] = sql.all("SELECT epoch FROM planner_grants WHERE name = ?1 AND payout_id = ?2", name, payout.id)
    if (grant?.["epoch"] === epoch) return { kind: "go" }
    const { turnUs, lineAt } = read()
    const hasWaited = payout.hold?.kind === "rate"
    if (waitMs(turnUs, at) === 0 && (hasWaited || lineAt <= at)) {
      write(spent(turnUs, at), lineAt)
      sql.all("DELETE FROM planner_grants WHERE name = ?1 AND at < ?2", name, at - GRANT_MS)
      sql.all(
        "INSERT INTO planner_grants (name, payout_id, epoch, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (name, payout_id) DO UPDATE SET epoch = ?3, at = ?4",
        name,
        payout.id,
        epoch,
        at
      )
      return { kind: "go" }
    }
    // At the end of the line, one gap behind the last; with nobody in it, when the next token comes.
    const dueAt = Math.max(at + waitMs(turnUs, at), lineAt + (lineAt > at ? lineGapMs : 0))
    write(turnUs, dueAt)
    const reason = `the bank takes ${perSecond} sends a second from all workers together (rate "${name}"); nothing was sent, and it goes by itself at `
      + `${istText(dueAt)}. There is nothing to do; if the line stays long, agree a higher rate with the bank`
    return { kind: "hold", hold: { kind: "rate", reason, status: "queued", dueAt } }
  }

  return {
    admit: async (work, at) => (rails === undefined || rails.includes(work.payout.rail) ? sql.transact(() => admit(work, at)) : { kind: "go" }),
    take: () =>
      sql.transact(() => {
        const { turnUs, lineAt } = read()
        const at = now()
        const wait = waitMs(turnUs, at)
        if (wait === 0) write(spent(turnUs, at), lineAt)
        return wait
      })
  }
}

const check = (name: string, perSecond: number, burst: number): void => {
  if (name.trim() === "") throw invalid("name", "a name for the budget")
  if (!(perSecond > 0 && perSecond <= US_PER_SECOND)) throw invalid("perSecond", "more than 0")
  if (!Number.isInteger(burst) || burst < 1) throw invalid("burst", "a whole number, 1 or more")
}
