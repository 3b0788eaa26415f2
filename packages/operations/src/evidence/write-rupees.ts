import { formatRupees } from "@hundi/catalog"
import { adviceWords, type AdviceLocale, type AdviceWords } from "./advice-words.data.ts"

/**
 * Paise as rupees with India's grouping, in which the last three digits stand together and the others in pairs.
 * @example
 * writeRupees(1_234_567_850n) // "1,23,45,678.50"
 */
export const writeRupees = (amountPaise: bigint): string => {
  const [whole = "", paise = ""] = formatRupees(amountPaise).split(".")
  return `${whole.replace(/(\d)(?=(\d\d)+\d$)/g, "$1,")}.${paise}`
}

/**
 * Paise in words, as a cheque has them.
 * @throws RangeError below zero
 * @example
 * rupeesInWords(12_345_650n) // "Rupees one lakh twenty-three thousand four hundred fifty-six and fifty paise only"
 */
export const rupeesInWords = (amountPaise: bigint, locale: AdviceLocale = "en-IN"): string => {
  if (amountPaise < 0n) throw new RangeError("an amount in words is not negative")
  const words = adviceWords[locale]
  const paise = amountPaise % 100n
  return words.rupees(wordsOf(amountPaise / 100n, words), paise === 0n ? undefined : wordsOf(paise, words))
}

const wordsOf = (value: bigint, words: AdviceWords): string => {
  if (value === 0n) return words.small[0] ?? ""
  const units = [
    ...[{ size: 10_000_000n, name: words.crore }, { size: 100_000n, name: words.lakh }],
    ...[{ size: 1000n, name: words.thousand }, { size: 100n, name: words.hundred }]
  ]
  let left = value
  const parts = units.flatMap(({ size, name }) => {
    const count = left / size
    left %= size
    // Above 99 crore the count has words of its own: one lakh crore.
    return count === 0n ? [] : [`${wordsOf(count, words)} ${name}`]
  })
  if (left > 0n) parts.push(words.small[Number(left)] ?? "")
  return parts.join(" ")
}
