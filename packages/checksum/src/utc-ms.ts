/**
 * Milliseconds since the epoch of a date and time in UTC, or `undefined` when no calendar or clock shows it (30 February, 24:00, month 0).
 *
 * `Date.UTC` alone would roll such a date over, and would read the years 0 to 99 as 1900 to 1999.
 *
 * @param month - 1 to 12
 */
export function utcMs(year: number, month: number, day: number, hour: number, minute: number, second: number): number | undefined {
  if (year < 1 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1) return undefined
  return date.setUTCHours(hour, minute, second, 0)
}
