import type { Holidays } from "@hundi/catalog/calendar"
import type { Gate, Journal } from "@hundi/core"
import type { Sql } from "../store/sql.ts"
import type { StatementLine } from "./read-line.ts"
import type { LineRow } from "./restore-store.ts"

/** What {@link createRestore} takes. */
export interface RestoreOptions {
  /** In the journal's own file, so that a freeze and the journal are never apart. */
  readonly sql: Sql
  readonly journal: Journal
  /** Names the holder of leases: the instance. */
  readonly owner: string
  /** ms since 1970 (UTC). */
  readonly now: () => number
  /** First symbol of every reference, as in the settings of `createBank`. */
  readonly environment: string
  /** The rails to hold. */
  readonly rails: readonly string[]
  readonly tenants?: readonly string[]
  readonly holidays?: Holidays
}

/** Where a freeze stands. */
export interface RestoreStatus {
  readonly frozen: boolean
  /** The first IST day that the statement must show. */
  readonly since: string | null
  /** The last one: T+2 of the day of the freeze. */
  readonly until: string | null
  /** Debits that nobody has assigned yet. */
  readonly open: readonly LineRow[]
  /** Payouts whose enquiry has not ended. */
  readonly asking: readonly string[]
  /** What is missing before it may be lifted, in words; empty when nothing is. */
  readonly missing: readonly string[]
}

/** A statement, whole between two IST days, both included. */
export interface ComparedStatement {
  readonly from: string
  readonly to: string
  readonly lines: readonly StatementLine[]
}

/** One person's word about a debit. */
export interface LineOrder {
  readonly line: string
  readonly by: string
  /** Why: 1 to 300 characters. */
  readonly reason: string
}

/** Whose a debit is. */
export interface AssignOrder extends LineOrder {
  readonly payoutId: string
  readonly tenant?: string
  /** Where the line shows none: the bank knows it by the line's number. */
  readonly reference?: string
}

/** What stands between a restored journal and its next payment. */
export interface Restore {
  /** First of all gates: while a freeze stands nothing goes. */
  readonly gate: Gate
  /**
   * The journal for workers and people: while a freeze stands it opens no attempt and cancels nothing. `options.journal` itself is not
   * guarded.
   */
  readonly guard: (journal: Journal) => Journal
  /**
   * Holds every send, durably, and turns what was reserved into unknown: it may have been sent after the backup. Call it before any worker
   * runs on the restored journal; again it changes nothing.
   */
  readonly freeze: (reason: string) => Promise<{ readonly asked: number }>
  readonly status: () => Promise<RestoreStatus>
  /** Finds the debits that the journal lacks. Give the whole statement again whenever there is a newer one. */
  readonly compare: (statement: ComparedStatement) => Promise<RestoreStatus>
  /**
   * A person says whose a debit is; the payment is then asked about at the bank, whose answer decides (L9). The payout must be in the
   * journal: what was taken on after the backup is handed in again first, under its old id.
   *
   * Where the backup shows an attempt of that payout as reserved, a second person must say the same: the lost payment then proves that the
   * reserved one had ended unsent, for none is opened in the place of one that may have been paid (L2).
   * @throws HundiError NOT_FOUND, INVALID_REQUEST, LIVE_ATTEMPT, HELD
   */
  readonly assign: (order: AssignOrder) => Promise<{ readonly assigned: boolean }>
  /** Two people say that a debit is none of this journal's, such as a charge. */
  readonly dismiss: (order: LineOrder) => Promise<{ readonly dismissed: boolean }>
  /** Two people let sends go again. @throws HundiError ILLEGAL_TRANSITION naming what is missing */
  readonly lift: (by: string) => Promise<{ readonly lifted: boolean; readonly says: string }>
}
