import type { Rail } from "@hundi/catalog"
import { addDays, dayNumber, type Holidays, isBusinessDay, istDate, istMidnight, nationalHolidays } from "@hundi/catalog/calendar"
import { invalid } from "@hundi/core"
import { holdsOn, type RailWindow, type Weekday } from "./rail-rules.ts"

const MINUTE_MS = 60_000
const HORIZON_DAYS = 60

/**
 * When a rail takes payments next: `at` itself when it is open then, ms since 1970 (UTC); null when it does not open within sixty
 * days. A rail for which no window is given is always open.
 *
 * @example
 * nextOpening(railRules.windows, "neft", Date.UTC(2026, 10, 22)) // the same: NEFT runs day and night
 */
export const nextOpening = (
  windows: readonly RailWindow[],
  rail: Rail,
  at: number,
  holidays: Holidays = nationalHolidays
): number | null => {
  const own = windows.filter((window) => window.rail === rail)
  if (isOpen(own, at, holidays)) return at
  const today = istDate(at)
  // Windows open at their own first minute or, where dates decide, at midnight: nothing else needs a look.
  const minutes = [...new Set([0, ...own.map(({ from }) => minuteOf(from))])].sort((one, other) => one - other)
  for (let day = 0; day <= HORIZON_DAYS; day++) {
    const midnight = istMidnight(addDays(today, day))
    const found = minutes.map((minute) => midnight + minute * MINUTE_MS).find((edge) => edge > at && isOpen(own, edge, holidays))
    if (found !== undefined) return found
  }
  return null
}

/** The windows that are shut at this time, as words for people: who shuts, and the hours. */
export const shutBy = (windows: readonly RailWindow[], rail: Rail, at: number, holidays: Holidays = nationalHolidays): string =>
  parties(windows.filter((window) => window.rail === rail))
    .filter((own) => !own.some((window) => isWithin(window, at, holidays)))
    .map((own) => `${own[0]?.by ?? ""}: ${own.map(hoursText).join(", ")}`)
    .join("; ")

/** Refuses windows that cannot be meant. @throws HundiError INVALID_REQUEST naming the window and the rule */
export const checkWindows = (windows: readonly RailWindow[]): void => {
  windows.forEach((window, index) => {
    const field = (name: string): string => `windows[${index}].${name}`
    if (!CLOCK.test(window.from) || window.from === "24:00") throw invalid(field("from"), "HH:MM, from 00:00 to 23:59 IST")
    if (!CLOCK.test(window.to)) throw invalid(field("to"), "HH:MM, up to 24:00 IST")
    if (minuteOf(window.to) <= minuteOf(window.from)) throw invalid(field("to"), "after from; over midnight, give two windows")
    for (const name of ["validFrom", "validTo"] as const) {
      const date = window[name]
      if (date === undefined && name === "validTo") continue
      if (!isDate(date)) throw invalid(field(name), "a date YYYY-MM-DD")
    }
  })
}

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/

const isDate = (text: string | undefined): boolean => {
  try {
    istMidnight(text ?? "")
    return true
  } catch {
    return false
  }
}

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** Open when every party that sets hours has an open window. */
const isOpen = (own: readonly RailWindow[], at: number, holidays: Holidays): boolean =>
  parties(own).every((windows) => windows.some((window) => isWithin(window, at, holidays)))

const parties = (own: readonly RailWindow[]): readonly (readonly RailWindow[])[] =>
  [...new Set(own.map(({ by }) => by))].map((by) => own.filter((window) => window.by === by))

const isWithin = (window: RailWindow, at: number, holidays: Holidays): boolean => {
  const date = istDate(at)
  const sinceMidnight = at - istMidnight(date)
  return (
    holdsOn(window, date)
    && isDayOf(window, date, holidays)
    && sinceMidnight >= minuteOf(window.from) * MINUTE_MS
    && sinceMidnight < minuteOf(window.to) * MINUTE_MS
  )
}

// 1970-01-01, day 0, was a Thursday.
const weekdays: readonly Weekday[] = ["thu", "fri", "sat", "sun", "mon", "tue", "wed"]

const isDayOf = ({ days }: RailWindow, date: string, holidays: Holidays): boolean => {
  if (days === "every") return true
  if (days === "business") return isBusinessDay(date, holidays)
  const weekday = weekdays[dayNumber(date) % 7]
  return weekday !== undefined && days.includes(weekday)
}

const hoursText = ({ days, from, to, validFrom, validTo }: RailWindow): string => {
  const on = days === "every" ? "every day" : days === "business" ? "business days" : days.join(" ")
  return `${from} to ${to} IST, ${on}, since ${validFrom}${validTo === undefined ? "" : ` until ${validTo}`}`
}
