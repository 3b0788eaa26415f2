import type { PayoutStatus } from "./domain.ts"

/** One line of a payout's history, with where it left the payout. */
export interface PayoutChange {
  /** The journal's id, `tenant/payoutId`. */
  readonly payoutId: string
  /** The event's number in this payout's chain: 1, 2, 3, ... without a gap. */
  readonly seq: number
  /** ms since 1970 (UTC). */
  readonly at: number
  /** The event's kind, e.g. `held`. */
  readonly kind: string
  /** The payout's status after this event. */
  readonly status: PayoutStatus
  readonly amountPaise: bigint
  /** Of the payout's newest attempt. */
  readonly reference: string | null
  readonly rrn: string | null
  /** Why it is held, in review, unknown or failed, in words that a program made; never what a person typed. */
  readonly reason: string | null
}

/** `cursor`: where the next page begins; give it back as it is. */
export interface ChangePage {
  readonly changes: readonly PayoutChange[]
  readonly cursor: string | null
}

type Detail = Readonly<Record<string, string | number | boolean | null>>

/** Why, as a program put it: what people typed stays in the history (L10). */
export const changeReason = (kind: string, detail: Detail, reviewReason: string | null): string | null => {
  if (kind === "held" || kind === "unknown") return textOf(detail["reason"])
  if (kind === "rejected") return [textOf(detail["code"]), textOf(detail["meaning"])].filter((part) => part !== null).join(": ")
  if (kind === "not-sent-final") return textOf(detail["why"])
  return kind === "review" || kind === "late-money" ? reviewReason : null
}

const textOf = (value: Detail[string] | undefined): string | null => (typeof value === "string" ? value : null)
