import { nationalHolidays } from "./holidays.data.ts"
import { addDays, dayNumber, istMidnight } from "./ist.ts"

/** Dates on which banks do not settle, `MM-DD` for every year or `YYYY-MM-DD` for one. */
export type Holidays = ReadonlySet<string>

/** Sundays, second and fourth Saturdays, and the table (MONEY.md, Ladders). */
export const isBusinessDay = (date: string, holidays: Holidays = nationalHolidays): boolean => {
  const weekday = (dayNumber(date) + 4) % 7 // 1970-01-01 was a Thursday
  if (weekday === 0) return false
  if (weekday === 6) {
    const week = Math.ceil(Number(date.slice(8)) / 7)
    if (week === 2 || week === 4) return false
  }
  return !holidays.has(date) && !holidays.has(date.slice(5))
}

/** The IST date that is `count` business days after `date` (T+n). */
export const addBusinessDays = (date: string, count: number, holidays: Holidays = nationalHolidays): string => {
  let current = date
  for (let left = count; left > 0;) {
    current = addDays(current, 1)
    if (isBusinessDay(current, holidays)) left--
  }
  return current
}

/** T+n 00:00 IST, ms since 1970 (UTC). */
export const startOfBusinessDay = (date: string, count: number, holidays?: Holidays): number =>
  istMidnight(addBusinessDays(date, count, holidays))
