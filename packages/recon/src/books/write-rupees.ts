/**
 * Paise as rupees with India's grouping: the last three digits together, the others in pairs.
 * @example
 * writeRupees(-1_234_567_850n) // "-1,23,45,678.50"
 */
export const writeRupees = (paise: bigint): string => {
  const [sign, whole, cents] = partsOf(paise)
  return `${sign}${whole.replace(/(\d)(?=(\d\d)+\d$)/g, "$1,")}.${cents}`
}

/** Paise as rupees without grouping, for programs: `-12345678.50`. */
export const plainRupees = (paise: bigint): string => {
  const [sign, whole, cents] = partsOf(paise)
  return `${sign}${whole}.${cents}`
}

/** Short, for a chart's label: `12.3 lakh`, `4.56 crore`. Cut, not rounded up. */
export const shortRupees = (paise: bigint): string => {
  const size = paise < 0n ? -paise : paise
  const sign = paise < 0n ? "-" : ""
  if (size >= CRORE) return `${sign}${shortOf(size, CRORE)} crore`
  if (size >= LAKH) return `${sign}${shortOf(size, LAKH)} lakh`
  return size < 100_000n ? writeRupees(paise) : writeRupees(paise).slice(0, -3)
}

/** The last four digits of an account, which is all that a report shows of it. */
export const maskAccount = (account: string): string => (account.length <= 4 ? account : `..${account.slice(-4)}`)

const LAKH = 10_000_000n
const CRORE = 1_000_000_000n

const shortOf = (size: bigint, unit: bigint): string => {
  const hundredths = (size * 100n) / unit
  return `${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, "0")}`
}

const partsOf = (paise: bigint): readonly [sign: string, whole: string, cents: string] => {
  const size = paise < 0n ? -paise : paise
  return [paise < 0n ? "-" : "", (size / 100n).toString(), (size % 100n).toString().padStart(2, "0")]
}
