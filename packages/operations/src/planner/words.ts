import { formatRupees, type Rail } from "@hundi/catalog"
import { istDate, istParts } from "@hundi/catalog/calendar"

const two = (value: number): string => String(value).padStart(2, "0")

/** An instant as people in India read it: `2026-11-23 09:00 IST`, with seconds where they matter. */
export const istText = (ms: number): string => {
  const { hour, minute, second } = istParts(ms)
  return `${istDate(ms)} ${two(hour)}:${two(minute)}${second === 0 ? "" : `:${two(second)}`} IST`
}

/** `Rs 200000.00`. */
export const rupeesText = (paise: bigint): string => `Rs ${formatRupees(paise)}`

/** Rails as people write them. */
const railNames: Readonly<Record<Rail, string>> = Object.freeze({
  upi: "UPI",
  imps: "IMPS",
  neft: "NEFT",
  rtgs: "RTGS",
  internal: "a transfer inside the bank"
})

/** The name of a rail that came from outside, whatever it is. */
export const railName = (rail: string): string => railNames[rail as Rail] ?? rail
