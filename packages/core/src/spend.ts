/** A limit over payouts that were let through. Amounts are paise. */
export interface SpendLimit {
  /** As a person calls it: it stands in the message. */
  readonly name: string
  /** What is added up: everything in this journal, or what shares this payout's tenant, rail or beneficiary. */
  readonly over: "all" | "tenant" | "rail" | "beneficiary"
  readonly maxPaise?: bigint
  readonly maxCount?: number
  /** Adds up the last so many ms; the IST day unless told. */
  readonly withinMs?: number
}

/** A claimed payout that asks to be counted. */
export interface SpendRequest {
  readonly payoutId: string
  readonly epoch: number
  /** ms since 1970 (UTC). */
  readonly at: number
  /** The IST date that the day limits count it under. */
  readonly day: string
  readonly limits: readonly SpendLimit[]
  /** What the bank said the account holds, and when. Everything reserved, sent or unknown since counts as spent. */
  readonly balance?: { readonly paise: bigint; readonly asOf: number }
}

/** `exceeded` names the first limit that this payout would break, with what is used of it already. */
export type SpendAnswer =
  | { readonly kind: "taken" }
  | { readonly kind: "exceeded"; readonly limit: SpendLimit; readonly usedPaise: bigint; readonly usedCount: number }
  | { readonly kind: "short"; readonly balancePaise: bigint; readonly openPaise: bigint }
