import { istParts } from "@hundi/catalog/calendar"

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
const two = (value: number): string => String(value).padStart(2, "0")

/** An instant as people in India read it: `22 Nov, 14:05 IST`. */
export const showTime = (ms: number): string => {
  const { day, month, hour, minute } = istParts(ms)
  return `${day} ${months[month - 1] ?? ""}, ${two(hour)}:${two(minute)} IST`
}
