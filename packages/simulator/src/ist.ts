import { fixedHolidays } from "./holidays.ts"

const IST_OFFSET_MS = 19_800_000
const DAY_MS = 86_400_000

const two = (value: number): string => String(value).padStart(2, "0")
const inIst = (ms: number): Date => new Date(ms + IST_OFFSET_MS)

/** The date in India as MM/DD/YYYY, the form of the composite status call (fact file composite-and-cib, rule "status date"). */
export const istDate = (ms: number): string => {
  const date = inIst(ms)
  return `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${date.getUTCFullYear()}`
}

/** DD-MM-YYYY HH:MM:SS in India, the form of TranDateTime in a status reply. */
export const istDateTime = (ms: number): string => {
  const date = inIst(ms)
  const day = `${two(date.getUTCDate())}-${two(date.getUTCMonth() + 1)}-${date.getUTCFullYear()}`
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
}

/** YYYYMMDDHHmmss in India, the form of localTxnDtTime. */
export const istStamp = (ms: number): string => {
  const text = new Date(ms + IST_OFFSET_MS).toISOString()
  return text.slice(0, 19).replace(/\D/g, "")
}

/** YYYY-MM-DD in India. */
export const istIsoDate = (ms: number): string => new Date(ms + IST_OFFSET_MS).toISOString().slice(0, 10)

/** Reads YYYYMMDDHHmmss in India, the form of localTxnDtTime. Undefined when it is no such moment. */
export const parseIstStamp = (text: string): number | undefined => {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)?.slice(1).map(Number)
  if (parts === undefined) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  const ms = Date.UTC(year, month - 1, day, hour, minute, second)
  const back = new Date(ms)
  // Date.UTC rolls 31 February over into March: such a stamp is a format error, not another day.
  const kept = back.getUTCMonth() === month - 1 && back.getUTCDate() === day && back.getUTCHours() === hour
  return kept && minute < 60 && second < 60 ? ms - IST_OFFSET_MS : undefined
}

/** The first instant of the IST day that lies `days` calendar days after the day of `ms`. */
export const calendarDayAfter = (ms: number, days: number): number =>
  (Math.floor((ms + IST_OFFSET_MS) / DAY_MS) + days) * DAY_MS - IST_OFFSET_MS

/** The first instant of the `days`-th business day after the IST day of `ms`: the bank's T+n. */
export const businessDayAfter = (ms: number, days: number): number => {
  let dayStartMs = calendarDayAfter(ms, 0)
  for (let left = days; left > 0; ) {
    dayStartMs += DAY_MS
    if (isBusinessDay(dayStartMs)) left -= 1
  }
  return dayStartMs
}

/** Banks in India are closed on Sundays, on the 2nd and 4th Saturday of a month, and on holidays. */
export const isBusinessDay = (ms: number): boolean => {
  const date = inIst(ms)
  const weekday = date.getUTCDay()
  const dayOfMonth = date.getUTCDate()
  const saturdayOfMonth = Math.ceil(dayOfMonth / 7)
  if (weekday === 0 || (weekday === 6 && (saturdayOfMonth === 2 || saturdayOfMonth === 4))) return false
  return !fixedHolidays.has(`${two(date.getUTCMonth() + 1)}-${two(dayOfMonth)}`)
}
