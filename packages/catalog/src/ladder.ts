/**
 * When to ask about a payment whose outcome is not known. Data of a money-moving declaration; core reads it.
 * All spans are milliseconds; business days count in IST, T being the attempt's business date (MONEY.md, Ladders).
 */
export interface Ladder {
  readonly firstAfterMs: number
  readonly gapsMs: readonly number[]
  readonly thenEveryMs: number
  /** Recon360 answers from T+n, 00:00 IST. */
  readonly recon360FromBusinessDay: number
  readonly recon360EveryMs: number
  /** Without proof by T+n 23:59 IST the payout goes to people. */
  readonly reviewAtBusinessDay: number
  /** After that, and for attempts proved failed, the bank is asked daily until T+n. */
  readonly watchUntilBusinessDay: number
  readonly watchEveryMs: number
  /** A technical decline counts as failure only when an enquiry this much later repeats it. */
  readonly technicalRepeatAfterMs: number
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** IMPS: MONEY.md, Ladders. */
export const impsLadder: Ladder = Object.freeze({
  firstAfterMs: 5 * second,
  gapsMs: [30 * second, 2 * minute, 10 * minute, hour],
  thenEveryMs: 6 * hour,
  recon360FromBusinessDay: 2,
  recon360EveryMs: hour,
  reviewAtBusinessDay: 2,
  watchUntilBusinessDay: 7,
  watchEveryMs: 24 * hour,
  technicalRepeatAfterMs: 180 * second
})
