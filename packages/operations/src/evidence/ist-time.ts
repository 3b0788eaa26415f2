import { istDate, istParts } from "@hundi/catalog/calendar"

/** An instant (ms since 1970, UTC) as RFC 3339 in IST: `2030-01-31T11:30:00+05:30`. */
export const istTime = (at: number): string => {
  const { hour, minute, second } = istParts(at)
  return `${istDate(at)}T${two(hour)}:${two(minute)}:${two(second)}+05:30`
}

const two = (value: number): string => String(value).padStart(2, "0")
