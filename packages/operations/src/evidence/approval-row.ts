/** One person's word about one payout. */
export interface ApprovalStep {
  readonly by: string
  /** ms since 1970 (UTC). */
  readonly at: number
  /** E.g. `approved`, `declined`. */
  readonly action: string
}

/** One payout that needed people: who ordered it, and who said what. */
export interface ApprovalRow {
  readonly payoutId: string
  /** The payout's keyed fingerprint: fixes amount, beneficiary and remark without telling them. */
  readonly fingerprint: string
  readonly amountPaise: bigint
  readonly maker: string
  readonly approvals: readonly ApprovalStep[]
  /** ms since 1970 (UTC). */
  readonly decidedAt: number
}
