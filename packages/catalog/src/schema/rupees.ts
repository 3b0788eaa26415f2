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

/** What thirteen digits of rupees hold. */
const MAX_PAISE = 999_999_999_999_999n

/** Paise inside, rupees with two decimals on the wire. The bank's replies may leave decimals out. */
export const Rupees = RupeesText.pipe(
  Schema.decodeTo(
    Schema.BigInt.check(Schema.isBetweenBigInt({ minimum: 0n, maximum: MAX_PAISE }, { expected: "paise, not below 0" })),
    SchemaTransformation.transform({ decode: (text: string) => parseRupees(text) ?? -1n, encode: formatRupees })
  )
)

const GROUPED = /^-?\d{1,3}(?:,?\d{2,3})*(?:\.\d{1,2})?$/

/** `1000000.5` as `10,00,000.50`: the last three digits, then by two. */
const groupRupees = (paise: bigint): string => {
  const [rupees = "", decimals = ""] = formatRupees(paise < 0n ? -paise : paise).split(".")
  const head = rupees.slice(0, -3).replace(/\B(?=(?:\d{2})+$)/g, ",")
  return `${paise < 0n ? "-" : ""}${head === "" ? "" : `${head},`}${rupees.slice(-3)}.${decimals}`
}

const signedRupees = (write: (paise: bigint) => string) =>
  Schema.String.check(Schema.isPattern(GROUPED, { expected: "rupees, such as 1,00,000.00" })).pipe(
    Schema.decodeTo(
      Schema.BigInt.check(Schema.isBetweenBigInt({ minimum: -MAX_PAISE, maximum: MAX_PAISE }, { expected: "paise" })),
      SchemaTransformation.transform({
        decode: (text: string) => {
          const paise = parseRupees(text.replace(/[-,]/g, "")) ?? MAX_PAISE + 1n
          return text.startsWith("-") ? -paise : paise
        },
        encode: write
      })
    )
  )

/**
 * Paise inside, which may be below zero; on the wire a balance with Indian digit grouping, `1,00,000.00` (facts/composite-and-cib.json,
 * rule "CIB statement"). Text without grouping is read as well.
 */
export const GroupedRupees = signedRupees(groupRupees)

/** The same without grouping on the wire, `100000.00`, and read with it too: an amount or a balance of a reply. */
export const SignedRupees = signedRupees(formatRupees)
