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
  /** Rails whose success is the debit alone: when the credit leg is asked for, by UTR, and how often after that. */
  readonly credit?: { readonly firstAfterMs: number; readonly everyMs: number }
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** What all rails share: review at T+2, the watch to T+7, a technical decline repeated after three minutes (MONEY.md). */
const common = {
  recon360FromBusinessDay: 2,
  reviewAtBusinessDay: 2,
  watchUntilBusinessDay: 7,
  watchEveryMs: 24 * hour,
  technicalRepeatAfterMs: 180 * second
}

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

/**
 * UPI: not before 90 s, three questions within two hours, then one a day; Recon360 from T+2 (MONEY.md, Ladders). The bank answers for
 * about five days only: what is asked later is "not found" and proves nothing.
 */
export const upiLadder: Ladder = Object.freeze({
  ...common,
  firstAfterMs: 90 * second,
  gapsMs: [30 * minute, hour],
  thenEveryMs: 24 * hour,
  recon360EveryMs: 6 * hour
})

/** NEFT: the debit leg by our reference, the credit leg by UTR once its batch has run (MONEY.md, Ladders). There is no Recon360. */
export const neftLadder: Ladder = Object.freeze({
  ...common,
  firstAfterMs: 60 * second,
  gapsMs: [15 * minute, hour, 2 * hour],
  thenEveryMs: 6 * hour,
  recon360EveryMs: 6 * hour,
  credit: { firstAfterMs: 30 * minute, everyMs: 2 * hour }
})

/** RTGS: the debit leg as NEFT; a return is due within the hour or by the end of the day, so people look at T+1 (MONEY.md). */
export const rtgsLadder: Ladder = Object.freeze({
  ...common,
  firstAfterMs: 60 * second,
  gapsMs: [15 * minute, hour, 2 * hour],
  thenEveryMs: 6 * hour,
  recon360FromBusinessDay: 1,
  recon360EveryMs: 6 * hour,
  reviewAtBusinessDay: 1
})
