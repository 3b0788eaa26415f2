/** An amount as text says it. `side` is there only where the text itself has Cr or Dr; a minus or parentheses make `paise` negative. */
export interface ReadAmount {
  readonly paise: bigint
  readonly side?: "debit" | "credit"
}

const PLAIN = /^\d{1,15}(?:\.\d{1,2})?$/
const CURRENCY = /^(?:INR|Rs\.?|\u20b9)\s*/i
const SIDE = /\s*\(?(Cr|Dr|Credit|Debit|C|D)\.?\)?$/i
/** No grouping, 1,234,567 or 12,34,567; decimals with a point, two at most; `.50` is read too. */
const GROUPED = /^(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4}|\d{1,2}(?:,\d{2}){0,6},\d{3})?(?:\.\d{1,2})?$/

/**
 * Rupees text to paise, exactly, in Indian or western grouping; `undefined` for anything else, more than two decimals included.
 *
 * @example
 * readAmount("1,23,456.78 Dr") // { paise: 12345678n, side: "debit" }
 * readAmount("(250.5)") // { paise: -25050n }
 */
export const readAmount = (text: string): ReadAmount | undefined => {
  if (PLAIN.test(text)) return { paise: toPaise(text) }
  // No amount is longer; a crafted cell could keep the patterns busy.
  if (text.length > 60) return undefined
  let rest = text.replaceAll("\u00a0", " ").replaceAll("\u2212", "-").trim().replace(CURRENCY, "")
  const side = SIDE.exec(rest)?.[1]
  if (side !== undefined) rest = rest.replace(SIDE, "")
  const bare = unsigned(rest.replace(CURRENCY, ""))
  if (bare === undefined || !/\d/.test(bare.digits) || !GROUPED.test(bare.digits)) return undefined
  const paise = toPaise(bare.digits.replaceAll(",", ""))
  if (side === undefined) return { paise: bare.isNegative ? -paise : paise }
  // "-5.00 Dr" could mean both.
  return bare.isNegative ? undefined : { paise, side: /^d/i.test(side) ? "debit" : "credit" }
}

/** A balance: Dr is below zero, as a minus and parentheses are. */
export const readBalance = (text: string): bigint | undefined => {
  const read = readAmount(text)
  return read?.side === "debit" ? -read.paise : read?.paise
}

/** Rupees for a person, with Indian grouping. */
export const sayRupees = (paise: bigint): string => {
  const digits = (paise < 0n ? -paise : paise).toString().padStart(3, "0")
  const whole = digits.slice(0, -2)
  const head = whole.slice(0, -3).replace(/\B(?=(?:\d\d)+$)/g, ",")
  return `${paise < 0n ? "-" : ""}Rs ${head === "" ? "" : `${head},`}${whole.slice(-3)}.${digits.slice(-2)}`
}

const unsigned = (text: string): { readonly digits: string, readonly isNegative: boolean } | undefined => {
  const inside = /^\((.*)\)$/.exec(text)?.[1]
  if (inside !== undefined) return { digits: inside.trim().replace(CURRENCY, ""), isNegative: true }
  if (text.startsWith("-")) return { digits: text.slice(1).trim().replace(CURRENCY, ""), isNegative: true }
  if (text.endsWith("-")) return { digits: text.slice(0, -1).trim(), isNegative: true }
  return { digits: text.startsWith("+") ? text.slice(1) : text, isNegative: false }
}

/** Never through a float: the digits are joined and read as a whole number. */
const toPaise = (text: string): bigint => {
  const point = text.indexOf(".")
  return point === -1 ? BigInt(`${text}00`) : BigInt(text.slice(0, point) + text.slice(point + 1).padEnd(2, "0"))
}
