const IST_OFFSET_MS = 19_800_000
const DAY_MS = 86_400_000

const two = (value: number): string => String(value).padStart(2, "0")

/** The parts of an instant as a clock in India shows them. `ms` since 1970 (UTC). India has no daylight saving. */
export const istParts = (ms: number) => {
  const shifted = new Date(ms + IST_OFFSET_MS)
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds()
  }
}

/** IST calendar date `YYYY-MM-DD` of an instant. */
export const istDate = (ms: number): string => {
  const { year, month, day } = istParts(ms)
  return `${year}-${two(month)}-${two(day)}`
}

/** `YYYYMMDDHHmmss` in IST: localTxnDtTime of Composite IMPS (seed 004). */
export const istCompact = (ms: number): string => {
  const { year, month, day, hour, minute, second } = istParts(ms)
  return `${year}${two(month)}${two(day)}${two(hour)}${two(minute)}${two(second)}`
}

/** The instant at which an IST date begins, ms since 1970 (UTC). @throws RangeError for a date that does not exist. */
export const istMidnight = (date: string): number => {
  const ms = Date.parse(`${date}T00:00:00.000Z`)
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date) throw new RangeError(`not a date YYYY-MM-DD: ${date}`)
  return ms - IST_OFFSET_MS
}

/** The IST date `days` calendar days after `date`. */
export const addDays = (date: string, days: number): string => istDate(istMidnight(date) + days * DAY_MS)

/** Whole days since 1970-01-01 of an IST date. */
export const dayNumber = (date: string): number => Math.round((istMidnight(date) + IST_OFFSET_MS) / DAY_MS)
