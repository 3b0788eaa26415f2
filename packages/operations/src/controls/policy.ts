import type { Rail } from "@hundi/catalog"

/** From this amount on, so many checkers. */
export interface ApprovalTier {
  readonly fromPaise: bigint
  /** Checkers beside the maker. */
  readonly people: 0 | 1 | 2
}

/** How much may be let through on one IST day. */
export interface DayLimit {
  /** As a person calls it: it stands in the message. */
  readonly name: string
  /** What is added up: everything in the journal, or what shares the payout's tenant, rail or beneficiary. */
  readonly over: "all" | "tenant" | "rail" | "beneficiary"
  readonly maxPaise?: bigint
  readonly maxCount?: number
  /** Asked only of payouts over this rail. */
  readonly rail?: Rail
  /** Asked only of this tenant's payouts. */
  readonly tenant?: string
}

/** How much may be let through within the last so many ms. */
export interface VelocityLimit extends DayLimit {
  readonly withinMs: number
}

/** What a beneficiary must go through before it is paid like others. */
export interface NewBeneficiaryPolicy {
  /** People who approve it, beside the one who added or changed it. */
  readonly approvals: 0 | 1 | 2
  /** From the last of these approvals to the first payment, ms. */
  readonly coolingOffMs: number
  /** At most so much in all until a payment to it has settled. */
  readonly firstPaymentMaxPaise: bigint
}

/** Penny drops of the beneficiary checks: at most one rupee, under an id that begins with `verification-`. */
export interface DropPolicy {
  /** Checkers beside the maker, whatever the tiers say. */
  readonly people: 0 | 1 | 2
}

/** What the account must still hold, and how old the bank's word about it may be. */
export interface BalancePolicy {
  /** Never spent. */
  readonly keepPaise: bigint
  readonly maxAgeMs: number
}

/**
 * The rules of a company about its payouts, as plain data: a JSON file gives the same names, with paise as decimal texts.
 * `null` switches a control off; what is left out has the value of {@link defaultPolicy}.
 */
export interface ControlsPolicy {
  /** Ascending; the first one starts at 0. */
  readonly approvals: readonly ApprovalTier[]
  readonly perPayoutMaxPaise: bigint | null
  /** What happens to a payout above it. `hold`: two people must say so in so many words; `refuse`: it ends as cancelled. */
  readonly abovePerPayoutMax: "hold" | "refuse"
  readonly limits: readonly DayLimit[]
  readonly velocity: readonly VelocityLimit[]
  /** On: money goes only to beneficiaries that were added with `beneficiaries.add`; a payout to any other is refused. */
  readonly allowList: boolean
  /** The same amount to the same beneficiary within so many days under another id waits for a person. */
  readonly duplicates: { readonly withinDays: number } | null
  readonly newBeneficiary: NewBeneficiaryPolicy | null
  /**
   * A penny drop finds out whether a beneficiary is the right one, so neither the rule of new beneficiaries nor that of duplicates keeps it
   * back; limits, removals and the allow-list do. It proves nothing to the other rules. `null`: a drop is a payout like any other.
   * Whoever takes orders must give no caller an id of that form.
   */
  readonly drops: DropPolicy | null
  readonly balance: BalancePolicy | null
}

const HOUR_MS = 3_600_000

/**
 * What holds unless a policy says otherwise. The amounts are a cautious choice for a company of some dozens of people, not a rule of
 * the bank: one checker, two from Rs 1 lakh on; Rs 5 lakh a payout; Rs 10 lakh a beneficiary and Rs 50 lakh in all a day; at most five
 * payouts to one beneficiary an hour; suspected duplicates within 7 days; a new beneficiary needs two people, waits a day and gets at
 * most Rs 10,000 first; a penny drop needs one checker. The allow-list is off. The balance is off, because it needs `readBalance`.
 */
export const defaultPolicy: ControlsPolicy = Object.freeze({
  approvals: [
    { fromPaise: 0n, people: 1 },
    { fromPaise: 1_00_000_00n, people: 2 }
  ],
  perPayoutMaxPaise: 5_00_000_00n,
  abovePerPayoutMax: "hold",
  limits: [
    { name: "a day, to one beneficiary", over: "beneficiary", maxPaise: 10_00_000_00n },
    { name: "a day, in all", over: "all", maxPaise: 50_00_000_00n }
  ],
  velocity: [
    { name: "an hour, to one beneficiary", over: "beneficiary", maxCount: 5, withinMs: HOUR_MS },
    { name: "an hour, in all", over: "all", maxCount: 500, withinMs: HOUR_MS }
  ],
  allowList: false,
  duplicates: { withinDays: 7 },
  newBeneficiary: { approvals: 2, coolingOffMs: 24 * HOUR_MS, firstPaymentMaxPaise: 10_000_00n },
  drops: { people: 1 },
  balance: null
} as const satisfies ControlsPolicy)

/** Checkers that a payout of this amount needs. */
export const peopleNeeded = ({ approvals }: ControlsPolicy, amountPaise: bigint): number =>
  approvals.findLast(({ fromPaise }) => fromPaise <= amountPaise)?.people ?? 2
