import { addBusinessDays, type Holidays, istDate, istMidnight, istParts } from "@hundi/catalog/calendar"

/** The moment as a clock in India shows it. */
export interface IstNow {
  /** `YYYY-MM-DD` */
  readonly date: string
  /** `HH:MM:SS` */
  readonly time: string
}

/**
 * An instant in India. The time is an argument always: whoever asks decides which clock counts.
 *
 * @param nowMs ms since 1970 (UTC)
 * @example
 * nowInIst(0) // { date: "1970-01-01", time: "05:30:00" }
 */
export const nowInIst = (nowMs: number): IstNow => {
  const { hour, minute, second } = istParts(nowMs)
  return { date: istDate(nowMs), time: [hour, minute, second].map((part) => String(part).padStart(2, "0")).join(":") }
}

/** Where a payout stands on the ladder of business days (MONEY.md, Ladders): Recon360 answers from T+2, people look at its end. */
export interface BusinessClock {
  /** T+2, `YYYY-MM-DD` */
  readonly recon360On: string
  /** ms since 1970 (UTC): T+2 00:00 IST. */
  readonly recon360FromMs: number
  /** T+7, the last day of watching a failed attempt for late money. */
  readonly watchedTo: string
  readonly isRecon360Open: boolean
  readonly isWatched: boolean
}

/**
 * The days that count for a payout, over Sundays, second and fourth Saturdays and the holiday table.
 *
 * @param businessDate T, the IST date that was fixed before it was sent
 * @param nowMs ms since 1970 (UTC)
 * @param holidays the three national holidays unless told; the RBI's list differs by state and year
 * @example
 * businessClockOf("2026-01-23", Date.UTC(2026, 0, 28)).recon360On // "2026-01-28": a Sunday, a 4th Saturday and 26 January lie between
 */
export const businessClockOf = (businessDate: string, nowMs: number, holidays?: Holidays): BusinessClock => {
  const recon360On = addBusinessDays(businessDate, 2, holidays)
  const watchedTo = addBusinessDays(businessDate, 7, holidays)
  const today = istDate(nowMs)
  return {
    recon360On, recon360FromMs: istMidnight(recon360On), watchedTo, isRecon360Open: today >= recon360On, isWatched: today <= watchedTo
  }
}
