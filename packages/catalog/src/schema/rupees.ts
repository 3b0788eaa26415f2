import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"

const RUPEES = /^(\d{1,13})(?:\.(\d{1,2}))?$/

/**
 * Rupees text to paise, exactly, or `undefined` for text that is not an amount with at most two decimals.
 * @example
 * parseRupees("100.5") // 10050n
 */
export const parseRupees = (text: string): bigint | undefined => {
  const match = RUPEES.exec(text)
  if (match === null) return undefined
  return BigInt(match[1] ?? "") * 100n + BigInt((match[2] ?? "").padEnd(2, "0"))
}

/** Paise to rupees text with two decimals: `10050n` is `"100.50"`. */
export const formatRupees = (paise: bigint): string => {
  const sign = paise < 0n ? "-" : ""
  const digits = (paise < 0n ? -paise : paise).toString().padStart(3, "0")
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const RupeesText = Schema.String.check(Schema.isPattern(RUPEES, { expected: "rupees with at most two decimals" }))

/** Paise inside, rupees with two decimals on the wire. The bank's replies may leave decimals out. */
export const Rupees = RupeesText.pipe(
  Schema.decodeTo(
    Schema.BigInt,
    SchemaTransformation.transform({ decode: (text: string) => parseRupees(text) ?? -1n, encode: formatRupees })
  )
)
