import type { Ladder } from "@hundi/catalog"
import { addDays, type Holidays, istDate, istMidnight, startOfBusinessDay } from "@hundi/catalog/calendar"

const HOUR_MS = 3_600_000
const LATE_START_MS = 10 * 60_000

/** The instants of one attempt's ladder, ms since 1970 (UTC). */
export interface Rungs {
  readonly recon360From: number
  readonly reviewAt: number
  readonly watchUntil: number
}

/** T+n of an attempt as instants; `review` is T+n 23:59 IST, the watch ends with its last day. */
export const rungs = (ladder: Ladder, businessDate: string, holidays?: Holidays): Rungs => {
  const known = rungsByDate(ladder, holidays)
  const found = known.get(businessDate)
  if (found !== undefined) return found
  const made = makeRungs(ladder, businessDate, holidays)
  if (known.size >= DATES_KEPT) known.clear()
  known.set(businessDate, made)
  return made
}

/** A day's payments share their rungs; counting business days for each of them is most of what a conclusion costs. */
const DATES_KEPT = 100
const rungsOf = new WeakMap<Ladder, Map<Holidays | undefined, Map<string, Rungs>>>()

const rungsByDate = (ladder: Ladder, holidays: Holidays | undefined): Map<string, Rungs> => {
  const byHolidays = rungsOf.get(ladder) ?? new Map<Holidays | undefined, Map<string, Rungs>>()
  rungsOf.set(ladder, byHolidays)
  const byDate = byHolidays.get(holidays) ?? new Map<string, Rungs>()
  byHolidays.set(holidays, byDate)
  return byDate
}

const makeRungs = (ladder: Ladder, businessDate: string, holidays: Holidays | undefined): Rungs => ({
  recon360From: startOfBusinessDay(businessDate, ladder.recon360FromBusinessDay, holidays),
  reviewAt: startOfBusinessDay(businessDate, ladder.reviewAtBusinessDay, holidays) + 24 * HOUR_MS - 60_000,
  watchUntil: startOfBusinessDay(businessDate, ladder.watchUntilBusinessDay, holidays) + 24 * HOUR_MS
})

/**
 * When to ask next about an unknown payment, after `asked` enquiries. Null when the watch has ended.
 * Never sooner than Recon360 begins when that is nearer than the next gap, and never past the moment of review.
 */
export const nextEnquiryAt = (ladder: Ladder, businessDate: string, asked: number, now: number, holidays?: Holidays): number | null => {
  const { recon360From, reviewAt, watchUntil } = rungs(ladder, businessDate, holidays)
  if (now >= reviewAt) return nextWatchAt(ladder, businessDate, now, holidays)
  if (now >= recon360From) return Math.min(now + ladder.recon360EveryMs, reviewAt)
  const gap = asked === 0 ? ladder.firstAfterMs : (ladder.gapsMs[asked - 1] ?? ladder.thenEveryMs)
  return Math.min(now + gap, recon360From, watchUntil)
}

/** When to ask about the credit leg: `gapMs` from now, not past the moment of review, after which the watch is daily. */
export const nextCreditAt = (ladder: Ladder, businessDate: string, gapMs: number, now: number, holidays?: Holidays): number | null => {
  const { reviewAt } = rungs(ladder, businessDate, holidays)
  return now < reviewAt ? Math.min(now + gapMs, reviewAt) : nextWatchAt(ladder, businessDate, now, holidays)
}

/** The next daily look at an attempt that is proved failed or with people; null after the watch. */
export const nextWatchAt = (ladder: Ladder, businessDate: string, now: number, holidays?: Holidays): number | null => {
  const { watchUntil } = rungs(ladder, businessDate, holidays)
  return now < watchUntil ? Math.min(now + ladder.watchEveryMs, watchUntil) : null
}

/** Dates under which the bank may have filed a payment: the next one too when sending began after 23:50 or ran past midnight. */
export const enquiryDates = (businessDate: string, sendingAt: number | null, timeoutMs: number): readonly string[] => {
  const next = addDays(businessDate, 1)
  const midnight = istMidnight(next)
  const mayHaveCrossed = sendingAt !== null && (sendingAt >= midnight - LATE_START_MS || istDate(sendingAt + timeoutMs) !== businessDate)
  return mayHaveCrossed ? [businessDate, next] : [businessDate]
}
