import type { Rail } from "@hundi/catalog"
import { addDays, dayNumber } from "@hundi/catalog/calendar"
import { type Payee, turnArounds } from "./turn-around.data.ts"

/** A debit whose money did not arrive. All dates are IST, `YYYY-MM-DD`. */
export interface FailedPayment {
  readonly payoutId: string
  readonly reference: string
  readonly rail: Rail
  /** "person" unless told. */
  readonly payee?: Payee
  readonly amountPaise: bigint
  /** T: the day of the debit. */
  readonly debitedOn: string
  /** The day on which the money was back, or null while it is not. */
  readonly returnedOn: string | null
}

/** What the bank owes for a late return. */
export interface Claim extends FailedPayment {
  /** The last day on which the return was in time. */
  readonly dueOn: string
  /** Days after it, up to the return or to the day that was asked about. */
  readonly penaltyDays: number
  readonly penaltyPaise: bigint
  /** The money is not back yet: another day costs more. */
  readonly isOpen: boolean
}

/**
 * The compensation for one payment, or `undefined` where there is none: in time, not due yet, or a rail without a rule of days. Calendar
 * days, as the circular counts them (see `turnArounds`).
 *
 * @param asOf IST date to which an open one is counted
 * @throws RangeError for a date that does not exist
 * @example
 * const payment = { payoutId: "rent-1", reference: "T012AY00000000A", rail: "imps", amountPaise: 10_050n } as const
 * claimOf({ ...payment, debitedOn: "2026-01-31", returnedOn: null }, "2026-02-04")
 * // dueOn "2026-02-01", penaltyDays 3, penaltyPaise 30000n
 */
export const claimOf = (payment: FailedPayment, asOf: string): Claim | undefined => {
  const rule = turnArounds[payment.rail]?.[payment.payee ?? "person"]
  if (rule === undefined) return undefined
  const dueOn = addDays(payment.debitedOn, rule.days)
  // A return that lies after the day that is asked about has not happened yet.
  const isOpen = payment.returnedOn === null || payment.returnedOn > asOf
  const penaltyDays = dayNumber(isOpen ? asOf : (payment.returnedOn ?? asOf)) - dayNumber(dueOn)
  return penaltyDays <= 0 ? undefined : { ...payment, dueOn, penaltyDays, penaltyPaise: rule.paisePerDay * BigInt(penaltyDays), isOpen }
}
