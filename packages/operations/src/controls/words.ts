import { istParts } from "@hundi/catalog/calendar"
import { formatRupees } from "@hundi/catalog"

/** Paise as a person reads them: `Rs 150000.00`. */
export const rupees = (paise: bigint): string => `Rs ${formatRupees(paise)}`

/** An instant as a clock in India shows it: `2030-01-31 11:30 IST`. `ms` since 1970 (UTC). */
export const istTime = (ms: number): string => {
  const { year, month, day, hour, minute } = istParts(ms)
  const [mm, dd, hh, min] = [month, day, hour, minute].map((part) => String(part).padStart(2, "0"))
  return `${year}-${mm}-${dd} ${hh}:${min} IST`
}

const SPANS = [["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000], ["second", 1000]] as const

/** `90000` is `90 seconds`, `86400000` is `1 day`: the largest unit that leaves no rest. */
export const duration = (ms: number): string => {
  const [unit, size] = SPANS.find(([, span]) => ms >= span && ms % span === 0) ?? ["second", 1000]
  const count = Math.ceil(ms / size)
  return `${count} ${unit}${count === 1 ? "" : "s"}`
}
