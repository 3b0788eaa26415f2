import type { Rail } from "@hundi/catalog"
import type { Holidays } from "@hundi/catalog/calendar"
import type { Beneficiary } from "@hundi/core"
import type { RailRules, RailWindow } from "./rail-rules.ts"

/** To what kind of place the money goes. Nothing personal is needed to choose a rail. */
export type Destination =
  | {
      readonly kind: "account"
      readonly ifsc: string
      /** A virtual account under another IFSC than those of the rules, which are taken for virtual accounts in any case. */
      readonly virtualAccount?: boolean
    }
  | { readonly kind: "address" }

/** What a partner has agreed with the bank. */
export interface RailPartner {
  /** The rails that are switched on. */
  readonly rails: readonly Rail[]
  /** Least and most of one payment, paise: the corporate workflow limit, and what the bank wrote to you. No defaults. */
  readonly limits?: Readonly<Partial<Record<Rail, { readonly minPaise?: bigint; readonly maxPaise?: bigint }>>>
  /** The bank's and your own hours and cut-offs; the networks' own are in the rules. */
  readonly windows?: readonly RailWindow[]
  /** RBI's list for your state; the national holidays unless told. */
  readonly holidays?: Holidays
}

/** How to choose where there is a choice. */
export interface RailPolicy {
  /** The order in which rails are taken, unless `preference` says other. */
  readonly order?: readonly Rail[]
  /** True: no rail but those of `preference`; it waits for its window rather than going another way. */
  readonly onlyPreferred?: boolean
  /**
   * True: IMPS payments may go with the bank's own fallback to NEFT (x-priority 0120, `composite.fallback.pay`). The gateway goes on
   * after ActCodes 20 and 101, which prove nothing: both rails may pay, no enquiry settles it, and what is unknown goes to people.
   */
  readonly bankFallback?: boolean
}

/** What {@link planRail} is asked. */
export interface RailQuestion {
  readonly payout: { readonly amountPaise: bigint; readonly beneficiary: Destination }
  /** ms since 1970 (UTC). */
  readonly at: number
  readonly partner: RailPartner
  /** First choice, or choices in order. */
  readonly preference?: Rail | readonly Rail[]
  /** What the account holds and may spend now, paise. */
  readonly balancePaise?: bigint
  /** The beneficiary's Legal Entity Identifier. */
  readonly lei?: string
  readonly policy?: RailPolicy
  readonly rules?: RailRules
}

/** The kind of place that a payout's beneficiary is. */
export const destinationOf = ({ ifsc, vpa }: Pick<Beneficiary, "ifsc" | "vpa">): Destination =>
  vpa === undefined ? { kind: "account", ifsc } : { kind: "address" }
