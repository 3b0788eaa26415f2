import type { Rail } from "@hundi/catalog"
import { limitRules, virtualAccountRules, windowRules } from "./rules.data.ts"

/**
 * Hours in which a rail takes payments, on dates in India. What two parties set must both be open; the windows of one party add up.
 */
export interface RailWindow {
  readonly rail: Rail
  /** `business`: not on Sundays, second and fourth Saturdays and holidays. */
  readonly days: "every" | "business" | readonly Weekday[]
  /** `HH:MM` IST, the first minute that is open. */
  readonly from: string
  /** The cut-off, `HH:MM` IST, after `from`; `24:00` is midnight. Over midnight, give two windows. */
  readonly to: string
  readonly validFrom: string
  readonly validTo?: string
  /** Who sets it, as a person calls it. */
  readonly by: string
  readonly source: string
}

/** A day of the week in India. */
export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun"

/** An amount that a rail begins or ends at, from a date on. Dates are IST, `YYYY-MM-DD`, the last one included. */
export interface RailLimit {
  readonly rail: Rail
  /** `lei-from`: from this amount on the beneficiary's LEI must go along. */
  readonly kind: "min" | "max" | "lei-from"
  readonly amountPaise: bigint
  /** The first date for which a source says so. */
  readonly validFrom: string
  readonly validTo?: string
  /** Who sets it, as a person calls it. */
  readonly by: string
  readonly source: string
}

/** IFSCs of the bank behind which a number may be a virtual account and not an account. */
export interface VirtualAccountRule {
  readonly ifscs: readonly string[]
  readonly source: string
}

/** What the planner knows about rails, as dated data. Give your own where yours differs. */
export interface RailRules {
  readonly limits: readonly RailLimit[]
  /** The networks' own hours; the bank's and yours are `partner.windows`. */
  readonly windows: readonly RailWindow[]
  readonly virtualAccounts: VirtualAccountRule
}

/** The published rules, each with its source and the date from which it holds. */
export const railRules: RailRules = Object.freeze({ limits: limitRules, windows: windowRules, virtualAccounts: virtualAccountRules })

/** Does a dated rule hold on this IST date? */
export const holdsOn = ({ validFrom, validTo }: Pick<RailLimit, "validFrom" | "validTo">, date: string): boolean =>
  validFrom <= date && (validTo === undefined || date <= validTo)
